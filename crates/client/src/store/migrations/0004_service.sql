-- What a receipt said: the number of the last change the row made. None before it, or if nothing changed.
ALTER TABLE outbox ADD COLUMN receipt_seq INTEGER;
-- When the person last decided that it is to be sent after all, this device's clock.
ALTER TABLE outbox ADD COLUMN decided_at INTEGER NOT NULL DEFAULT 0;
-- Earlier versions kept less of what the server says: it comes once more.
UPDATE session SET cursor = NULL;
