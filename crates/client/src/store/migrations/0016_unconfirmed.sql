-- Conversations of which a download is to say the newest state: after a 410, or because what the server said could not be
-- read. What is here stands until the download or sync has it, or until the server says that it is gone.
CREATE TABLE unconfirmed (
    id BLOB PRIMARY KEY  -- the conversation; it need not have a row
) STRICT, WITHOUT ROWID;

-- What was lost without words ('unreadable', 'voice'); NULL: words, which can be copied.
ALTER TABLE rescued ADD COLUMN lost TEXT;
