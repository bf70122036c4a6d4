### Selecting, copying and forwarding messages.

select = Select
unselect = Unselect
forward = Forward
message-actions = Message actions
selection-actions = Selection actions
leave-selection = Leave the selection (Esc)
not-all = Internal notes and messages that have not been sent yet cannot be forwarded.
title = Forward to another channel
search = Search channels
channel = Channel that will handle the request
no-target = There is no other channel for this student.
nothing-found = No channel with this name.
note = Note for the channel
optional = (optional)
note-hint = Only staff can see it. This conversation's status does not change.
choose = Choose the channel.
offline-hint = { " " }It waits here and is sent once you are back online.
note-kept = The note is kept for the next forward.
finish = Finish request

# Stands after the number of messages.
selected = selected

copied =
    { $count ->
        [one] Message copied
       *[other] { $count } messages copied
    }

# $name (String): who wrote it
# $clock (String): when
select-message = Select the message from { $name }, { $clock }

and-more =
    { $count ->
        [one] and 1 more message
       *[other] and { $count } more messages
    }

# $channel (String)
# $count (Number): how many messages
forwarded-to = Forwarded to { $channel }

queued-to = Waiting to go to { $channel }. It is sent once you are back online.
