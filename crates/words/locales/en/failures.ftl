### A sentence for every failure and refusal.

internal = Something went wrong in Conversas. Try again; if it keeps happening, close the app and open it again.
signed-out = Your session has ended. Sign in again.
bad-address = This address is not valid. Check it with the school.
address-is-email = This is an e-mail address. The school's address is like conversas.school.org.
address-needs-https = Begin the address with https://: by http:// the password would travel unprotected.
offline = No connection to the school's server. Check the internet and the address.
not-a-server = No Conversas server answers at this address. If the network wants you to sign in with a browser, do that first; otherwise check the address with the school.
app-too-old = This app is too old for the school's server. Update the app and try again.
bad-credentials = Wrong e-mail or password.
account-ended = The school has ended this access. Please ask its front office.
choose-role = Choose whom to sign in as.
too-many-attempts = Too many attempts. Wait a moment and try again.

# $count (Number)
too-many-attempts-seconds =
    { $count ->
        [one] Too many attempts. Try again in { $count } second.
       *[other] Too many attempts. Try again in { $count } seconds.
    }

# $count (Number): at least 2
too-many-attempts-minutes = Too many attempts. Try again in { $count } minutes.

unsent-items = Some things have not been sent yet.
not-found = This is no longer available to you.
forbidden = You are not allowed to do this.
text-empty = Write the message.
text-too-long = The message is over the limit of 10,000 characters.
ticket-finished = This request is finished. Start a new one to write.
ticket-still-open = The current request is still open. Write in it.
channel-unavailable = This channel does not take messages about this student.
not-a-member = This person is not on the channel's team.
guardian-not-addable = This person cannot be added to the conversation.
survey-closed = The rating is closed.
not-forwardable = This cannot be forwarded.
not-in-plan = The school's plan does not include this.
too-many-replies = The channel already has 200 canned replies, the most it can keep. Delete one to create another.
file-missing = This file is not available any more.
no-microphone = No microphone was found. Connect one and try again.
no-permission = Conversas is not allowed to use the microphone. Allow it in your system settings.
recorder-busy = A recording is already running. Send or delete it before starting another.
take-too-short = The recording is too short to be sent.
unsupported = This device cannot do that here.
storage-unavailable = This device's disk is full or protected. Free some space and try again.
server-failed = The school's server had a problem. Try again in a little while.

# Why a message or an act will never be sent.
rejected-not-found = This conversation is not available to you any more.

rejected-answered-meanwhile = A colleague answered while you were writing.
rejected-file-empty = The file is empty.
rejected-file-too-large = The file is too large.
rejected-file-kind-not-allowed = Files of this kind cannot be sent.
rejected-file-kind-false = The file's content is not what its name says.
rejected-file-has-macros = Documents with macros are not sent, because a macro is a program. Save a copy without macros (.docx, .xlsx or .pptx) or as PDF.
rejected-file-too-many-pixels = The image has more than 64 million pixels. Make it smaller, or send it in a zip.
rejected-file-broken = The file is damaged.
rejected-file-infected = The school's virus scanner found something in this file.
rejected-text-empty = The message was empty.
rejected-audience-grew = Another guardian joined the conversation before your message was sent.
rejected-unknown = The server refused this for a new reason. Update the app to see which.
rejected-id-taken = The server refused this message. Keep it as a draft and send it again.
