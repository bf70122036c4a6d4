### Days, times and waits in words.

# $month (Number): 1 is January
month =
    { $month ->
        [1] enero
        [2] febrero
        [3] marzo
        [4] abril
        [5] mayo
        [6] junio
        [7] julio
        [8] agosto
        [9] septiembre
        [10] octubre
        [11] noviembre
       *[12] diciembre
    }

# $month (Number): 1 is January
month-short =
    { $month ->
        [1] ene.
        [2] feb.
        [3] mar.
        [4] abr.
        [5] may.
        [6] jun.
        [7] jul.
        [8] ago.
        [9] sep.
        [10] oct.
        [11] nov.
       *[12] dic.
    }

# $day (Number): 1 is Monday, 7 is Sunday
weekday-short =
    { $day ->
        [1] lun.
        [2] mar.
        [3] mié.
        [4] jue.
        [5] vie.
        [6] sáb.
       *[7] dom.
    }

# Begins a line.
# $day (Number): 1 is Monday, 7 is Sunday
weekday-heading =
    { $day ->
        [1] Lunes
        [2] Martes
        [3] Miércoles
        [4] Jueves
        [5] Viernes
        [6] Sábado
       *[7] Domingo
    }

# Begins a line.
today-heading = Hoy

# Begins a line.
yesterday-heading = Ayer

# Instead of a date, in the little space of a row.
yesterday = ayer

# $day (String): the number of the day
# $month (String): the month's name
day-of-month = { $day } de { $month }

# $day (String): the number of the day
# $month (String): the month's short name
day-of-month-short = { $day } { $month }

# $date (String): day and month
day-of-year = { $date } de { $year }

# Day and month have two digits.
day-in-numbers = { $day }/{ $month }/{ $year }

# $name (String): today, yesterday or a day of the week, as a heading
# $date (String): day and month
named-day = { $name }, { $date }

# $day (String): a date or "yesterday"
day-and-time = { $day }, { $time }

# How long somebody waits.
# $count (Number)
wait-minutes = { $count } min

# $count (Number)
wait-hours = { $count } h

wait-days =
    { $count ->
        [one] { $count } día
       *[other] { $count } días
    }
