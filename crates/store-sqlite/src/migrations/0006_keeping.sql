-- What is kept for how long, and what an administrator was shown. The file says whose it is: "CONV".
PRAGMA application_id = 1129270870;

-- When the device last asked for anything, to the day. Nobody knows it of those that are here: they begin today.
ALTER TABLE devices ADD COLUMN used_at INTEGER NOT NULL DEFAULT 0;
UPDATE devices SET used_at = max(created_at, unixepoch() * 1000);
CREATE INDEX devices_by_use ON devices (used_at) WHERE revoked_at IS NULL;
CREATE INDEX devices_revoked ON devices (revoked_at) WHERE revoked_at IS NOT NULL;

CREATE INDEX receipts_by_age ON receipts (at);
CREATE INDEX receipts_refused ON receipts (at) WHERE receipt_json ->> '$.outcome.type' = 'rejected';

-- Where a school's log stood when a day was first looked at: everything up to that number is older than the day.
CREATE TABLE log_days (
    school_id BLOB NOT NULL REFERENCES schools (id),
    -- Since 1970, in UTC.
    day INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (school_id, day)
) STRICT, WITHOUT ROWID;

-- 1 while an entry refers to it: then it has no end, and neither sweeps nor quotas look at it.
ALTER TABLE attachments ADD COLUMN sent INTEGER NOT NULL DEFAULT 0;
UPDATE attachments SET sent = 1 WHERE id IN (SELECT attachment_id FROM attachment_refs);
CREATE TRIGGER attachments_lose_entries AFTER DELETE ON attachment_refs BEGIN
    UPDATE attachments SET sent = EXISTS (SELECT 1 FROM attachment_refs WHERE attachment_id = OLD.attachment_id)
        WHERE id = OLD.attachment_id;
END;
CREATE INDEX attachments_unsent ON attachments (expires_at, id) WHERE sent = 0;
CREATE INDEX attachments_unsent_of_owner ON attachments (owner_id) WHERE sent = 0;
CREATE INDEX attachments_unsent_of_school ON attachments (school_id) WHERE sent = 0;

-- Channels that an administrator looks into without belonging to them: news from there come by sync.
CREATE TABLE followed_channels (
    person_id BLOB NOT NULL REFERENCES people (id),
    channel_id BLOB NOT NULL REFERENCES channels (id),
    PRIMARY KEY (person_id, channel_id)
) STRICT, WITHOUT ROWID;
INSERT INTO followed_channels (person_id, channel_id)
    SELECT DISTINCT person_id, channel_id FROM looks WHERE conversation_id IS NULL;

-- What administrators were shown of channels they do not belong to, once for each conversation and day.
CREATE TABLE looks_by_day (
    id INTEGER PRIMARY KEY,
    school_id BLOB NOT NULL REFERENCES schools (id),
    person_id BLOB NOT NULL REFERENCES people (id),
    channel_id BLOB NOT NULL REFERENCES channels (id),
    -- None: the channel's list, as an earlier server wrote it down.
    conversation_id BLOB REFERENCES conversations (id),
    -- 1 for messages or files, 0 for no more than its row in the list.
    messages INTEGER NOT NULL,
    -- Since 1970, in UTC.
    day INTEGER NOT NULL,
    -- The first time on that day.
    at INTEGER NOT NULL
) STRICT;
INSERT INTO looks_by_day (school_id, person_id, channel_id, conversation_id, messages, day, at)
    SELECT c.school_id, l.person_id, l.channel_id, l.conversation_id, l.conversation_id IS NOT NULL,
        l.at / 86400000, min(l.at)
    FROM looks l JOIN channels c ON c.id = l.channel_id
    GROUP BY l.person_id, l.channel_id, l.conversation_id, l.at / 86400000
    ORDER BY min(l.id);
DROP TABLE looks;
ALTER TABLE looks_by_day RENAME TO looks;
CREATE UNIQUE INDEX looks_once ON looks (person_id, day, conversation_id, messages);
CREATE INDEX looks_of_school ON looks (school_id, id);
CREATE INDEX looks_by_age ON looks (at);
