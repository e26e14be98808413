-- Alerts, their way to each channel, and what a program leaves for its next run. Moments are UTC, ISO 8601,
-- and sort as text.

CREATE TABLE alerts (
  id           TEXT PRIMARY KEY,          -- 32 hex digits
  watch        TEXT NOT NULL,
  kind         TEXT NOT NULL,
  subject      TEXT NOT NULL,
  state        TEXT NOT NULL,
  severity     INTEGER NOT NULL,          -- 0 info, 1 notice, 2 warning, 3 critical
  title        TEXT NOT NULL,
  why          TEXT NOT NULL,
  also         TEXT NOT NULL,             -- lists: one item a line
  stories      TEXT NOT NULL,
  events       TEXT NOT NULL,
  documents    TEXT NOT NULL,
  supersedes   TEXT NOT NULL,
  at           TEXT NOT NULL,
  acknowledged TEXT NOT NULL,             -- a moment, or empty
  muted_until  TEXT NOT NULL              -- a moment, or empty
);
CREATE INDEX alerts_at ON alerts (at DESC, id);
CREATE INDEX alerts_subject ON alerts (watch, subject, at DESC);

CREATE TABLE alert_deliveries (
  alert      TEXT NOT NULL REFERENCES alerts (id),
  channel    TEXT NOT NULL,
  state      INTEGER NOT NULL,            -- 0 waiting, 1 held, 2 sent, 3 dropped
  tries      INTEGER NOT NULL,
  not_before TEXT NOT NULL,
  error      TEXT NOT NULL,
  at         TEXT NOT NULL,
  message    TEXT NOT NULL,
  PRIMARY KEY (alert, channel)
) WITHOUT ROWID;
CREATE INDEX alert_deliveries_state ON alert_deliveries (channel, state, at);

CREATE TABLE notes (
  name TEXT PRIMARY KEY,
  body TEXT NOT NULL
) WITHOUT ROWID;
