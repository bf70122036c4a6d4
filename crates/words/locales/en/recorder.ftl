### The recorder's bar (rule 16).

group = Voice recording
delete = Delete recording
listen = Listen to what was recorded
stop-listening = Pause what was recorded
timer = Recording time
preparing = Getting the microphone ready…
recording = Recording
paused = Recording paused
pause = Pause recording
pause-word = Pause
resume = Continue recording
resume-word = Continue
send = Send recording
who-hears = Heard by:{ " " }
up-to = Up to 30 min
paused-hint = Paused. Listen before you send, or keep recording.
recovered-hint = The recording was recovered. Listen before you send, or keep recording.
silent = No sound. Speak closer to the microphone or choose another one in Settings.
limit-reached = Limit of 30 minutes. The recording is kept: listen to it or send it.
device-lost = The microphone was disconnected. What was recorded is kept.
device-changed = The microphone changed. The recording now uses another one.
storage-failed = This device's disk is full or protected. What was recorded is kept.
too-short = There is nothing to send yet. Keep recording.
not-in-plan = Voice messages are part of the Standard and Premium plans.
locked-by-plan = Voice messages are part of the Standard and Premium plans. The recording is kept here.
locked-by-access = You cannot write here any more. The recording is kept until you delete it.
starts-ticket = The request is finished. The recording starts a new one.
deleted = Recording deleted.
undo = Undo
left-behind = Recording paused and kept as a draft.
go-back = Go back
go-there = Go there

# $clock (String): such as "4:12"
left = { $clock } left

busy-elsewhere = A recording is running in another conversation.
busy-with-people = A recording is running in the conversation with { $names }.

# $clock (String): such as "0:14"
paused-at = { paused }, { $clock }
