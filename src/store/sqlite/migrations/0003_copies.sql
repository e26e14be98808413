-- Version 3. Which report's words are another's, settled when a document is put; and what that is settled
-- by (src/copies/), so that the next run goes on. Documents put before have no sketch and stay as they are.

ALTER TABLE revisions ADD COLUMN copy_of TEXT NOT NULL DEFAULT '';  -- documents.id, or empty

CREATE TABLE sketches (
  document INTEGER PRIMARY KEY REFERENCES documents (key),
  sketch   BLOB NOT NULL                  -- of the revision that holds, as bytes_of() writes it
);

-- What a sketch is found by.
CREATE TABLE sketch_keys (
  key      INTEGER NOT NULL,
  document INTEGER NOT NULL REFERENCES documents (key),
  PRIMARY KEY (key, document)
) WITHOUT ROWID;
