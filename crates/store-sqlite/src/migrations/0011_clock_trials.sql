-- One row as long as the machine's clock is not believed: restarts must not begin its trial anew. Moments in milliseconds since 1970.
CREATE TABLE clock_trials (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    -- The clock's last word.
    said INTEGER NOT NULL,
    -- Milliseconds that went well, over all starts.
    well INTEGER NOT NULL,
    -- The newest moment that the database knew when the trial began; meanwhile the same clock writes newer ones.
    newest INTEGER
) STRICT;
