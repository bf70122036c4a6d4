### How the device stands to the server: a locked session, and what is known of why nothing answers.

sign-in-again = Sign in again
not-let-through = The network you are on refuses something you did and lets the rest through. It stays queued; try another network.
disk-full = This device's disk is full.
disk-full-hint = New messages do not arrive.
outdated = There is news that only a newer app shows. Update the app to see this.
app-too-old = Update the app.
back-to-conversations = Back to the conversations
locked-keyring = Keyring locked.
locked-sign-in = Session locked.
locked-keyring-hint = Your conversations are still here. Unlock the system's keyring to send and receive.
locked-sign-in-hint = Your conversations are still here. Sign in again to send and receive.

# Why the server cannot be reached, and what helps.
trouble-no-server = Another page answers instead of the school's server. The network may want you to sign in with a browser.

trouble-app-too-old = The school's server needs a newer version. Your conversations are still here, and what is queued goes out after the update.
trouble-certificate-untrusted = The server's certificate is not trusted. Nothing was sent. Tell the school.
trouble-certificate-expired = The server's certificate has expired, or this device's clock is ahead. Check the date and time.
trouble-certificate-not-yet = This device's clock seems to be behind: the server's certificate is not valid yet. Check the date and time.
