-- Tax invoices: what was applied for, issued, declared void, and taken back by red letters.
CREATE TABLE crm_invoice (
  id ID NOT NULL PRIMARY KEY,
  version INT NOT NULL,
  number TEXT NOT NULL,
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  -- The blue invoice that a red-letter one takes back.
  reverses ID,
  customer ID NOT NULL,
  "order" ID NOT NULL,
  -- The collection plan it is for.
  plan ID,
  -- As the order's.
  owner ID,
  department ID,
  currency TEXT NOT NULL,
  invoice_type TEXT,
  medium TEXT NOT NULL,
  -- The buyer, as the invoice names it.
  title TEXT NOT NULL,
  tax_number TEXT,
  bank TEXT,
  bank_account TEXT,
  address TEXT,
  phone TEXT,
  -- The sums of its lines, negative for a red-letter invoice; proven by admin.verify.
  net AMOUNT NOT NULL,
  tax AMOUNT NOT NULL,
  gross AMOUNT NOT NULL,
  -- What red letters took back of gross; proven by admin.verify.
  red_lettered AMOUNT NOT NULL,
  applied_on DATE NOT NULL,
  applied_by ID,
  issued_on DATE,
  issued_by ID,
  -- The number and the code that the tax authority's system gave it.
  official_number TEXT,
  official_code TEXT,
  voided_on DATE,
  reason TEXT,
  external_ref TEXT,
  extra JSON,
  created_at INSTANT NOT NULL,
  FOREIGN KEY ("order") REFERENCES crm_order (id),
  FOREIGN KEY (plan) REFERENCES crm_plan (id),
  CHECK (net + tax = gross),
  CHECK (red_lettered >= 0 AND red_lettered <= abs(gross))
);
CREATE UNIQUE INDEX ix_invoice_number ON crm_invoice (number);
CREATE UNIQUE INDEX ix_invoice_external ON crm_invoice (external_ref);
-- An official number is one invoice's: under its code, or without one.
CREATE UNIQUE INDEX ix_invoice_official ON crm_invoice (official_number, official_code);
CREATE UNIQUE INDEX ix_invoice_official_only ON crm_invoice (official_number)
  WHERE official_code IS NULL;
-- The more telling the later, because SQLite takes the later of two indexes it thinks alike.
CREATE INDEX ix_invoice_status ON crm_invoice (status, id);
CREATE INDEX ix_invoice_department ON crm_invoice (department, id);
CREATE INDEX ix_invoice_owner ON crm_invoice (owner, id);
CREATE INDEX ix_invoice_customer ON crm_invoice (customer, id);
CREATE INDEX ix_invoice_order ON crm_invoice ("order", id);
CREATE INDEX ix_invoice_plan ON crm_invoice (plan, id) WHERE plan IS NOT NULL;
CREATE INDEX ix_invoice_reverses ON crm_invoice (reverses, id) WHERE reverses IS NOT NULL;
CREATE INDEX ix_invoice_issued ON crm_invoice (issued_on, id) WHERE issued_on IS NOT NULL;
CREATE INDEX ix_invoice_owner_issued ON crm_invoice (owner, issued_on, id)
  WHERE issued_on IS NOT NULL;
CREATE INDEX ix_invoice_customer_issued ON crm_invoice (customer, issued_on, id)
  WHERE issued_on IS NOT NULL;

-- One line for each tax rate.
CREATE TABLE crm_invoice_line (
  invoice ID NOT NULL,
  sequence INT NOT NULL,
  tax_percent NUMBER NOT NULL,
  net AMOUNT NOT NULL,
  tax AMOUNT NOT NULL,
  gross AMOUNT NOT NULL,
  PRIMARY KEY (invoice, sequence),
  FOREIGN KEY (invoice) REFERENCES crm_invoice (id),
  CHECK (net + tax = gross)
);
