### The list of conversations and the channel choice.

pane = Conversation list
switch-channel = Switch channel. Current:{ " " }
channels = Switch channel
own-channels = Your channels
other-channels = Other channels of the school
other-channels-hint = You can read them. Each access is recorded.
choose-channel = Choose a channel
choose-channel-hint = Its conversations appear here.
no-channel = You are not in a channel yet
no-channel-hint = Ask the school's administration to add you to a channel.
search = Search student or guardian
search-family = Search conversations
clear-search = Clear search
status-filter = Status
type-filter = Type of request
all = All requests
all-short = All
mine = My requests
mine-short = Mine
others = The channel's requests
others-short = Channel's
clear-filters = Clear filters
order = Order
order-waiting = Longest wait
order-newest = Newest
order-oldest = Oldest
order-student = Student
waiting-for = Waiting for the school for{ " " }
waiting = { " " }waiting
only-you = only you
draft = Draft:
mine-prefix = You:{ " " }
undecided = A message needs your decision.{ " " }
unsent = There are unsent messages.{ " " }
no-message = No message yet
nobody-waiting = Nobody is waiting
show-in-progress = Show those in progress
nothing-matches = No conversation with these filters
nothing-matches-hint = Change the combination or clear the filters.
nothing-pending = No pending conversation
never-pending = Mine and Channel's only have conversations that were answered: none of them is pending.
nothing-found-filtered = Check the name, or clear the filters: only the filtered conversations are searched.
nothing-about = No conversation about this student
not-here = The conversations are not on this device yet
not-here-hint = They arrive when there is a connection to the school's server.
nothing-found = Nothing found
nothing-found-hint = Check the name of the student or guardian.
no-conversation = No conversation yet
no-conversation-staff = When a family writes, the conversation appears here.
no-conversation-family = Write to the school when you need to. The answer arrives here.
failed = The list could not be loaded
choose = Choose a conversation
choose-staff = It opens here, with the family's whole history.
choose-family = It opens here, with its whole history.
keys-move = move through the list
keys-open = open the conversation
keys-search = search
new-conversation = New conversation
all-students = All
students = Student
read-only = read only

# $matching (Number): as many conversations as the filters leave
# $total (Number)
count-narrowed = { $matching } of { $total }

count-all =
    { $count ->
        [one] { $count } conversation
       *[other] { $count } conversations
    }

list-of = Conversations in { $channel }

# Stands after the number in a badge.
unread = { " " }unread

# $count (Number): how many conversations wait for the school
count-waiting = { $count } waiting

# $names (String): the other guardians of a conversation
company-of = with { $names }

waiting-in-progress =
    { $count ->
        [one] In progress, 1 family waits for an answer.
       *[other] In progress, { $count } families wait for an answer.
    }

# Stands before words that somebody else has written.
forwarded-by = { $name } forwarded:{ " " }

forwarded-by-you = You forwarded:{ " " }
all-answered = Every family in { $channel } has been answered.
