-- Exchange rates as sources give them. A rate is exact decimal text, never summed here.
CREATE TABLE crm_rate (
  id ID NOT NULL PRIMARY KEY,
  version INT NOT NULL,
  "from" TEXT NOT NULL,
  "to" TEXT NOT NULL,
  valid_on DATE NOT NULL,
  rate TEXT NOT NULL,
  -- How many of the first currency the rate is quoted for.
  unit INT NOT NULL,
  source TEXT NOT NULL,
  created_at INSTANT NOT NULL,
  CHECK (unit > 0)
);
CREATE UNIQUE INDEX ix_rate_key ON crm_rate ("from", "to", valid_on, source);
CREATE INDEX ix_rate_pair ON crm_rate ("from", "to", valid_on, id);
CREATE INDEX ix_rate_valid ON crm_rate (valid_on, id);
