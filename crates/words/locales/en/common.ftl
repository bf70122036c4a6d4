### Words that several parts use.

app = Conversas
conversations = Conversations
in-rail = Inbox
main-navigation = Main
settings = Settings
theme = Theme
skip-to-conversation = Skip to the conversation
open = Open
copy = Copy
copied = Copied
not-copied = Could not copy. Select the text and copy it.
found-elsewhere = There is already a conversation with these guardians.
update-to-see = Update the app to see this.
close = Close
cancel = Cancel
back = Back
try-again = Try again
try-now = Try now
you = You
student = Student:{ " " }
loading = Loading
offline = No connection.
offline-hint = Messages will be sent once you are back online.
catching-up = Fetching the school's conversations…
wrong-clock = This device's clock is wrong.
not-started = Conversas could not start
and = { " " }and{ " " }

# $by (String): how much, such as "2 h"
clock-ahead = It is { $by } ahead. Set the device's date and time.

# $by (String): how much, such as "2 h"
clock-behind = It is { $by } behind. Set the device's date and time.

account-of = Your account: { $name }

queued =
    { $count ->
        [one] 1 message waiting to be sent.
       *[other] { $count } messages waiting to be sent.
    }

blocked =
    { $count ->
        [one] 1 message needs your decision.
       *[other] { $count } messages need your decision.
    }

# Between groups of three digits of a large number.
group-mark = ,

# Before the decimals of a number.
decimal-mark = .

# The status of a ticket that waits for its first answer.
status-pending = Pending

status-in-progress = In progress
status-finished = Finished

# Who a guardian is to a student.
relationship-mother = mother

relationship-father = father
relationship-grandparent = grandparent
relationship-other = guardian

# Stands after the number.
unread-conversations =
    { $count ->
        [one] { " " }unread conversation
       *[other] { " " }unread conversations
    }

# A channel may have any name: no article stands before it, because nothing tells which.
team-of = the { $channel } team
