-- Identifiers are UUIDs in 16 bytes; columns named *_json hold the domain's types as JSON; times are milliseconds.

CREATE TABLE schools (
    id BLOB PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    plan_json TEXT NOT NULL,
    -- Number of the newest change; taken inside the transaction that commits the change.
    seq INTEGER NOT NULL DEFAULT 0,
    -- Pointers up to this one are gone: a cursor below it is too old.
    pruned_to INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE people (
    id BLOB PRIMARY KEY NOT NULL,
    school_id BLOB NOT NULL REFERENCES schools (id),
    name TEXT NOT NULL,
    email TEXT NOT NULL UNIQUE COLLATE NOCASE,
    password_hash TEXT NOT NULL,
    role_json TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE channels (
    id BLOB PRIMARY KEY NOT NULL,
    school_id BLOB NOT NULL REFERENCES schools (id),
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    kind_json TEXT NOT NULL,
    active INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX channels_of_school ON channels (school_id);

-- Class groups that a channel serves; none means all of them.
CREATE TABLE channel_groups (
    channel_id BLOB NOT NULL REFERENCES channels (id),
    class_group TEXT NOT NULL,
    PRIMARY KEY (channel_id, class_group)
) STRICT, WITHOUT ROWID;

CREATE TABLE channel_members (
    person_id BLOB NOT NULL REFERENCES people (id),
    channel_id BLOB NOT NULL REFERENCES channels (id),
    PRIMARY KEY (person_id, channel_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE students (
    id BLOB PRIMARY KEY NOT NULL,
    school_id BLOB NOT NULL REFERENCES schools (id),
    name TEXT NOT NULL,
    class_group TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- An ended link stays, so that old conversations can still say who was whose mother.
CREATE TABLE guardianships (
    guardian_id BLOB NOT NULL REFERENCES people (id),
    student_id BLOB NOT NULL REFERENCES students (id),
    relationship_json TEXT NOT NULL,
    ended_at INTEGER,
    PRIMARY KEY (guardian_id, student_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE conversations (
    id BLOB PRIMARY KEY NOT NULL,
    school_id BLOB NOT NULL REFERENCES schools (id),
    channel_id BLOB NOT NULL REFERENCES channels (id),
    student_id BLOB NOT NULL REFERENCES students (id),
    -- Its guardians, sorted, one after the other: the same set is the same conversation.
    guardian_set BLOB NOT NULL,
    ticket_id BLOB NOT NULL,
    family_count INTEGER NOT NULL DEFAULT 0,
    school_count INTEGER NOT NULL DEFAULT 0,
    -- Newest entry and activity, as staff see them and as guardians, who see no notes.
    staff_seq INTEGER NOT NULL DEFAULT 0,
    staff_activity INTEGER NOT NULL DEFAULT 0,
    shared_seq INTEGER NOT NULL DEFAULT 0,
    shared_activity INTEGER NOT NULL DEFAULT 0,
    -- Newest message.
    preview_seq INTEGER NOT NULL DEFAULT 0,
    -- Newest entry that a side made and both see.
    family_seq INTEGER NOT NULL DEFAULT 0,
    school_seq INTEGER NOT NULL DEFAULT 0,
    -- How far a side's people have got, in entries that both see.
    family_delivered INTEGER NOT NULL DEFAULT 0,
    family_read INTEGER NOT NULL DEFAULT 0,
    school_delivered INTEGER NOT NULL DEFAULT 0,
    school_read INTEGER NOT NULL DEFAULT 0,
    -- The domain's InboxKey, for pages.
    inbox_rank INTEGER NOT NULL DEFAULT 1,
    inbox_time INTEGER NOT NULL DEFAULT 0,
    UNIQUE (channel_id, student_id, guardian_set)
) STRICT, WITHOUT ROWID;
CREATE INDEX conversations_inbox ON conversations (channel_id, inbox_rank, inbox_time, id);
CREATE INDEX conversations_of_student ON conversations (student_id);
-- Holds only what the channel's staff have not received yet, which is little.
CREATE INDEX conversations_undelivered ON conversations (channel_id, family_seq) WHERE family_seq > school_delivered;

CREATE TABLE participants (
    person_id BLOB NOT NULL REFERENCES people (id),
    conversation_id BLOB NOT NULL REFERENCES conversations (id),
    -- 0 for the starter.
    position INTEGER NOT NULL,
    PRIMARY KEY (person_id, conversation_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX participants_of_conversation ON participants (conversation_id, position);

CREATE TABLE tickets (
    conversation_id BLOB NOT NULL REFERENCES conversations (id),
    number INTEGER NOT NULL,
    id BLOB NOT NULL UNIQUE,
    ticket_json TEXT NOT NULL,
    PRIMARY KEY (conversation_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE entries (
    conversation_id BLOB NOT NULL REFERENCES conversations (id),
    seq INTEGER NOT NULL,
    id BLOB NOT NULL UNIQUE,
    ticket_id BLOB NOT NULL,
    author_id BLOB NOT NULL,
    side_json TEXT NOT NULL,
    at INTEGER NOT NULL,
    written_at INTEGER NOT NULL,
    -- The conversation's counts right after it.
    family_count INTEGER NOT NULL,
    school_count INTEGER NOT NULL,
    staff_only INTEGER NOT NULL,
    -- 1 for what a person of this conversation wrote to the other side; not for notes, forwards, events.
    is_reply INTEGER NOT NULL,
    kind_json TEXT NOT NULL,
    PRIMARY KEY (conversation_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE read_marks (
    person_id BLOB NOT NULL REFERENCES people (id),
    conversation_id BLOB NOT NULL REFERENCES conversations (id),
    seq INTEGER NOT NULL,
    family_count INTEGER NOT NULL,
    school_count INTEGER NOT NULL,
    PRIMARY KEY (person_id, conversation_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE devices (
    id BLOB PRIMARY KEY NOT NULL,
    person_id BLOB NOT NULL REFERENCES people (id),
    name TEXT NOT NULL,
    -- SHA-256 of the token, which is kept nowhere.
    token_hash BLOB NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX devices_of_person ON devices (person_id);

CREATE TABLE receipts (
    person_id BLOB NOT NULL REFERENCES people (id),
    op_id BLOB NOT NULL,
    at INTEGER NOT NULL,
    receipt_json TEXT NOT NULL,
    PRIMARY KEY (person_id, op_id)
) STRICT, WITHOUT ROWID;

-- What changed, for whom. Only pointers: readers get the current state of what is pointed at.
CREATE TABLE events (
    -- A channel (its staff), a person, or a school (everybody).
    scope BLOB NOT NULL,
    seq INTEGER NOT NULL,
    -- 0 a conversation, 1 a conversation with a new entry of this number, 2 the directory.
    kind INTEGER NOT NULL,
    conversation_id BLOB,
    PRIMARY KEY (scope, seq)
) STRICT, WITHOUT ROWID;

-- Administrators looking into channels they do not belong to.
CREATE TABLE looks (
    id INTEGER PRIMARY KEY,
    person_id BLOB NOT NULL REFERENCES people (id),
    channel_id BLOB NOT NULL REFERENCES channels (id),
    -- The conversation that was opened; none for the channel's list.
    conversation_id BLOB,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX looks_of_person ON looks (person_id, channel_id);
