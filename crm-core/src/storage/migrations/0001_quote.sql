-- Quotes: what is offered. Each version of a quote is a row of its own.
CREATE TABLE crm_quote (
  id ID NOT NULL PRIMARY KEY,
  version INT NOT NULL,
  number TEXT NOT NULL,
  revision INT NOT NULL,
  -- The version this one replaces.
  revises ID,
  status TEXT NOT NULL,
  customer ID NOT NULL,
  contact ID,
  -- The salesperson and the department the quote belongs to.
  owner ID,
  department ID,
  opportunity ID,
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
  terms ID,
  payment_method TEXT,
  delivery_method TEXT,
  clauses TEXT,
  note TEXT,
  quoted_on DATE NOT NULL,
  -- The last day of its validity. That it has passed is derived, never stored.
  valid_until DATE,
  sent_on DATE,
  decided_on DATE,
  reason TEXT,
  external_ref TEXT,
  extra JSON,
  created_at INSTANT NOT NULL,
  FOREIGN KEY (revises) REFERENCES crm_quote (id)
);
CREATE UNIQUE INDEX ix_quote_number ON crm_quote (number, revision);
CREATE UNIQUE INDEX ix_quote_revises ON crm_quote (revises);
CREATE UNIQUE INDEX ix_quote_external ON crm_quote (external_ref);
-- The more telling the later, because SQLite takes the later of two indexes it thinks alike.
CREATE INDEX ix_quote_status ON crm_quote (status, id);
CREATE INDEX ix_quote_department ON crm_quote (department, id);
CREATE INDEX ix_quote_owner ON crm_quote (owner, id);
CREATE INDEX ix_quote_customer ON crm_quote (customer, id);
CREATE INDEX ix_quote_opportunity ON crm_quote (opportunity, id);

CREATE TABLE crm_quote_line (
  id ID NOT NULL PRIMARY KEY,
  quote ID NOT NULL,
  sequence INT NOT NULL,
  product ID,
  description TEXT NOT NULL,
  unit TEXT,
  quantity NUMBER NOT NULL,
  unit_price NUMBER NOT NULL,
  discount_percent NUMBER,
  discount_amount AMOUNT,
  tax_percent NUMBER NOT NULL,
  -- The quantity in orders that are not cancelled.
  ordered NUMBER NOT NULL,
  net AMOUNT NOT NULL,
  tax AMOUNT NOT NULL,
  gross AMOUNT NOT NULL,
  CHECK (ordered >= 0 AND ordered <= quantity),
  FOREIGN KEY (quote) REFERENCES crm_quote (id)
);
CREATE UNIQUE INDEX ix_quote_line_quote ON crm_quote_line (quote, sequence);
