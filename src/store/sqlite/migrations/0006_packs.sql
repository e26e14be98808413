-- Version 6. Reports without words, as imports bring them by the million, lie together in packs with their
-- events (src/store/packs/), not in rows of their own.

CREATE TABLE packs (
  key             INTEGER PRIMARY KEY,
  hash            TEXT NOT NULL,          -- of the bytes
  newest          INTEGER NOT NULL,       -- moments of its newest and oldest report
  oldest          INTEGER NOT NULL,
  last_day        INTEGER NOT NULL,       -- the latest last day of its events
  first_known     INTEGER NOT NULL,       -- the earliest day from which one was known
  reports         INTEGER NOT NULL,       -- how many it holds
  events          INTEGER NOT NULL,
  first_event_key INTEGER NOT NULL        -- its events' keys, in its order; no row of `events` has one of them
);
CREATE TABLE pack_bytes (
  pack    INTEGER PRIMARY KEY REFERENCES packs (key),
  bytes   BLOB NOT NULL,
  sources BLOB NOT NULL                   -- what few questions need: see read_sources
);

-- Where a report or event is found by its id. id: see id_number; of ids that begin alike one has a neighbouring
-- number, the last three bits being free for that. place: pack * 2^20 + twice its number in the pack, one
-- more for an event.
CREATE TABLE pack_ids (
  id    INTEGER PRIMARY KEY,
  place INTEGER NOT NULL
);

-- Reports that changed and so have left their pack for the tables.
CREATE TABLE pack_gone (
  pack   INTEGER NOT NULL REFERENCES packs (key),
  report INTEGER NOT NULL,                -- its number in the pack
  events INTEGER NOT NULL,                -- how many went with it
  PRIMARY KEY (pack, report)
) WITHOUT ROWID;
