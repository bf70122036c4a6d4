-- Recordings of which no message is known to have arrived. The sound of each is a file in `takes/`, begun after its row.
CREATE TABLE takes (
    id              BLOB PRIMARY KEY,
    person_id       BLOB NOT NULL,              -- whose it is
    installation    BLOB,                       -- at which installation; NULL: an earlier version has not kept it
    role            TEXT,                       -- in which role they acted, as JSON; NULL: an earlier version has not kept it
    conversation_id BLOB NOT NULL,              -- where it will be sent
    entry_id        BLOB,                       -- the message that it is; NULL: it is not sent
    is_deleted      INTEGER NOT NULL DEFAULT 0  -- in the recorder's bin, as long as that can be undone
) STRICT, WITHOUT ROWID;
-- Takes that lost their row: their files go from the disk when the transaction is over, or at the next start.
CREATE TABLE doomed_takes (id BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TRIGGER takes_removed AFTER DELETE ON takes BEGIN
    INSERT INTO doomed_takes VALUES (old.id) ON CONFLICT DO NOTHING;
END;
