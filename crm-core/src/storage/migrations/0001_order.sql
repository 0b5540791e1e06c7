-- Orders: what was sold. Their collection plans stand in the collection tables.
CREATE TABLE crm_order (
  id ID NOT NULL PRIMARY KEY,
  version INT NOT NULL,
  number TEXT NOT NULL,
  status TEXT NOT NULL,
  order_type TEXT,
  customer ID NOT NULL,
  contact ID,
  -- The salesperson and the department the order belongs to.
  owner ID,
  department ID,
  currency TEXT NOT NULL,
  prices_include_tax FLAG NOT NULL,
  tax_rounding TEXT NOT NULL,
  tie TEXT NOT NULL,
  discount_percent NUMBER,
  discount_amount AMOUNT,
  -- What the document discount came to, and the totals after it.
  discount AMOUNT NOT NULL,
  net AMOUNT NOT NULL,
  tax AMOUNT NOT NULL,
  gross AMOUNT NOT NULL,
  payment_method TEXT,
  delivery_method TEXT,
  signed_on DATE,
  terms ID,
  clauses TEXT,
  source TEXT,
  opportunity ID,
  project TEXT,
  quote ID,
  contract ID,
  revision INT NOT NULL,
  submitted_by ID,
  approved_by ID,
  approved_on DATE,
  reason TEXT,
  external_ref TEXT,
  extra JSON,
  created_at INSTANT NOT NULL
);
CREATE UNIQUE INDEX ix_order_number ON crm_order (number);
CREATE UNIQUE INDEX ix_order_external ON crm_order (external_ref);
-- The more telling the later, because SQLite takes the later of two indexes it thinks alike.
CREATE INDEX ix_order_status ON crm_order (status, id);
CREATE INDEX ix_order_type ON crm_order (order_type, id);
CREATE INDEX ix_order_department ON crm_order (department, id);
CREATE INDEX ix_order_owner ON crm_order (owner, id);
CREATE INDEX ix_order_customer ON crm_order (customer, id);
CREATE INDEX ix_order_opportunity ON crm_order (opportunity, id);
CREATE INDEX ix_order_quote ON crm_order (quote, id);
CREATE INDEX ix_order_contract ON crm_order (contract, id) WHERE contract IS NOT NULL;
CREATE INDEX ix_order_signed ON crm_order (signed_on, id);
CREATE INDEX ix_order_owner_signed ON crm_order (owner, signed_on, id) WHERE signed_on IS NOT NULL;
CREATE INDEX ix_order_customer_signed ON crm_order (customer, signed_on, id)
  WHERE signed_on IS NOT NULL;

CREATE TABLE crm_order_line (
  id ID NOT NULL PRIMARY KEY,
  "order" ID NOT NULL,
  sequence INT NOT NULL,
  product ID,
  description TEXT NOT NULL,
  unit TEXT,
  quantity NUMBER NOT NULL,
  unit_price NUMBER NOT NULL,
  discount_percent NUMBER,
  discount_amount AMOUNT,
  tax_percent NUMBER NOT NULL,
  -- The quote line this was ordered from.
  quote_line ID,
  net AMOUNT NOT NULL,
  tax AMOUNT NOT NULL,
  gross AMOUNT NOT NULL,
  FOREIGN KEY ("order") REFERENCES crm_order (id)
);
CREATE UNIQUE INDEX ix_order_line_order ON crm_order_line ("order", sequence);
