### The satisfaction survey (rule 13).

form = Rating of the request
rating = Rating from 1 to 5
comment = Would you like to add anything?
optional = (optional)
comment-hint = What was good, what could be better
later = Not now
send = Send rating
rate = Rate
choose = Choose a rating from 1 to 5.
thanks = Thank you for your rating
queued = Waiting to be sent. Your rating goes out once you are back online.
closed = The rating of this request is closed.
too-long = The comment is over the limit of 2,000 characters.
question = How was the service from { $channel }?

# What a rating from 1 to 5 means.
word =
    { $rating ->
        [1] very bad
        [2] bad
        [3] fair
        [4] good
       *[5] very good
    }

# $date (String): such as "29 de novembro"
open-until = You can rate it until { $date }.

# $rating (Number): from 1 to 5
given = Rating { $rating }, { word }
