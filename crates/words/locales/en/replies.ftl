### "Respostas prontas": the picker in the composer, and where they are kept.

title = Canned replies
lead = Texts that the channel's team uses often. Type / in the message field to choose one.
manage = Manage canned replies
channel = Channel
none = No canned reply yet
none-hint = Create the first one: a deadline, an address, a list of documents.
new = New reply
edit-title = Edit reply
name = Title
name-hint = This is how your team finds the reply.
text = Text
tokens = Insert a name
tokens-hint = They are replaced with the names in each conversation.
example = For example:{ " " }
example-guardian = Juliana de Souza Prado
example-student = Theo Prado
save = Save
saved = Reply saved
delete = Delete
delete-title = Delete this reply?
delete-hint = It disappears for the channel's whole team. Messages already sent stay as they are.
deleted = Reply deleted
name-missing = Write the title.
text-missing = Write the text.
name-long = The title is over 120 characters.
text-long = The text is over 10,000 characters.
pick-one = Choose a canned reply
picks = { " " }inserts
back = Back to the settings
edit = Edit { $name }
delete-named = Delete { $name }

count =
    { $count ->
        [one] { $count } reply
       *[other] { $count } replies
    }
