### Notifications: their settings, and what they say.

title = Notifications
enabled = Notify me about new messages
show-text = Show the message's text
show-text-hint = When off, a notification only says who wrote.
channels = Notify me about these channels
quiet = Quiet hours
quiet-hint = No notifications during these hours, every day.
from = From
to = to
from-label = Start of the quiet hours
to-label = End of the quiet hours
permission = This browser does not show notifications yet.
allow = Allow notifications
denied = This browser has blocked notifications. Change that in the site's permissions.
unsupported = This browser cannot show notifications.

# The page's title.
# $count (Number): unread conversations
unread-title = ({ $count }) Conversas
