### Settings of this device: sound and storage.

speed = Speed of voice messages
microphone = Microphone
looking = Looking for microphones…
usual-microphone = System default
gone-microphone = Microphone that is not connected
gone-microphone-hint = Until it is back, the system default is used
no-microphone = No microphone was found. Connect one and come back to this window.
storage = Files on this device
limit = Keep at most
clear = Delete kept files
clear-title = Delete the kept files?
clear-hint = They stay on the school's server and are downloaded again when you open them. Anything not sent yet is kept.
cleared = Files deleted from this device.

# $size (String): of the files that are kept here, such as "820 MB"
# $limit (String): how much may be kept
used = { $size } of { $limit } in use, to open without a connection. What was opened longest ago goes first.

# $size (String): such as "12 MB"
unsent = Another { $size } wait to be sent and are not deleted.
