-- Devices that are known again at the next sign-in, what was tried meanwhile, and what a school's unsent files take.

-- The hash of a secret that the device shows when somebody signs in on it again, also after its session ended.
ALTER TABLE devices ADD COLUMN secret_hash BLOB;
CREATE INDEX devices_by_secret ON devices (secret_hash) WHERE secret_hash IS NOT NULL;

-- Wrong passwords since the last right one, other than on the person's own devices.
ALTER TABLE people ADD COLUMN refused_tries INTEGER NOT NULL DEFAULT 0;

-- 1 as long as an unsent file's bytes are kept, or may come: two triggers say so. The index answers for a school.
ALTER TABLE attachments ADD COLUMN is_kept INTEGER NOT NULL DEFAULT 0;
UPDATE attachments SET is_kept = sent = 0 AND state_json ->> 'state' IN ('uploading', 'checking', 'ready');
CREATE TRIGGER attachments_begin AFTER INSERT ON attachments BEGIN
    UPDATE attachments SET is_kept = sent = 0 AND state_json ->> 'state' IN ('uploading', 'checking', 'ready')
        WHERE id = NEW.id;
END;
CREATE TRIGGER attachments_go_on AFTER UPDATE OF sent, state_json ON attachments BEGIN
    UPDATE attachments SET is_kept = sent = 0 AND state_json ->> 'state' IN ('uploading', 'checking', 'ready')
        WHERE id = NEW.id;
END;
CREATE INDEX attachments_kept_of_school ON attachments (school_id, is_kept, expires_at, bytes) WHERE is_kept = 1;
DROP INDEX attachments_unsent_of_school;
