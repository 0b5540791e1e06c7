-- Collection: what is to come in, what came in, and what it paid.
CREATE TABLE crm_plan (
  id ID NOT NULL PRIMARY KEY,
  version INT NOT NULL,
  "order" ID NOT NULL,
  customer ID NOT NULL,
  owner ID,
  department ID,
  currency TEXT NOT NULL,
  revision INT NOT NULL,
  sequence INT NOT NULL,
  amount AMOUNT NOT NULL,
  -- The sum of its collection details; proven by admin.verify.
  collected AMOUNT NOT NULL,
  due_on DATE NOT NULL,
  remind_on DATE NOT NULL,
  method TEXT,
  path TEXT,
  cancelled FLAG NOT NULL,
  created_at INSTANT NOT NULL,
  FOREIGN KEY ("order") REFERENCES crm_order (id),
  CHECK (abs(collected) <= abs(amount))
);
-- Exactly once per approval, whatever happens (M1).
CREATE UNIQUE INDEX ix_plan_order ON crm_plan ("order", revision, sequence);
-- The more telling the later, because SQLite takes the later of two indexes it thinks alike.
CREATE INDEX ix_plan_due ON crm_plan (due_on, id);
CREATE INDEX ix_plan_department ON crm_plan (department, due_on, id);
CREATE INDEX ix_plan_owner ON crm_plan (owner, due_on, id);
CREATE INDEX ix_plan_customer ON crm_plan (customer, due_on, id);
-- The same for what is open: most plans of a long life are settled.
CREATE INDEX ix_plan_open_due ON crm_plan (due_on, id) WHERE collected <> amount AND cancelled = 0;
CREATE INDEX ix_plan_open_department ON crm_plan (department, due_on, id) WHERE collected <> amount AND cancelled = 0;
CREATE INDEX ix_plan_open_owner ON crm_plan (owner, due_on, id) WHERE collected <> amount AND cancelled = 0;
CREATE INDEX ix_plan_open_customer ON crm_plan (customer, due_on, id) WHERE collected <> amount AND cancelled = 0;
CREATE INDEX ix_plan_cancelled ON crm_plan (due_on, id) WHERE cancelled = 1;

CREATE TABLE crm_receipt (
  id ID NOT NULL PRIMARY KEY,
  version INT NOT NULL,
  number TEXT NOT NULL,
  status TEXT NOT NULL,
  customer ID NOT NULL,
  owner ID,
  department ID,
  currency TEXT NOT NULL,
  amount AMOUNT NOT NULL,
  -- What pays no plan yet; proven by admin.verify.
  unallocated AMOUNT NOT NULL,
  received_on DATE NOT NULL,
  method TEXT,
  payer TEXT,
  note TEXT,
  intended JSON,
  recorded_by ID,
  confirmed_by ID,
  confirmed_on DATE,
  reversed_on DATE,
  reason TEXT,
  external_ref TEXT,
  extra JSON,
  created_at INSTANT NOT NULL,
  CHECK (unallocated >= 0 AND unallocated <= amount)
);
CREATE UNIQUE INDEX ix_receipt_number ON crm_receipt (number);
CREATE UNIQUE INDEX ix_receipt_external ON crm_receipt (external_ref);
CREATE INDEX ix_receipt_received ON crm_receipt (received_on, id);
CREATE INDEX ix_receipt_department ON crm_receipt (department, received_on, id);
CREATE INDEX ix_receipt_owner ON crm_receipt (owner, received_on, id);
CREATE INDEX ix_receipt_customer ON crm_receipt (customer, received_on, id);
-- What waits to be confirmed.
CREATE INDEX ix_receipt_recorded ON crm_receipt (received_on, id) WHERE status = 'recorded';
-- The same for what is credit: most receipts pay plans to the last cent.
CREATE INDEX ix_receipt_credit ON crm_receipt (received_on, id) WHERE unallocated > 0;
CREATE INDEX ix_receipt_credit_department ON crm_receipt (department, received_on, id)
  WHERE unallocated > 0;
CREATE INDEX ix_receipt_credit_owner ON crm_receipt (owner, received_on, id) WHERE unallocated > 0;
CREATE INDEX ix_receipt_credit_customer ON crm_receipt (customer, received_on, id)
  WHERE unallocated > 0;

-- Collection details. A row is never changed: taking one back is a row with the opposite amount.
CREATE TABLE crm_allocation (
  id ID NOT NULL PRIMARY KEY,
  receipt ID NOT NULL,
  plan ID NOT NULL,
  "order" ID NOT NULL,
  currency TEXT NOT NULL,
  amount AMOUNT NOT NULL,
  effective_on DATE NOT NULL,
  reverses ID,
  created_at INSTANT NOT NULL,
  FOREIGN KEY (receipt) REFERENCES crm_receipt (id),
  FOREIGN KEY (plan) REFERENCES crm_plan (id)
);
CREATE INDEX ix_allocation_receipt ON crm_allocation (receipt, id);
CREATE INDEX ix_allocation_plan ON crm_allocation (plan, id);
-- A detail is taken back at most once.
CREATE UNIQUE INDEX ix_allocation_reverses ON crm_allocation (reverses);

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
  status TEXT NOT NULL,
  external_ref TEXT,
  extra JSON,
  created_at INSTANT NOT NULL
);
CREATE UNIQUE INDEX ix_terms_name ON crm_terms (name) WHERE status = 'active';
CREATE UNIQUE INDEX ix_terms_external ON crm_terms (external_ref);
CREATE INDEX ix_terms_list ON crm_terms (name, id);
CREATE INDEX ix_terms_status ON crm_terms (status, name, id);
