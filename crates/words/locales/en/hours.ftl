### When a channel answers, and from when on an answer can be expected. Times are those of the school's place.

all-day = all day
every-day = every day
now = we are answering now

# $week (String): days and hours
# $answer (String): one of the sentences about the answer below
service = Open: { $week }; { $answer }.

# $day (Number): 1 is Monday, 7 is Sunday
weekday =
    { $day ->
        [1] Monday
        [2] Tuesday
        [3] Wednesday
        [4] Thursday
        [5] Friday
        [6] Saturday
       *[7] Sunday
    }

answer-today = we will answer from today, { $time }
answer-tomorrow = we will answer from tomorrow, { $time }
answer-on = we will answer from { weekday }, { $time }

# A day of next week. In Portuguese Saturday and Sunday are masculine, the other days feminine.
answer-next = we will answer from next { weekday }, { $time }

days-from-to = { $first } to { $last }

# Two times of a day.
from-to = { $from }–{ $to }

# $days (String): "seg. a sex."
# $times (String): "8h–12h e 13h–17h"
days-with-times = { $days }, { $times }

# A time of day.
# $hour (Number)
# $minute (Number)
# $digits (String): the minute with two digits
clock = { $hour }:{ $digits }
