-- Words are compared in another way (one folding for everything), and `conversas_domain::search::words` alone makes them:
-- the index only takes them apart at their spaces.
DROP TABLE words;
CREATE VIRTUAL TABLE words USING fts5 (
    text, content = '', contentless_delete = 1, tokenize = 'ascii'
);
DROP TABLE names;
CREATE VIRTUAL TABLE names USING fts5 (
    words, place, content = '', contentless_delete = 1, prefix = '1 2 3', tokenize = 'ascii'
);
INSERT INTO names (rowid, words, place)
    SELECT n, names, 'k' || hex(list) || ' k' || hex(list) || 's' || status || 'i' || involvement FROM conversations;

-- What an earlier version stored, until its words are made again: the app opens meanwhile, and the newest come first.
CREATE TABLE refolding (
    what  TEXT PRIMARY KEY,  -- entries (below: a seq) or conversations (below: an n)
    below INTEGER NOT NULL   -- what stands below it is still to be done
) STRICT;
INSERT INTO refolding SELECT 'entries', max(seq) + 1 FROM entries HAVING count(*) > 0;
INSERT INTO refolding SELECT 'conversations', max(n) + 1 FROM conversations HAVING count(*) > 0;
