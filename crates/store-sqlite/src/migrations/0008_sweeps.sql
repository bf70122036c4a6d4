-- One row: when what is old was last forgotten. By it a server notices that its clock has jumped.
CREATE TABLE sweeps (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    -- Milliseconds since 1970.
    at INTEGER NOT NULL
) STRICT;
