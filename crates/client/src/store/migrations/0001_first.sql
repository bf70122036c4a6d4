-- One row: whose profile this is. The token is not here.
CREATE TABLE session (
    one         INTEGER PRIMARY KEY CHECK (one = 1),
    server      TEXT NOT NULL,
    person_id   BLOB,
    device_id   BLOB,
    directory   TEXT,              -- JSON Directory; none: signed out
    cursor      TEXT,              -- none: nothing was bootstrapped yet
    was_revoked INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Which lists are downloaded, and how far. The nil id is a family's list.
CREATE TABLE bootstraps (
    list  BLOB PRIMARY KEY,
    next  TEXT,
    done  INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE conversations (
    n             INTEGER PRIMARY KEY,     -- rowid of `names`
    id            BLOB NOT NULL UNIQUE,
    list          BLOB NOT NULL,           -- where its row stands: channel, or nil for a family
    channel_id    BLOB NOT NULL,
    student_id    BLOB NOT NULL,
    provisional   INTEGER NOT NULL,        -- made here, not known to the server yet
    have_after    INTEGER NOT NULL,        -- every entry with a greater seq that I may see is in `entries`
    mark_seq      INTEGER NOT NULL,        -- my read mark; may be ahead of the server's
    mark_family   INTEGER NOT NULL,
    mark_school   INTEGER NOT NULL,
    status        INTEGER NOT NULL,        -- with the next four: its row in `inbox`
    involvement   INTEGER NOT NULL,
    rank          INTEGER NOT NULL,
    time          INTEGER NOT NULL,
    unread        INTEGER NOT NULL,
    last_activity INTEGER NOT NULL,
    names         TEXT NOT NULL,           -- folded words of guardians and student
    shown         TEXT NOT NULL,           -- JSON Row: the inbox row, ready to read
    view          TEXT NOT NULL            -- JSON ConversationView
) STRICT;
CREATE INDEX conversations_by_activity ON conversations (last_activity);
-- Covers looking up places by `n` without touching the long rows.
CREATE INDEX conversations_places ON conversations
    (n, list, status, involvement, rank, time, student_id, unread, id);
CREATE INDEX conversations_by_matter ON conversations (channel_id, student_id);

-- The inbox in its order, per list × status × involvement.
CREATE TABLE inbox (
    list            BLOB NOT NULL,
    status          INTEGER NOT NULL,
    involvement     INTEGER NOT NULL,
    rank            INTEGER NOT NULL,
    time            INTEGER NOT NULL,
    conversation_id BLOB NOT NULL,
    student_id      BLOB NOT NULL,
    unread          INTEGER NOT NULL,      -- 0 or 1
    names           TEXT NOT NULL,
    PRIMARY KEY (list, status, involvement, rank, time, conversation_id)
) STRICT, WITHOUT ROWID;

-- How many rows each cell of the inbox has: counts never scan.
CREATE TABLE counters (
    list        BLOB NOT NULL,
    status      INTEGER NOT NULL,
    involvement INTEGER NOT NULL,
    total       INTEGER NOT NULL,
    unread      INTEGER NOT NULL,
    PRIMARY KEY (list, status, involvement)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER inbox_added AFTER INSERT ON inbox BEGIN
    INSERT INTO counters VALUES (new.list, new.status, new.involvement, 1, new.unread)
    ON CONFLICT DO UPDATE SET total = total + 1, unread = unread + excluded.unread;
END;
CREATE TRIGGER inbox_removed AFTER DELETE ON inbox BEGIN
    UPDATE counters SET total = total - 1, unread = unread - old.unread
    WHERE list = old.list AND status = old.status AND involvement = old.involvement;
END;

-- `place` holds a word for the list and one for the cell of a conversation, so that a search stays inside a filter.
CREATE VIRTUAL TABLE names USING fts5 (
    words, place, content = '', contentless_delete = 1, prefix = '1 2 3',
    tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE entries (
    seq             INTEGER PRIMARY KEY,   -- rowid of `words`
    conversation_id BLOB NOT NULL,
    view            TEXT NOT NULL          -- JSON EntryView
) STRICT;
CREATE INDEX entries_by_conversation ON entries (conversation_id, seq);

CREATE VIRTUAL TABLE words USING fts5 (
    text, content = '', contentless_delete = 1,
    tokenize = 'unicode61 remove_diacritics 2'
);

-- What I did and the server has not confirmed, or confirmed and not shown yet.
CREATE TABLE outbox (
    n               INTEGER PRIMARY KEY AUTOINCREMENT, -- order; never used twice
    op_id           BLOB NOT NULL UNIQUE,
    conversation_id BLOB NOT NULL,
    entry_id        BLOB,                  -- of a message
    kind            TEXT NOT NULL,         -- name of the operation
    state           TEXT NOT NULL,         -- JSON State
    arrived         INTEGER NOT NULL,      -- its entry is in `entries`: shown from there
    activity        INTEGER NOT NULL,      -- where it puts its conversation in the list
    written_at      INTEGER NOT NULL,
    op              TEXT NOT NULL          -- JSON Op
) STRICT;
CREATE INDEX outbox_by_conversation ON outbox (conversation_id, n);
CREATE INDEX outbox_by_entry ON outbox (entry_id);

CREATE TABLE drafts (
    conversation_id BLOB PRIMARY KEY,
    text            TEXT NOT NULL
) STRICT;

CREATE TABLE filters (
    channel_id BLOB PRIMARY KEY,
    filter     TEXT NOT NULL
) STRICT;

CREATE TABLE preferences (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- Unsent words of conversations that were taken away: to be shown once.
CREATE TABLE rescued (
    n          INTEGER PRIMARY KEY,
    student    TEXT NOT NULL,
    text       TEXT NOT NULL,
    written_at INTEGER NOT NULL
) STRICT;
