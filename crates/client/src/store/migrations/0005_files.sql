-- Files whose bytes are on this device, in the folder `files`.
CREATE TABLE files (
    attachment_id   BLOB PRIMARY KEY,
    conversation_id BLOB NOT NULL,
    state           TEXT NOT NULL,         -- tray: chosen, not sent; outbox: to be sent; fetched: the server has it
    place           INTEGER NOT NULL,      -- order in a tray
    attachment      TEXT NOT NULL,         -- JSON Attachment
    sha256          TEXT NOT NULL,         -- of the file; empty: not known
    upload          TEXT NOT NULL,         -- open, anew, again, ready, ready_again: see `Upload` in store/files.rs
    bytes           INTEGER NOT NULL,      -- on the disk, with its small picture
    read_at         INTEGER NOT NULL       -- when it was last shown, this device's clock
) STRICT;
CREATE INDEX files_by_conversation ON files (conversation_id, state, place);
CREATE INDEX files_by_age ON files (state, read_at);
-- The file that a message is: JSON Attachment.
ALTER TABLE outbox ADD COLUMN attachment TEXT;
