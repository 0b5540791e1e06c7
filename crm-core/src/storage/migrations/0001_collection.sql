-- Term templates: how an order's total becomes collection plans. Never changed, only archived.
CREATE TABLE crm_terms (
  id ID NOT NULL PRIMARY KEY,
  version INT NOT NULL,
  name TEXT NOT NULL,
  rounding TEXT NOT NULL,
  tie TEXT NOT NULL,
  -- The lines as they were given.
  lines JSON NOT NULL,
  -- Days of the month, in order.
  pay_days JSON,
  -- The name of the business calendar, and how rest days move.
  calendar TEXT,
  adjustment TEXT,
  archived FLAG NOT NULL,
  external_ref TEXT,
  extra JSON,
  created_at INSTANT NOT NULL
);
CREATE UNIQUE INDEX ix_terms_name ON crm_terms (name) WHERE archived = 0;
CREATE UNIQUE INDEX ix_terms_external ON crm_terms (external_ref);
CREATE INDEX ix_terms_archived ON crm_terms (archived, name, id);
