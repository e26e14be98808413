-- Version 3. Reports are counted by day once a transaction, by the writer: a trigger a row makes SQLite
-- keep a copy of every page that the row touches.
DROP TRIGGER report_counted;
DROP TRIGGER report_uncounted;
