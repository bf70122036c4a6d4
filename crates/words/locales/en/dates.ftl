### Days, times and waits in words.

# $month (Number): 1 is January
month =
    { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }

# $month (Number): 1 is January
month-short =
    { $month ->
        [1] Jan
        [2] Feb
        [3] Mar
        [4] Apr
        [5] May
        [6] Jun
        [7] Jul
        [8] Aug
        [9] Sep
        [10] Oct
        [11] Nov
       *[12] Dec
    }

# $day (Number): 1 is Monday, 7 is Sunday
weekday-short =
    { $day ->
        [1] Mon
        [2] Tue
        [3] Wed
        [4] Thu
        [5] Fri
        [6] Sat
       *[7] Sun
    }

# Begins a line.
# $day (Number): 1 is Monday, 7 is Sunday
weekday-heading =
    { $day ->
        [1] Monday
        [2] Tuesday
        [3] Wednesday
        [4] Thursday
        [5] Friday
        [6] Saturday
       *[7] Sunday
    }

# Begins a line.
today-heading = Today

# Begins a line.
yesterday-heading = Yesterday

# Instead of a date, in the little space of a row.
yesterday = yesterday

# $day (String): the number of the day
# $month (String): the month's name
day-of-month = { $day } { $month }

# $day (String): the number of the day
# $month (String): the month's short name
day-of-month-short = { $day } { $month }

# $date (String): day and month
day-of-year = { $date } { $year }

# Day and month have two digits.
day-in-numbers = { $year }-{ $month }-{ $day }

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
        [one] { $count } day
       *[other] { $count } days
    }
