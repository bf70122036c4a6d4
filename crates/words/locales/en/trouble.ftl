### What is asked about a message that is not on its way, and the answers (rule 20).

decision = Decision about this message
decision-on-forward = Decision about this forward
forward-not-let-through = The network you are on refuses this forward and lets the rest through. Try another network.
file-not-let-through = The network you are on refuses this file and lets the rest through. Try another network.

# $names (String): guardians who joined after the message was written
# $count (Number): how many they are
seen-too-by = { $names } joined later and will see it too. Send it?

# Why a message needs a decision.
blocked-ticket-finished = This request was finished before your message was sent.

blocked-answered-meanwhile = A colleague answered while you were writing. Read it before sending.
blocked-audience-grew = Another guardian joined after you wrote this.
blocked-not-in-plan = The school's plan does not include this kind of message any more.
blocked-old = You wrote this more than 12 hours ago. Does it still apply?
blocked-not-let-through = The network you are on refuses this message and lets others through. Try another network, or change the text.

# A button.
choice-send-anyway = Send anyway

choice-start-ticket-and-send = Start a new request and send
choice-keep-as-draft = Keep as draft
choice-discard = Discard
