-- Version 4. Keys of events say also how real the act is and with what labels, so that a question is
-- answered from them and only events that answer it are opened.

CREATE TABLE event_keys_whole (
  kind    INTEGER NOT NULL,               -- as before
  key     TEXT NOT NULL,
  type    TEXT NOT NULL,
  day     INTEGER NOT NULL,
  event   INTEGER NOT NULL REFERENCES events (key),
  sectors TEXT NOT NULL,
  status  INTEGER NOT NULL,               -- the event's
  labels  TEXT NOT NULL,                  -- likewise
  PRIMARY KEY (kind, key, type, day, event)
) WITHOUT ROWID;
INSERT INTO event_keys_whole (kind, key, type, day, event, sectors, status, labels)
  SELECT k.kind, k.key, k.type, k.day, k.event, k.sectors, e.status, e.labels
  FROM event_keys k JOIN events e ON e.key = k.event ORDER BY 1, 2, 3, 4, 5;
DROP TABLE event_keys;
ALTER TABLE event_keys_whole RENAME TO event_keys;

-- Reports are counted by day once a transaction, by the writer: a trigger a row makes SQLite keep a copy
-- of every page that the row touches.
DROP TRIGGER report_counted;
DROP TRIGGER report_uncounted;
