### The history of a conversation as a file, as text or PDF.

conversation = Conversation
school = School
channel = Channel
student = Student
guardians = Guardians
exported = Exported on
tickets = Requests
ticket = Request
messages = Messages
rating = Rating (CSAT)
comment = Comment
taken-care-of-by = Handled by
unsent = not sent yet
from-school = school
incomplete = The beginning of this conversation is not in this file: without a connection only the part kept on this device could be exported.
earlier-tickets = Older requests: see the status changes between the messages.
nothing = No messages.

# $who (String): who forwarded the message
# $channel (String): where it was written
# $author (String): who wrote it
# $when (String): day and time
forwarded-by = Forwarded by { $who } from { $channel }; written by { $author } on { $when }

# $who (String)
# $channel (String)
# $count (Number): how many messages
forwarded-away = Forwarded to { $channel } by { $who } ({ $count })

guardian-added = { $who } added { $name }
took-over = { $who } is handling the request
handed-over = { $who } handed the request over to { $name }
released = { $who } released the request

# $rating (Number): from 1 to 5
# $who (String)
rated = { $who } rated the request { $rating } of 5

# The PDF's font lacks characters.
# $count (Number): how many
not-shown = Characters that this PDF cannot show: { $count }; a “◻” stands for each. The text file has them.

kind-image = Image
kind-video = Video

# A recorded voice message.
kind-voice = Voice message

# A sound file that was made elsewhere.
kind-audio = Audio file

kind-document = File

# Day and month have two digits.
date = { $year }-{ $month }-{ $day }
