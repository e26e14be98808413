-- Version 1: the tables as SQLite's are at its version 5. Days are counted from 1970-01-01, moments in
-- seconds from then, both UTC. Keys are given by the writer that holds the row of brink_archive, in the
-- order of its commits. Text is written as store/postgres/values.h says. docs/store.md says what each
-- table is for.

-- One row. Whoever writes changes it first and so holds it until the commit: writers take turns by it.
CREATE TABLE brink_archive (
  one            boolean PRIMARY KEY DEFAULT true CHECK (one),
  version        integer NOT NULL,        -- of these tables
  writes         bigint NOT NULL,         -- transactions that wrote
  last_document  bigint NOT NULL,         -- keys given
  last_event     bigint NOT NULL
);
INSERT INTO brink_archive (version, writes, last_document, last_event) VALUES (1, 0, 0, 0);

-- The last transactions that wrote, each by a name of its own: whoever lost the answer to a commit asks here.
-- The server's own number of a transaction would not do: it may be given again after a crash.
CREATE TABLE commits (
  name   uuid PRIMARY KEY,
  writes bigint NOT NULL                  -- brink_archive.writes of it
);
CREATE INDEX commits_writes ON commits (writes);

CREATE TABLE documents (
  key           bigint PRIMARY KEY,
  id            text COLLATE "C" NOT NULL UNIQUE,  -- 32 hex digits
  source        text NOT NULL,
  url           text NOT NULL,
  canonical_url text NOT NULL,
  outlet        text NOT NULL,
  language      text NOT NULL,
  rights_notice text NOT NULL,
  rights_keep   smallint NOT NULL,        -- 0 full, 1 excerpt, 2 facts
  kept          smallint NOT NULL,        -- the same scale: what was kept
  revision      integer NOT NULL,         -- the one that holds
  fingerprint   text NOT NULL,            -- of that revision
  first_seen    text NOT NULL,            -- ISO 8601
  reported      bigint NOT NULL,          -- moment: published, else first seen
  report_day    integer NOT NULL,         -- its calendar day where it was published
  title         text NOT NULL,
  text          text NOT NULL,            -- empty unless kept in full
  extra         text NOT NULL,            -- JSON: authors, dateline, captions
  words         tsvector NOT NULL         -- of title and text, cut by store/words.h
);
CREATE INDEX documents_reported ON documents (reported DESC, id);
CREATE INDEX documents_words ON documents USING gin (words);

-- Every text that was ever seen at an identity, without the text.
CREATE TABLE revisions (
  document    bigint NOT NULL,
  revision    integer NOT NULL,
  fingerprint text NOT NULL,
  title       text NOT NULL,
  outlet      text NOT NULL,
  published   text NOT NULL,              -- ISO 8601, or empty
  modified    text NOT NULL,              -- ISO 8601, or empty
  seen        text NOT NULL,              -- ISO 8601: when the archive took it
  known_from  integer NOT NULL,           -- day
  superseded  integer,                    -- day from which the next one held
  copy_of     text NOT NULL,              -- documents.id, or empty
  PRIMARY KEY (document, revision)
);

-- One part for each month, of the act's last day, that has come to hold a thousand events; the writer makes
-- it and moves them there. The rest lies in events_other: acts without a date, of far years, of months with
-- few, of months whose part could not be made for a reader in the way.
CREATE TABLE events (
  key        bigint NOT NULL,
  day        integer NOT NULL,            -- the act's last day; -2147483648 without a date
  first_day  integer,                     -- of the act; NULL without a date
  id         text COLLATE "C" NOT NULL,   -- 32 hex digits
  document   bigint NOT NULL,
  revision   integer NOT NULL,            -- the first that bore it
  reported   bigint NOT NULL,             -- moment of that report
  known_from integer NOT NULL,            -- day
  superseded integer,                     -- day from which it held no longer
  type       text COLLATE "C" NOT NULL,
  cameo      text COLLATE "C" NOT NULL,
  status     smallint NOT NULL,
  labels     text NOT NULL,               -- modes, contexts, equipment: lines "m troops", folded
  text       text NOT NULL,               -- the sentence, as far as rights allow
  body       text NOT NULL,               -- JSON: all else
  words      tsvector NOT NULL            -- of the sentence
) PARTITION BY RANGE (day);
CREATE UNIQUE INDEX events_key ON events (key, day);
CREATE INDEX events_id ON events (id);
CREATE INDEX events_document ON events (document);
CREATE INDEX events_type ON events (type, day);
CREATE INDEX events_reported ON events (reported DESC, id);
CREATE INDEX events_words ON events USING gin (words);
CREATE TABLE events_other PARTITION OF events DEFAULT;

