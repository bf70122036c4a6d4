-- When the administrator last opened the channel: who does not for a week gets no more news of it. Nobody knows it of those that
-- are here: they begin today.
ALTER TABLE followed_channels ADD COLUMN opened_at INTEGER NOT NULL DEFAULT 0;
UPDATE followed_channels SET opened_at = unixepoch() * 1000;
CREATE INDEX followed_by_use ON followed_channels (opened_at);
