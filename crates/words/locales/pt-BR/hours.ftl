### When a channel answers, and from when on an answer can be expected. Times are those of the school's place.

all-day = o dia todo
every-day = todos os dias
now = estamos atendendo agora

# $week (String): days and hours
# $answer (String): one of the sentences about the answer below
service = Atendimento: { $week }; { $answer }.

# $day (Number): 1 is Monday, 7 is Sunday
weekday =
    { $day ->
        [1] segunda-feira
        [2] terça-feira
        [3] quarta-feira
        [4] quinta-feira
        [5] sexta-feira
        [6] sábado
       *[7] domingo
    }

answer-today = responderemos a partir de hoje, { $time }
answer-tomorrow = responderemos a partir de amanhã, { $time }
answer-on = responderemos a partir de { weekday }, { $time }

# A day of next week. In Portuguese Saturday and Sunday are masculine, the other days feminine.
answer-next = responderemos a partir { $day ->
        [6] do próximo
        [7] do próximo
       *[other] da próxima
    } { weekday }, { $time }

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
clock =
    { $minute ->
        [0] { $hour }h
       *[other] { $hour }h{ $digits }
    }
