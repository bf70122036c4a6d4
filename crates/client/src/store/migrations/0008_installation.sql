-- Which installation the session is of: only its word ends it. None in a profile of an earlier version until an answer
-- brings it.
ALTER TABLE session ADD COLUMN installation BLOB;
