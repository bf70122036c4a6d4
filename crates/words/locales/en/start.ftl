### A family writes to a channel.

title = New conversation
about = About which student?
channel = With which channel?
message-hint = Next you write the message, also with photos, files or a voice message. Someone else in the family can be added later.
no-channel = No channel serves this student's class now.
go-on = Continue
choose-channel = Choose a channel.
write-to = Write to { $channel }
