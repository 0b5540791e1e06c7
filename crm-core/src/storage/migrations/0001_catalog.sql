-- Products and what they cost on which list.
CREATE TABLE crm_product (
  id ID NOT NULL PRIMARY KEY,
  version INT NOT NULL,
  status TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  unit TEXT,
  category TEXT,
  tax_percent NUMBER NOT NULL,
  -- In the workspace's currency; shown only with its own permission.
  cost NUMBER,
  description TEXT,
  external_ref TEXT,
  extra JSON,
  created_at INSTANT NOT NULL
);
CREATE UNIQUE INDEX ix_product_code ON crm_product (code);
CREATE UNIQUE INDEX ix_product_external ON crm_product (external_ref);
-- The more telling the later, because SQLite takes the later of two indexes it thinks alike.
CREATE INDEX ix_product_status ON crm_product (status, id);
CREATE INDEX ix_product_category ON crm_product (category, id);

CREATE TABLE crm_price_list (
  id ID NOT NULL PRIMARY KEY,
  version INT NOT NULL,
  status TEXT NOT NULL,
  name TEXT NOT NULL,
  currency TEXT NOT NULL,
  prices_include_tax FLAG NOT NULL,
  -- Whether it also serves sales that name no list.
  general FLAG NOT NULL,
  valid_from DATE,
  valid_to DATE,
  external_ref TEXT,
  extra JSON,
  created_at INSTANT NOT NULL
);
CREATE UNIQUE INDEX ix_price_list_external ON crm_price_list (external_ref);
CREATE INDEX ix_price_list_status ON crm_price_list (status, id);
CREATE INDEX ix_price_list_currency ON crm_price_list (currency, id);

CREATE TABLE crm_price (
  id ID NOT NULL PRIMARY KEY,
  version INT NOT NULL,
  price_list ID NOT NULL,
  product ID NOT NULL,
  min_quantity NUMBER NOT NULL,
  unit_price NUMBER NOT NULL,
  valid_from DATE,
  valid_to DATE,
  FOREIGN KEY (price_list) REFERENCES crm_price_list (id),
  FOREIGN KEY (product) REFERENCES crm_product (id)
);
-- No first day counts as one value here; a plain unique index would let it stand twice.
CREATE UNIQUE INDEX ix_price_key
  ON crm_price (product, price_list, min_quantity, coalesce(valid_from, ''));
CREATE INDEX ix_price_product ON crm_price (product, id);
CREATE INDEX ix_price_list ON crm_price (price_list, id);
