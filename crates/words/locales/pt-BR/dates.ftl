### Days, times and waits in words.

# $month (Number): 1 is January
month =
    { $month ->
        [1] janeiro
        [2] fevereiro
        [3] março
        [4] abril
        [5] maio
        [6] junho
        [7] julho
        [8] agosto
        [9] setembro
        [10] outubro
        [11] novembro
       *[12] dezembro
    }

# $month (Number): 1 is January
month-short =
    { $month ->
        [1] jan.
        [2] fev.
        [3] mar.
        [4] abr.
        [5] mai.
        [6] jun.
        [7] jul.
        [8] ago.
        [9] set.
        [10] out.
        [11] nov.
       *[12] dez.
    }

# $day (Number): 1 is Monday, 7 is Sunday
weekday-short =
    { $day ->
        [1] seg.
        [2] ter.
        [3] qua.
        [4] qui.
        [5] sex.
        [6] sáb.
       *[7] dom.
    }

# Begins a line.
# $day (Number): 1 is Monday, 7 is Sunday
weekday-heading =
    { $day ->
        [1] Segunda-feira
        [2] Terça-feira
        [3] Quarta-feira
        [4] Quinta-feira
        [5] Sexta-feira
        [6] Sábado
       *[7] Domingo
    }

# Begins a line.
today-heading = Hoje

# Begins a line.
yesterday-heading = Ontem

# Instead of a date, in the little space of a row.
yesterday = ontem

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
        [one] { $count } dia
       *[other] { $count } dias
    }
