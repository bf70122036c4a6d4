### What of mine that is no message was refused, and why.

# What was refused; the reason follows as a sentence of its own.
finish = The request was not finished.

forward = The messages were not forwarded.
assign = The request was not reassigned.
add-guardian = The guardian was not added.
answer-csat = Your rating was not recorded.
save-reply = The canned reply was not saved.
delete-reply = The canned reply was not deleted.

reply-not-a-member = You are no longer on the channel's team.
reply-empty = The title or the text was empty.
reply-too-long = The title or the text was too long.
