### What colleagues do together: internal notes, who takes care, who else is here.

note-placeholder = Only staff can see this. Use @ to mention a colleague
save-note = Save note
note-saved = Internal note saved.
note-saved-next-is-for-family = Internal note saved. Now you write to the family.
note-kept = Kept as a draft in Internal note.
colleagues = Colleagues
assign = Assign to me
release = Release
hand-over = Hand over to a colleague
hand-over-title = Hand the request over to
hand-over-hint = This only tells your team. The status of the request does not change.
hand-over-confirm = Hand over
choose-colleague = Choose a colleague.
no-colleague = There is nobody else in this channel.
takes-care = Handled by
nobody = Nobody has taken it yet
you-take-care = You are handling this

# $name (String): a first name
care-of = { $name } is handling this

only-team = only the { $channel } team

colleagues-found =
    { $count ->
        [one] { $count } colleague
       *[other] { $count } colleagues
    }

# $names (String): first names
# $count (Number): how many people they are
are-writing = { $names } { $count ->
        [one] is writing
       *[other] are writing
    }

# $names (String): first names
# $count (Number): how many people they are
are-seeing = { $names } { $count ->
        [one] is viewing this conversation
       *[other] are viewing this conversation
    }