-- How many events were added of each month that has no part.
CREATE TABLE event_months (
  month  integer PRIMARY KEY,             -- counted from January of year 0
  events bigint NOT NULL
);

-- What events are looked up by. kind: 0 actor, 1 recipient, 2 speaker (key: code; sectors: ' GOV MIL '),
-- 3 place (its name, folded), 4 country. type, day, status, labels: the event's. Everything asked for
-- lies in the index, so that a question is answered from it and only events that answer are opened.
CREATE TABLE event_keys (
  kind    smallint NOT NULL,
  key     text COLLATE "C" NOT NULL,
  type    text COLLATE "C" NOT NULL,
  day     integer NOT NULL,
  event   bigint NOT NULL,
  sectors text NOT NULL,
  status  smallint NOT NULL,
  labels  text NOT NULL
);
CREATE INDEX event_keys_whole ON event_keys (kind, key, type, day, event) INCLUDE (status, sectors, labels);

-- How many documents there are of each day of publication.
CREATE TABLE report_days (
  day     integer PRIMARY KEY,
  reports bigint NOT NULL
);

-- The wording of each document's present revision, as bytes_of() of copies/ writes it.
CREATE TABLE sketches (
  document bigint PRIMARY KEY,
  sketch   bytea NOT NULL
);

-- What a sketch is found by.
CREATE TABLE sketch_keys (
  key      bigint NOT NULL,
  document bigint NOT NULL,
  PRIMARY KEY (key, document)
);

CREATE TABLE set_asides (
  source   text NOT NULL,
  stage    text NOT NULL,
  place    text NOT NULL,
  found    text NOT NULL,
  expected text NOT NULL,
  at       text NOT NULL                  -- ISO 8601: the last time
);
-- By a hash: an address or a reason may be longer than an index takes.
CREATE UNIQUE INDEX set_asides_once ON set_asides (md5(source || chr(31) || stage || chr(31) || place || chr(31) || found));

CREATE TABLE validators (
  url           text NOT NULL,
  etag          text NOT NULL,
  last_modified text NOT NULL
);
CREATE UNIQUE INDEX validators_once ON validators (md5(url));

-- What was told, and its way to each channel. Moments are UTC, ISO 8601, and sort as text.
CREATE TABLE alerts (
  id           text COLLATE "C" PRIMARY KEY,
  watch        text COLLATE "C" NOT NULL,
  kind         text NOT NULL,
  subject      text COLLATE "C" NOT NULL,
  state        text NOT NULL,
  severity     smallint NOT NULL,         -- 0 info, 1 notice, 2 warning, 3 critical
  title        text NOT NULL,
  why          text NOT NULL,
  also         text NOT NULL,             -- lists: one item a line
  stories      text NOT NULL,
  events       text NOT NULL,
  documents    text NOT NULL,
  supersedes   text NOT NULL,
  at           text COLLATE "C" NOT NULL,
  acknowledged text NOT NULL,             -- a moment, or empty
  muted_until  text NOT NULL              -- a moment, or empty
);
CREATE INDEX alerts_at ON alerts (at DESC, id);

CREATE TABLE alert_deliveries (
  alert      text COLLATE "C" NOT NULL,
  channel    text COLLATE "C" NOT NULL,
  state      smallint NOT NULL,           -- 0 waiting, 1 held, 2 sent, 3 dropped
  tries      integer NOT NULL,
  not_before text NOT NULL,
  error      text NOT NULL,
  at         text COLLATE "C" NOT NULL,
  message    text NOT NULL,
  PRIMARY KEY (alert, channel)
);
CREATE INDEX alert_deliveries_at ON alert_deliveries (at);

-- What a program leaves for its next run.
CREATE TABLE notes (
  name text NOT NULL,
  body text NOT NULL
);
CREATE UNIQUE INDEX notes_once ON notes (md5(name));
