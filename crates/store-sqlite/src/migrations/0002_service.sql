-- Hours and canned replies of channels; what a message needs to know about who joined.

ALTER TABLE schools ADD COLUMN time_zone TEXT NOT NULL DEFAULT 'America/Sao_Paulo';
-- None: nothing is promised.
ALTER TABLE channels ADD COLUMN hours_json TEXT;

CREATE TABLE canned_replies (
    channel_id BLOB NOT NULL REFERENCES channels (id),
    -- Chosen by a client: unique in its channel only, so that it says nothing about other channels.
    id BLOB NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (channel_id, id)
) STRICT, WITHOUT ROWID;

-- Holds only joinings, which are few: a message asks for the newest one.
CREATE INDEX entries_joining ON entries (conversation_id, seq) WHERE kind_json ->> 'kind' = 'guardian_added';

-- Who must hear that somebody joined or left.
CREATE INDEX guardianships_of_student ON guardianships (student_id);
CREATE INDEX members_of_channel ON channel_members (channel_id);
CREATE INDEX people_of_school ON people (school_id, role_json);
