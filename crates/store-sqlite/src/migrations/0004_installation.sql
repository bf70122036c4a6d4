-- One row: which installation this is. Made with the data, and the same in every copy of it, so that a device can tell the
-- server that it signed in to from any other one.
CREATE TABLE installation (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    id BLOB NOT NULL
) STRICT;
INSERT INTO installation (one, id) VALUES (1, randomblob(16));
