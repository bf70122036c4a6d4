### What the notices of the system and of the browser say.

mention = { $from } mentioned you
handed-over = { $from } handed a request over to you
survey = How was the service?

# $count (Number): how many are unread
# $channel (String)
messages =
    { $count ->
        [one] New message
       *[other] { $count } new messages
    } · { $channel }
