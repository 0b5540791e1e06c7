-- Customers: companies and persons.
CREATE TABLE crm_customer (
  id ID NOT NULL PRIMARY KEY,
  version INT NOT NULL,
  status TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  category TEXT,
  level TEXT,
  industry TEXT,
  source TEXT,
  parent ID,
  owner ID,
  department ID,
  -- 统一社会信用代码 of GB 32100-2015.
  credit_code TEXT,
  phone TEXT,
  email TEXT,
  website TEXT,
  addresses JSON NOT NULL,
  currency TEXT,
  credit_limit AMOUNT,
  terms ID,
  price_list ID,
  allocation TEXT,
  external_ref TEXT,
  extra JSON,
  created_at INSTANT NOT NULL,
  FOREIGN KEY (parent) REFERENCES crm_customer (id),
  FOREIGN KEY (price_list) REFERENCES crm_price_list (id)
);
CREATE UNIQUE INDEX ix_customer_credit_code
  ON crm_customer (credit_code) WHERE status = 'active';
CREATE UNIQUE INDEX ix_customer_external ON crm_customer (external_ref);
-- The more telling the later, because SQLite takes the later of two indexes it thinks alike.
CREATE INDEX ix_customer_status ON crm_customer (status, id);
CREATE INDEX ix_customer_level ON crm_customer (level, id);
CREATE INDEX ix_customer_category ON crm_customer (category, id);
CREATE INDEX ix_customer_source ON crm_customer (source, id);
CREATE INDEX ix_customer_industry ON crm_customer (industry, id);
CREATE INDEX ix_customer_department ON crm_customer (department, id);
CREATE INDEX ix_customer_owner ON crm_customer (owner, id);
CREATE INDEX ix_customer_parent ON crm_customer (parent, id);
