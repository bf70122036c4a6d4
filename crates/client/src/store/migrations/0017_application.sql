-- "CVAP": whose the file is. Without it every store looks like any other program's.
PRAGMA application_id = 1129726288;
