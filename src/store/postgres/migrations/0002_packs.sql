-- Version 2. Reports without words, as imports bring them by the million, lie together in packs with their
-- events (src/store/packs/), not in rows of their own: as SQLite's at its version 7.

CREATE TABLE packs (
  key             bigint PRIMARY KEY,
  hash            text NOT NULL,          -- of the bytes
  newest          bigint NOT NULL,        -- moments of its newest and oldest report
  oldest          bigint NOT NULL,
  last_day        integer NOT NULL,       -- the latest last day of its events
  first_known     integer NOT NULL,       -- the earliest day from which one was known
  reports         integer NOT NULL,       -- how many it holds
  events          integer NOT NULL,
  first_event_key bigint NOT NULL         -- its events' keys, in its order; no row of `events` has one of them
);

-- Neither is compressed: a pack is read whole, of its sources a few bytes anywhere.
CREATE TABLE pack_bytes (
  pack  bigint PRIMARY KEY,
  bytes bytea NOT NULL
);
ALTER TABLE pack_bytes ALTER COLUMN bytes SET STORAGE EXTERNAL;
CREATE TABLE pack_sources (
  pack  bigint PRIMARY KEY,
  bytes bytea NOT NULL                    -- what few questions need: see read_sources
);
ALTER TABLE pack_sources ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- Where a report or event is found by its id. id: see id_number; ids that begin alike have the same. place:
-- pack * 2^20 + twice its number in the pack, one more for an event.
CREATE TABLE pack_ids (
  id    bigint NOT NULL,
  place bigint NOT NULL
);
CREATE INDEX pack_ids_id ON pack_ids (id);

-- Reports that changed and so have left their pack for the tables.
CREATE TABLE pack_gone (
  pack   bigint NOT NULL,
  report integer NOT NULL,                -- its number in the pack
  events integer NOT NULL,                -- how many went with it
  PRIMARY KEY (pack, report)
);
