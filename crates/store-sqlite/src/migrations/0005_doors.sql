-- From where each account was signed in to: guesses from elsewhere do not slow its owner there.
CREATE TABLE known_addresses (
    person_id BLOB NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    -- A keyed hash of the address, or of its network of 64 bits: the address itself is nobody's business.
    address BLOB NOT NULL,
    last_at INTEGER NOT NULL,
    PRIMARY KEY (person_id, address)
) STRICT, WITHOUT ROWID;

-- One row, written to see whether anything can be written.
CREATE TABLE readiness (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    written_at INTEGER NOT NULL
) STRICT;
