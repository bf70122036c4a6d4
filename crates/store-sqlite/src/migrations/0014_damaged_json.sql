-- A row whose JSON is damaged can be changed and forgotten like any other: neither indexes nor triggers read it unasked.

-- Nothing asks for it any more.
DROP INDEX entries_joining;

DROP INDEX receipts_refused;
CREATE INDEX receipts_refused ON receipts (at)
    WHERE CASE WHEN json_valid(receipt_json) THEN receipt_json ->> '$.outcome.type' = 'rejected' END;

-- Of a damaged state nobody knows that the file's bytes may go: they are kept.
DROP TRIGGER attachments_begin;
DROP TRIGGER attachments_go_on;
CREATE TRIGGER attachments_begin AFTER INSERT ON attachments BEGIN
    UPDATE attachments SET is_kept = sent = 0 AND CASE WHEN json_valid(state_json)
        THEN state_json ->> 'state' IN ('uploading', 'checking', 'ready') ELSE 1 END WHERE id = NEW.id;
END;
CREATE TRIGGER attachments_go_on AFTER UPDATE OF sent, state_json ON attachments BEGIN
    UPDATE attachments SET is_kept = sent = 0 AND CASE WHEN json_valid(state_json)
        THEN state_json ->> 'state' IN ('uploading', 'checking', 'ready') ELSE 1 END WHERE id = NEW.id;
END;
