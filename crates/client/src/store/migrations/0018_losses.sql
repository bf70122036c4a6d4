-- Damaged data that could not all be brought over, until the person has been told.
CREATE TABLE losses (
    number   INTEGER PRIMARY KEY,          -- names what is kept of them: see `aside.rs`
    is_swept INTEGER NOT NULL DEFAULT 0    -- files that no row names any more are kept too
) STRICT;
