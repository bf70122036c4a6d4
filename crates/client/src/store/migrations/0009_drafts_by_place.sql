-- What a person types is kept per place: composer, note, the note of a forward, a survey's comment, a first message, a
-- canned reply. What stood here before are composers.
CREATE TABLE drafts_by_place (
    conversation_id BLOB NOT NULL,                          -- nil: of none
    field           TEXT NOT NULL DEFAULT 'message',        -- see `DraftPlace` in store/drafts.rs
    subject         BLOB NOT NULL DEFAULT (zeroblob(16)),   -- which ticket, channel or reply; else nil
    text            TEXT NOT NULL,
    PRIMARY KEY (conversation_id, field, subject)
) STRICT, WITHOUT ROWID;
INSERT INTO drafts_by_place (conversation_id, text) SELECT conversation_id, text FROM drafts;
DROP TABLE drafts;
ALTER TABLE drafts_by_place RENAME TO drafts;
-- Earlier versions made the index entries_by_id here, which failed for good on one entry that is no JSON: see 0013.
-- Conversations made here are few among all; every start asks for them.
CREATE INDEX conversations_made_here ON conversations (id) WHERE provisional;
