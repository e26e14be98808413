-- Version 1. Days are counted from 1970-01-01, moments in seconds from then, both UTC.
-- docs/store.md says what each table is for.

CREATE TABLE documents (
  key           INTEGER PRIMARY KEY,
  id            TEXT NOT NULL UNIQUE,     -- 32 hex digits
  source        TEXT NOT NULL,
  url           TEXT NOT NULL,
  canonical_url TEXT NOT NULL,
  outlet        TEXT NOT NULL,
  language      TEXT NOT NULL,
  rights_notice TEXT NOT NULL,
  rights_keep   INTEGER NOT NULL,         -- 0 full, 1 excerpt, 2 facts
  kept          INTEGER NOT NULL,         -- the same scale: what was kept
  revision      INTEGER NOT NULL,         -- the one that holds
  fingerprint   TEXT NOT NULL,            -- of that revision
  first_seen    TEXT NOT NULL,            -- ISO 8601
  reported      INTEGER NOT NULL,         -- moment: published, else first seen
  report_day    INTEGER NOT NULL,         -- its calendar day where it was published
  title         TEXT NOT NULL,
  text          TEXT NOT NULL,            -- empty unless kept in full
  extra         TEXT NOT NULL             -- JSON: authors, dateline, captions
);
CREATE INDEX documents_reported ON documents (reported DESC, id);

-- Every text that was ever seen at an identity, without the text.
CREATE TABLE revisions (
  document    INTEGER NOT NULL REFERENCES documents (key),
  revision    INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,
  title       TEXT NOT NULL,
  outlet      TEXT NOT NULL,
  published   TEXT NOT NULL,              -- ISO 8601, or empty
  modified    TEXT NOT NULL,              -- ISO 8601, or empty
  seen        TEXT NOT NULL,              -- ISO 8601: when the archive took it
  known_from  INTEGER NOT NULL,           -- day
  superseded  INTEGER,                    -- day from which the next one held
  PRIMARY KEY (document, revision)
) WITHOUT ROWID;

CREATE TABLE events (
  key        INTEGER PRIMARY KEY,
  id         TEXT NOT NULL,               -- 32 hex digits
  document   INTEGER NOT NULL,
  revision   INTEGER NOT NULL,            -- the first that bore it
  reported   INTEGER NOT NULL,            -- moment of that report
  known_from INTEGER NOT NULL,            -- day
  superseded INTEGER,                     -- day from which it held no longer
  first_day  INTEGER,                     -- of the act; NULL without a date
  last_day   INTEGER,
  type       TEXT NOT NULL,
  cameo      TEXT NOT NULL,
  status     INTEGER NOT NULL,
  labels     TEXT NOT NULL,               -- modes, contexts, equipment: lines "m troops", folded
  text       TEXT NOT NULL,               -- the sentence, as far as rights allow
  body       TEXT NOT NULL,               -- JSON: all else
  FOREIGN KEY (document, revision) REFERENCES revisions (document, revision)
);
CREATE UNIQUE INDEX events_id ON events (id, revision);
CREATE INDEX events_document ON events (document);
CREATE INDEX events_type ON events (type, last_day);
CREATE INDEX events_day ON events (last_day);
CREATE INDEX events_reported ON events (reported DESC, id);

-- What events are looked up by. kind: 0 actor, 1 recipient, 2 speaker (key: code; sectors: ' GOV MIL '),
-- 3 place (its name, folded), 4 country. day: the event's last_day.
CREATE TABLE event_keys (
  kind    INTEGER NOT NULL,
  key     TEXT NOT NULL,
  day     INTEGER NOT NULL,
  event   INTEGER NOT NULL REFERENCES events (key),
  sectors TEXT NOT NULL,
  PRIMARY KEY (kind, key, day, event)
) WITHOUT ROWID;

CREATE VIRTUAL TABLE documents_words USING fts5 (
  title, text, content = 'documents', content_rowid = 'key',
  tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE events_words USING fts5 (
  text, content = 'events', content_rowid = 'key',
  tokenize = 'unicode61 remove_diacritics 2');

CREATE TABLE set_asides (
  source   TEXT NOT NULL,
  stage    TEXT NOT NULL,
  place    TEXT NOT NULL,
  found    TEXT NOT NULL,
  expected TEXT NOT NULL,
  at       TEXT NOT NULL,                 -- ISO 8601: the last time
  PRIMARY KEY (source, stage, place, found)
) WITHOUT ROWID;

CREATE TABLE validators (
  url           TEXT PRIMARY KEY,
  etag          TEXT NOT NULL,
  last_modified TEXT NOT NULL
) WITHOUT ROWID;
