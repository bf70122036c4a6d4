-- Who waits for the school, and other orders of a list. Places are made anew from what is kept of each conversation when
-- the store is opened: see `anew.rs`. 255 is no place.
DROP TABLE inbox;
DROP TABLE counters;
UPDATE conversations SET rank = 255;
-- The student's name as lists are sorted by it.
ALTER TABLE conversations ADD COLUMN student TEXT NOT NULL DEFAULT '';
DROP INDEX conversations_places;
CREATE INDEX conversations_places ON conversations
    (n, list, status, involvement, rank, time, student_id, unread, last_activity, student, id);

-- The inbox in its order, per list × status × involvement.
CREATE TABLE inbox (
    list            BLOB NOT NULL,
    status          INTEGER NOT NULL,
    involvement     INTEGER NOT NULL,
    rank            INTEGER NOT NULL,      -- 0 waits in Pending, 1 waits in InProgress, 2 nobody waits
    time            INTEGER NOT NULL,
    conversation_id BLOB NOT NULL,
    student_id      BLOB NOT NULL,
    unread          INTEGER NOT NULL,      -- 0 or 1
    names           TEXT NOT NULL,
    activity        INTEGER NOT NULL,
    student         TEXT NOT NULL,
    PRIMARY KEY (list, status, involvement, rank, time, conversation_id)
) STRICT, WITHOUT ROWID;
-- The other orders, per cell.
CREATE INDEX inbox_cell_by_activity ON inbox (list, status, involvement, activity, conversation_id);
CREATE INDEX inbox_cell_by_student ON inbox (list, status, involvement, student, conversation_id);
-- A list in each order across its cells: finds the row at a place without reading the rows before it from `inbox`.
-- The table's key completes them with status and involvement.
CREATE INDEX inbox_in_order ON inbox (list, rank, time, conversation_id);
CREATE INDEX inbox_by_activity ON inbox (list, activity, conversation_id);
CREATE INDEX inbox_by_student ON inbox (list, student, conversation_id);

-- How many rows each cell of the inbox has: counts never scan.
CREATE TABLE counters (
    list        BLOB NOT NULL,
    status      INTEGER NOT NULL,
    involvement INTEGER NOT NULL,
    total       INTEGER NOT NULL,
    unread      INTEGER NOT NULL,
    waiting     INTEGER NOT NULL,
    PRIMARY KEY (list, status, involvement)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER inbox_added AFTER INSERT ON inbox BEGIN
    INSERT INTO counters VALUES (new.list, new.status, new.involvement, 1, new.unread, new.rank < 2)
    ON CONFLICT DO UPDATE SET total = total + 1, unread = unread + excluded.unread,
        waiting = waiting + excluded.waiting;
END;
CREATE TRIGGER inbox_removed AFTER DELETE ON inbox BEGIN
    UPDATE counters SET total = total - 1, unread = unread - old.unread, waiting = waiting - (old.rank < 2)
    WHERE list = old.list AND status = old.status AND involvement = old.involvement;
END;

-- The order that a person last chose in each list.
CREATE TABLE orders (
    list   BLOB PRIMARY KEY,
    chosen TEXT NOT NULL                   -- JSON Order
) STRICT;
