-- Files: uploads and what became of them, who refers to them, and what may be removed.

CREATE TABLE attachments (
    -- Chosen by a client.
    id BLOB PRIMARY KEY NOT NULL,
    school_id BLOB NOT NULL REFERENCES schools (id),
    owner_id BLOB NOT NULL REFERENCES people (id),
    name TEXT NOT NULL,
    type_json TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    -- As the client says it.
    media_json TEXT NOT NULL,
    -- As the client claims it; true once it is ready.
    sha256 BLOB NOT NULL,
    -- How long a voice message is, as the server measured it.
    duration_ms INTEGER,
    state_json TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    -- From then on it goes away, unless an entry refers to it.
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX attachments_of_owner ON attachments (owner_id);
CREATE INDEX attachments_of_content ON attachments (school_id, sha256);

-- In which entries a file stands, a thumbnail with its picture. A forwarded copy refers to the same file.
CREATE TABLE attachment_refs (
    attachment_id BLOB NOT NULL REFERENCES attachments (id),
    entry_id BLOB NOT NULL REFERENCES entries (id),
    conversation_id BLOB NOT NULL REFERENCES conversations (id),
    PRIMARY KEY (attachment_id, entry_id)
) STRICT, WITHOUT ROWID;

-- Contents that lost an attachment: stored bytes that nothing may need any more.
CREATE TABLE loose_contents (
    school_id BLOB NOT NULL REFERENCES schools (id),
    sha256 BLOB NOT NULL,
    PRIMARY KEY (school_id, sha256)
) STRICT, WITHOUT ROWID;

-- What the server alone knows.
CREATE TABLE secrets (
    name TEXT PRIMARY KEY NOT NULL,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
