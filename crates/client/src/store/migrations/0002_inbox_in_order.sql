-- A list in its order across its cells: finds the row at a place without reading the rows before it from `inbox`.
-- The table's key completes it with status and involvement.
CREATE INDEX inbox_in_order ON inbox (list, rank, time, conversation_id);
