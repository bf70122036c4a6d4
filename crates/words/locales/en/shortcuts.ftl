### What keys and commands do, in words.

title = Keyboard shortcuts
commands = Commands
letters = Single-letter shortcuts
letters-hint = They only work while you move through the list or the messages by keyboard.
or = or

# What a key or a command does.
act-search = Search and commands

act-next-conversation = Next conversation
act-previous-conversation = Previous conversation
act-answer = Answer
act-note = Write an internal note
act-forward = Forward messages
act-export = Export history
act-filter-pending = Filter: Pending
act-filter-in-progress = Filter: In progress
act-filter-finished = Filter: Finished
act-theme = Switch light or dark theme
act-move = Move through the list or the messages
act-open = Open the conversation
act-select = Select the message
act-copy = Copy the selected messages
act-menu = Message menu
act-break = Break the line
act-canned = Canned replies, at the start or after a space
act-close = Close what is open

# Where keys work.
scope-everywhere = Anywhere

scope-reading = While moving through the list or the messages by keyboard
scope-message = On a message
scope-writing = While writing
go-to = Go to the channel { $channel }
