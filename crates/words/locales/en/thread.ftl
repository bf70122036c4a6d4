### A conversation: header, log, messages, composer, finishing.

pane = Conversation
back = Back to the list
details = Conversation details
finish = Finish
failed = The conversation could not be opened
unreadable = This message could not be shown.
older = Fetching earlier messages…
older-offline = Earlier messages are not on this device. They will appear once you are back online.
unread-mark = New messages
to-newest = Go to the end
empty = No message yet.
queued = Waiting to be sent
sending = Sending
sent = Sent
delivered = Delivered
read = Read
blocked = Blocked
failed-mark = Not sent
note = Internal note
reply-form = Reply
message = Message
send = Send
enter-sends = { " " }sends
who-reads = Visible to:{ " " }
draft-saved = Draft saved
finished = Request finished
finished-hint = No new messages can be sent.
finished-keeps-draft = What you wrote is kept as a draft.
start-ticket = Start a new request
starting-hint = Your message starts a new request.
read-only = Read only
closed-hint = This channel is not taking new messages.
read-only-hint = You are reading as an administrator. Only the channel's team can reply.
finish-title = Finish this request?
finish-confirm = Finish request
finish-survey = The family receives a satisfaction survey (CSAT).
finish-unanswered = Nobody has answered yet.
finish-unanswered-hint = The family will get no answer in this request.
finish-unsent = Some messages have not been sent yet.
finish-unsent-hint = They are sent first, in the order they were written.
finish-offline-hint = { " " }The request is finished once you are back online. If somebody else finishes it first, it is finished only once.
found = There is already a conversation with these guardians. It is open now.
found-draft = There is already a conversation with these guardians. It is open now, with your draft.
finish-blocked = Some messages need your decision.
finish-blocked-hint = They will not be sent in this request.
# What happened, between the messages. $who and $whom are people, shown in bold.
opened = { $who } opened the request
opened-by-forward = { $who } forwarded messages to this channel
answered = { $who } answered · { $status }
did-finish = { $who } finished the request
joined = { $who } joined the conversation
took-over = { $who } is handling this request
handed-over = { $who } handed the request over to { $whom }
released = { $who } released this request
added = { $who } added { $whom }

new-messages =
    { $count ->
        [one] { $count } new message
       *[other] { $count } new messages
    }

to-new-messages = { to-newest }, { new-messages }

# $people (String): all guardians
log-with = Messages with { $people }

# $who (String)
# $count (Number): how many messages
# $channel (String)
forwarded-away = { $who } { $count ->
        [one] forwarded a message to
       *[other] forwarded { $count } messages to
    } { $channel }

# $channel (String): where a message was written
# $by (String): who forwarded it
# $clock (String): when
forwarded-from = Forwarded from { $channel } by { $by }, { $clock }

# $who (String)
# $rating (Number): from 1 to 5
rated = { $who } rated the request { $rating }

# A ticket whose number is not known.
episode-name = Request

# $number (Number)
episode-numbered = Request { $number }

# Stands after the ticket.
episode-finished = , finished on { $date }

# Stands after the names of guardians.
and-team = { " " }and the { $channel } team

# $names (String): first names
write-to-people-named = Write to { $names }

write-to-channel = Write to { $channel }

# $host (String): such as "escola.example"
opens-page = Opens { $host } outside Conversas

# $address (String): of an e-mail
writes-mail = Writes an e-mail to { $address }

# $number (String): of a telephone
calls = Calls { $number }

characters-left =
    { $count ->
        [one] { $count } character left
       *[other] { $count } characters left
    }

# $over (String): how many characters are too many
over-limit = The message is over the limit of 10,000 characters. Cut { $over } to send it.

# $names (String): first names
# $count (Number): how many people they are
finishing-means = { $names } will not be able to send messages in this request any more. The history stays in this conversation.

# A second sentence.
# $names (String): first names
# $count (Number): how many people they are
survey-means = { " " }{ $names } can give a rating from 1 to 5 and leave a comment.
