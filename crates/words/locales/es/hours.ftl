### When a channel answers, and from when on an answer can be expected. Times are those of the school's place.

all-day = todo el día
every-day = todos los días
now = estamos atendiendo ahora

# $week (String): days and hours
# $answer (String): one of the sentences about the answer below
service = Atención: { $week }; { $answer }.

# $day (Number): 1 is Monday, 7 is Sunday
weekday =
    { $day ->
        [1] lunes
        [2] martes
        [3] miércoles
        [4] jueves
        [5] viernes
        [6] sábado
       *[7] domingo
    }

answer-today = responderemos a partir de hoy, { $time }
answer-tomorrow = responderemos a partir de mañana, { $time }
answer-on = responderemos a partir del { weekday }, { $time }

# A day of next week. In Portuguese Saturday and Sunday are masculine, the other days feminine.
answer-next = responderemos a partir del próximo { weekday }, { $time }

days-from-to = { $first } a { $last }

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
