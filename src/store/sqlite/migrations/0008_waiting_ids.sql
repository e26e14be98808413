-- Version 8. The ids of a new pack wait in one value, and go into pack_ids with those of many others: each page of
-- that table is written once for all of them.

CREATE TABLE pack_waiting_ids (
  pack INTEGER PRIMARY KEY REFERENCES packs (key),
  ids  BLOB NOT NULL  -- 8 bytes each, the most significant first: id_number of its reports, then of its events
);
