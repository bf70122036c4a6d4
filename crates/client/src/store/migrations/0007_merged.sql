-- Conversations made here that turned out to exist: whoever still names the first means the second.
CREATE TABLE merged (
    from_id BLOB PRIMARY KEY,
    into_id BLOB NOT NULL
) STRICT;
