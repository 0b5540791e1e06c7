-- The library's own book-keeping. Type words are ours; docs/sql.md lists them.

-- One row: the schema version the database is at.
CREATE TABLE crm_schema (
  version INT NOT NULL PRIMARY KEY
);

-- Counters: the next free id, and the generation of the configuration.
CREATE TABLE crm_counter (
  name TEXT NOT NULL PRIMARY KEY,
  value INT NOT NULL
);
INSERT INTO crm_counter (name, value) VALUES ('id', 1);
INSERT INTO crm_counter (name, value) VALUES ('generation', 1);

-- One row per write: the audit trail and the order of the feed.
CREATE TABLE crm_commit (
  id ID NOT NULL PRIMARY KEY,
  -- Its place in the feed, given once it is visible.
  position INT,
  at INSTANT NOT NULL,
  -- NULL is the built-in system actor.
  actor ID,
  operation TEXT NOT NULL
);
CREATE UNIQUE INDEX ix_commit_position ON crm_commit (position);

-- One row per main record that a write touched.
CREATE TABLE crm_change (
  commit_id ID NOT NULL,
  ordinal INT NOT NULL,
  kind TEXT NOT NULL,
  record TEXT NOT NULL,
  record_id ID NOT NULL,
  version INT NOT NULL,
  -- The fields that changed: JSON objects. NULL before a creation.
  "before" JSON,
  "after" JSON,
  PRIMARY KEY (commit_id, ordinal),
  FOREIGN KEY (commit_id) REFERENCES crm_commit (id)
);
CREATE INDEX ix_change_record ON crm_change (record_id, commit_id);

-- The first answer to each request key.
CREATE TABLE crm_request (
  -- 0 is the built-in system actor.
  actor ID NOT NULL,
  request TEXT NOT NULL,
  operation TEXT NOT NULL,
  -- SHA-256 of operation and arguments.
  arguments BYTES NOT NULL,
  answer JSON NOT NULL,
  commit_id ID,
  PRIMARY KEY (actor, request)
);

-- The next number of each series and period.
CREATE TABLE crm_series (
  name TEXT NOT NULL,
  period TEXT NOT NULL,
  next INT NOT NULL,
  PRIMARY KEY (name, period)
);

-- Settings that differ from their defaults: JSON values.
CREATE TABLE crm_setting (
  name TEXT NOT NULL PRIMARY KEY,
  value JSON NOT NULL
);
