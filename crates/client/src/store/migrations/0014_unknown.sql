-- What a newer server said and only a newer program understands: read again at each start, so that it shows after the
-- update without a new download.
CREATE TABLE unknown_changes (
    n      INTEGER PRIMARY KEY,  -- the order in which they came
    about  TEXT UNIQUE,          -- whose state it is, of which the last word counts; NULL: a thing of its own
    change TEXT NOT NULL         -- its JSON, as it came
) STRICT;

-- Which entries are so; their JSON stands in `entries`.
CREATE TABLE unknown_entries (
    seq INTEGER PRIMARY KEY
) STRICT;
