-- Version 7. What few questions need of a report in a pack lies in parts of a page's size: to read a few bytes
-- deep within one large value, SQLite goes through all that stands before them.

CREATE TABLE pack_sources (
  place INTEGER PRIMARY KEY,  -- pack * 2^20 + number of the part
  bytes BLOB NOT NULL         -- 4,000 of them, but for the last part: see read_sources
);
WITH RECURSIVE part (pack, number, size) AS (
  SELECT pack, 0, length(sources) FROM pack_bytes
  UNION ALL
  SELECT pack, number + 1, size FROM part WHERE 4000 * (number + 1) < size
)
INSERT INTO pack_sources (place, bytes)
  SELECT part.pack * 1048576 + part.number, substr(p.sources, 4000 * part.number + 1, 4000)
  FROM part JOIN pack_bytes p ON p.pack = part.pack ORDER BY 1;
ALTER TABLE pack_bytes DROP COLUMN sources;
