-- What waits may be about a channel or a school too: one of three columns says which, as `Target` in the domain does.
CREATE TABLE outbox_by_target (
    n               INTEGER PRIMARY KEY AUTOINCREMENT, -- order; never used twice
    op_id           BLOB NOT NULL UNIQUE,
    conversation_id BLOB,
    channel_id      BLOB,
    school_id       BLOB,
    entry_id        BLOB,                  -- of what it shows in a thread
    kind            TEXT NOT NULL,         -- name of the operation
    state           TEXT NOT NULL,         -- JSON State
    arrived         INTEGER NOT NULL,      -- its entry is in `entries`: shown from there
    activity        INTEGER NOT NULL,      -- where it puts its conversation in the list
    written_at      INTEGER NOT NULL,
    op              TEXT NOT NULL,         -- JSON Op
    receipt_seq     INTEGER,               -- the last change it made, as its receipt said
    decided_at      INTEGER NOT NULL DEFAULT 0, -- when the person decided that it is to be sent after all
    attachment      TEXT,                  -- the file that a message is: JSON Attachment
    CHECK ((conversation_id IS NOT NULL) + (channel_id IS NOT NULL) + (school_id IS NOT NULL) = 1)
) STRICT;
INSERT INTO outbox_by_target (n, op_id, conversation_id, entry_id, kind, state, arrived, activity, written_at, op,
        receipt_seq, decided_at, attachment)
    SELECT n, op_id, conversation_id, entry_id, kind, state, arrived, activity, written_at, op,
        receipt_seq, decided_at, attachment
    FROM outbox;
-- The numbers go on where they were, also when nothing waits.
DELETE FROM sqlite_sequence WHERE name = 'outbox_by_target';
INSERT INTO sqlite_sequence (name, seq) SELECT 'outbox_by_target', seq FROM sqlite_sequence WHERE name = 'outbox';
DROP TABLE outbox;
ALTER TABLE outbox_by_target RENAME TO outbox;
-- Also finds the few rows that are about something else.
CREATE INDEX outbox_by_conversation ON outbox (conversation_id, n);
CREATE INDEX outbox_by_entry ON outbox (entry_id);
