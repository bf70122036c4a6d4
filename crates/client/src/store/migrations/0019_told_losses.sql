-- A row stays as long as anything is kept of the data: it says whether the person has been told,
ALTER TABLE losses ADD COLUMN is_told INTEGER NOT NULL DEFAULT 0;
-- and whether what is kept is to go as soon as they have been.
ALTER TABLE losses ADD COLUMN is_to_go INTEGER NOT NULL DEFAULT 0;
