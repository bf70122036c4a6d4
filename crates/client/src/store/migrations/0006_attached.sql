-- Which files stand in which entries that are here: what may be fetched, and the files of a conversation.
CREATE TABLE attached (
    attachment_id   BLOB NOT NULL,
    seq             INTEGER NOT NULL,      -- of the entry
    conversation_id BLOB NOT NULL,
    PRIMARY KEY (attachment_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX attached_by_conversation ON attached (conversation_id, seq);
-- Of a picture whose thumbnail alone was fetched: 0.
ALTER TABLE files ADD COLUMN whole INTEGER NOT NULL DEFAULT 1;
-- What lost its row: its bytes go from the disk when the transaction is over, or at the next start.
CREATE TABLE doomed (attachment_id BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TRIGGER files_removed AFTER DELETE ON files BEGIN
    INSERT INTO doomed VALUES (old.attachment_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER attached_removed AFTER DELETE ON attached BEGIN
    INSERT INTO doomed VALUES (old.attachment_id) ON CONFLICT DO NOTHING;
END;
