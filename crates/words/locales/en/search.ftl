### Search: over everything, and within a conversation.

title = Search
field = Search conversations, messages and commands
field-family = Search conversations and messages
results = Search results
messages = Messages
hint = Look for a guardian, a student or words of a message.
nothing = Nothing found
nothing-hint = Try another word, or only its beginning.
incomplete = History incomplete on this device.
incomplete-hint = Older messages may be missing here.
failed = The search failed
here = Search in this conversation
older = Earlier match
newer = Later match
close-here = Close the search
none-here = Nothing found
not-here = This message is not on this device. Connect to open it.
in-messages = Search “{ $words }” in the messages

# For screen readers.
found =
    { $conversations ->
        [one] { $conversations } conversation
       *[other] { $conversations } conversations
    }, { $messages ->
        [one] { $messages } message
       *[other] { $messages } messages
    }

# There are more messages than were looked for.
# $conversations (Number)
# $messages (Number)
found-more =
    { $conversations ->
        [one] { $conversations } conversation
       *[other] { $conversations } conversations
    }, { $messages }+ messages

# $at (Number)
# $of (Number)
place-of = { $at } of { $of }

# There are more than were looked for.
# $at (Number)
# $of (Number)
place-of-more = { $at } of { $of }+
