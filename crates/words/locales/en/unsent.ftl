### What is not sent and would be lost: said before somebody signs out, or signs in where another person's waits.

leave-title = Sign out and lose what has not been sent?
stay = Stay here
leave = Sign out and discard
enter-title = Sign in and erase what another person did not send?
enter-hint = That person can still send it all, by signing in on this device first.
enter = Sign in and erase

# The same three sentences where nobody knows whose it is: it may be of the one who signs in.
enter-title-nobodys = Sign in and erase what has not been sent?
enter-hint-nobodys = This device does not know whose it is. It may be yours.

# $what (String): a list such as "2 mensagens e 1 rascunho"
entering-erases-nobodys = If you sign in, you erase what has not been sent from this device yet: { $what }.

# $what (String): a list such as "2 mensagens e 1 rascunho"
leaving-loses-unsent = If you sign out, you lose what has not been sent yet: { $what }.

# $what (String): a list with conversations that only this device may have
leaving-loses-conversations = If you sign out, you lose what perhaps only this device has: { $what }.

# $what (String): a list such as "2 mensagens e 1 rascunho"
entering-erases-unsent = If you sign in, you erase what another person has not sent from this device yet: { $what }.

# $what (String): a list with conversations that only this device may have
entering-erases-conversations = If you sign in, you erase what another person has perhaps only on this device: { $what }.

messages =
    { $count ->
        [one] { $count } message
       *[other] { $count } messages
    }

files =
    { $count ->
        [one] { $count } file
       *[other] { $count } files
    }

audios =
    { $count ->
        [one] { $count } audio
       *[other] { $count } audios
    }

drafts =
    { $count ->
        [one] { $count } draft
       *[other] { $count } drafts
    }

# What somebody did that is neither a message nor a draft, such as finishing a ticket.
acts =
    { $count ->
        [one] { $count } action
       *[other] { $count } actions
    }

conversations =
    { $count ->
        [one] { $count } conversation
       *[other] { $count } conversations
    }

# What was kept of data that were damaged: something unsent may be in it.
damaged =
    { $count ->
        [one] { $count } copy of damaged data
       *[other] { $count } copies of damaged data
    }
