### Voice messages: playing them.

play = Play voice message
pause = Pause voice message
position = Position in the voice message
broken = This voice message is damaged and cannot be played.
unplayable = This sound does not play here. Open or save the file from the message's menu.
offline = No connection. This voice message is not on this device yet.
not-here = Not on this device yet
player = Playing now
close = Stop listening
go-to = Go to the message

# $length (String): such as "0:47"
message = Voice message, { $length }

sound-named = Sound file { $name }
sound-lasting = { sound-named }, { $length }

# $percent (Number)
fetching = Downloading voice message, { $percent } %

# "0:19 de 0:47"
of = { $at } of { $length }

speed-once = 1×
speed-once-and-half = 1.5×
speed-twice = 2×

# $speed (String): such as "1,5×"
change-speed-from = Speed { $speed }. Change
