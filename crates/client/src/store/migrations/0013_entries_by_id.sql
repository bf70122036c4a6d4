-- An entry is found by its identifier, wherever that stands in its JSON; one that is no JSON has none. A store that has
-- the index of the earlier 0009 gets this one in its place.
DROP INDEX IF EXISTS entries_by_id;
CREATE INDEX entries_by_id ON entries (CASE WHEN json_valid(view) THEN json_extract(view, '$.id') END);
