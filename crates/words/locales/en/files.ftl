### Files: the clip menu, the tray, files in the thread, the viewer.

attach = Attach file, media or audio
menu = Attach
file-or-media = File or media
audio = Audio
audio-hint = Recording starts at once. You can pause and listen.
audio-locked = Included in the Standard and Premium plans. Talk to the school's management.
tray = Files to send
adding = Preparing the files…
after-files = Message after the files (optional)
refused = Not attached:
dismiss = Dismiss
drop-here = Drop to attach to this conversation
drop-hint = Each file goes in one message.
drop-nowhere = To attach files, open a conversation first.
drop-not-now = Files cannot be attached to this conversation now.
drop-kept = The files wait among those to send in this conversation.
cancel-sending = Cancel sending
back-in-tray = Sending was cancelled. The file is back among those to send.
back-in-recorder = Sending was cancelled. The recording is a draft again.
checking = Checking…
no-room = No room on the school's server now. It goes by itself later.
open = Open
opening = Opening…
save-as = Save as…
download = Download
share = Share
share-ready = The file { $name } is ready to share.
share-refused = Files of this kind cannot be shared here.
not-shared = The file was not shared. Try again.
saved = File saved.
not-saved = The file was not saved.
not-here = This file is not on this device. It opens as soon as the internet is back.
picture-missing = The image could not be loaded.
picture-offline = The image appears when the internet is back.
video-broken = This video does not play here.
viewer = Image
previous = Previous image
next = Next image
zoom-in = Zoom in
zoom-out = Zoom out
files = Files
go-to-message = Go to the message
kind-not-allowed = Files of this kind cannot be sent. PDF, images, documents, texts, zip, audio and video can.
to-tray = Back to the files to send
pasted-name = image.png
draft-take = audio

# Below "Arquivo ou mídia", where the plan has videos.
file-hint-video = PDF, image, audio or video. Each file goes in one message.

file-hint-no-video = PDF, image or another file. Video is in the Premium plan.

# "3,1 de 4,8 MB"
part-of = { $done } of { $whole } { $unit }

# $percent (Number)
percent-done = { $percent }%

# $percent (Number)
percent-paused = { $percent }%, paused

sending = Sending { $name }
fetching = Downloading { $name }
open-image = Open image { $name }

# $name (String)
# $measure (String): how long or how large it is
play-video = Play video { $name }, { $measure }

remove = Remove { $name }
move-before = Move { $name } earlier
move-after = Move { $name } later

# Said when a file was moved: "foto.jpg, 2 de 3".
# $name (String)
# $place (Number)
# $of (Number)
place = { $name }, { $place } of { $of }

# $place (Number)
# $of (Number)
place-of = { $place } of { $of }

count =
    { $count ->
        [one] { $count } file
       *[other] { $count } files
    }

# What a list says instead of words.
photo = Photo

video = Video
document = File
audio-named = { audio }: { $name }
document-named = { document }: { $name }
voice-of-author = Voice message from { $author }
own-voice = Your voice message

# $what (String): a video or a voice message
# $duration (String): such as "1:02"
lasting = { $what }, { $duration }

# $limit (String): such as "100 MB"
too-large = It is too large. The limit is { $limit }.

not-in-plan-video = Video is in the Premium plan. Talk to the school's management.
not-in-plan-audio = Audio is in the Standard and Premium plans. Talk to the school's management.

# Where nothing tells whether it is audio or video.
not-in-plan-either = Audio is in the Standard and Premium plans, and video in Premium. Talk to the school's management.
