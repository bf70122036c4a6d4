### The detail pane.

pane = Conversation details
title = Details
close = Close details
guardians = Guardians in this conversation
started = , started the conversation
you = { " " }(you)
add-guardian = Add a guardian
guardian = Guardian
add = Add
adding = Waiting to be added
choose-guardian = Choose a guardian.
sees-everything = The added person sees the whole conversation, what was written before too, and can write.
family-rated = The family's rating
this-ticket = This request
earlier = Earlier requests
rating = Rated{ " " }
no-rating = not rated

# $number (Number): which ticket of the conversation
ticket = no. { $number }

# Steps of a ticket. $when is a time, $by the first name of who did it.
step-wrote = { $when }, { $by } wrote

step-forwarded = { $when }, { $by } forwarded
step-opened = { $when }, { $by } opened the request
step-answered = { $when }, { $by } answered
step-finished = { $when }, { $by } finished the request
