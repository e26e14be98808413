-- Version 2. Events are looked up by whom and by type at once, so that a question about one kind of act
-- reads no others; and reports are counted by day where they are written, not where they are asked for.

CREATE TABLE event_keys_by_type (
  kind    INTEGER NOT NULL,               -- as before
  key     TEXT NOT NULL,
  type    TEXT NOT NULL,                  -- the event's
  day     INTEGER NOT NULL,
  event   INTEGER NOT NULL REFERENCES events (key),
  sectors TEXT NOT NULL,
  PRIMARY KEY (kind, key, type, day, event)
) WITHOUT ROWID;
INSERT INTO event_keys_by_type (kind, key, type, day, event, sectors)
  SELECT k.kind, k.key, e.type, k.day, k.event, k.sectors FROM event_keys k JOIN events e ON e.key = k.event
  ORDER BY 1, 2, 3, 4, 5;
DROP TABLE event_keys;
ALTER TABLE event_keys_by_type RENAME TO event_keys;

-- How many documents the archive holds of each day of publication.
CREATE TABLE report_days (
  day     INTEGER PRIMARY KEY,            -- documents.report_day
  reports INTEGER NOT NULL
);
INSERT INTO report_days (day, reports) SELECT report_day, count(*) FROM documents GROUP BY report_day;
CREATE TRIGGER report_counted AFTER INSERT ON documents BEGIN
  INSERT INTO report_days (day, reports) VALUES (new.report_day, 1)
    ON CONFLICT (day) DO UPDATE SET reports = reports + 1;
END;
CREATE TRIGGER report_uncounted AFTER DELETE ON documents BEGIN
  UPDATE report_days SET reports = reports - 1 WHERE day = old.report_day;
END;
