-- Collection in depth: plans that wait for events, carry tax and discounts, and remember how they
-- changed; details of every kind; deliveries and other events of orders; editions of terms.

CREATE TABLE crm_plan_before (
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
  collected AMOUNT NOT NULL,
  due_on DATE NOT NULL,
  remind_on DATE NOT NULL,
  method TEXT,
  path TEXT,
  cancelled FLAG NOT NULL,
  created_at INSTANT NOT NULL,
  approved_on DATE NOT NULL,
  tax AMOUNT NOT NULL
);
-- The tax of plans made before was not kept; it stands as nothing.
INSERT INTO crm_plan_before
  SELECT p.id, p.version, p."order", p.customer, p.owner, p.department, p.currency, p.revision,
    p.sequence, p.amount, p.collected, p.due_on, p.remind_on, p.method, p.path, p.cancelled,
    p.created_at, coalesce(o.approved_on, p.due_on), 0
  FROM crm_plan p JOIN crm_order o ON o.id = p."order";
CREATE TABLE crm_allocation_before (
  id ID NOT NULL PRIMARY KEY,
  receipt ID NOT NULL,
  plan ID NOT NULL,
  "order" ID NOT NULL,
  currency TEXT NOT NULL,
  amount AMOUNT NOT NULL,
  effective_on DATE NOT NULL,
  reverses ID,
  created_at INSTANT NOT NULL
);
INSERT INTO crm_allocation_before
  SELECT id, receipt, plan, "order", currency, amount, effective_on, reverses, created_at
  FROM crm_allocation;
-- Receipts say which order the payer means, and wait for their confirmation in steps.
CREATE TABLE crm_receipt_before (
  id ID NOT NULL,
  version INT NOT NULL,
  number TEXT NOT NULL,
  status TEXT NOT NULL,
  customer ID NOT NULL,
  owner ID,
  department ID,
  currency TEXT NOT NULL,
  amount AMOUNT NOT NULL,
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
  created_at INSTANT NOT NULL
);
INSERT INTO crm_receipt_before
  SELECT id, version, number, status, customer, owner, department, currency, amount, unallocated, received_on, method, payer, note, intended, recorded_by, confirmed_by, confirmed_on, reversed_on, reason, external_ref, extra, created_at
  FROM crm_receipt;
DROP TABLE crm_allocation;
DROP TABLE crm_plan;
DROP TABLE crm_receipt;

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
  -- sale, dunning_fee or interest.
  kind TEXT NOT NULL,
  amount AMOUNT NOT NULL,
  -- The tax in it (M14).
  tax AMOUNT NOT NULL,
  -- The sums of its collection details of each kind; proven by admin.verify.
  collected AMOUNT NOT NULL,
  discounted AMOUNT NOT NULL,
  written_off AMOUNT NOT NULL,
  credited AMOUNT NOT NULL,
  -- The day it takes effect: of the approval, or of what it was split from or added by.
  effective_on DATE NOT NULL,
  -- Nothing while it waits for its event.
  started_on DATE,
  -- 9999-12-31 while it waits: it is due after everything else.
  due_on DATE NOT NULL,
  -- The due date it started with, and how often it was moved to a later one.
  first_due_on DATE,
  slips INT NOT NULL,
  remind_on DATE,
  -- The day it is expected to be due while it waits.
  expected_on DATE,
  method TEXT,
  path TEXT,
  -- Whether the customer holds it back as a security.
  retention FLAG NOT NULL,
  -- What else of its terms it lives by.
  basis JSON NOT NULL,
  -- The discounts for who pays early, with their amounts and days.
  early JSON,
  -- Whether what waits for it need not wait.
  waived FLAG NOT NULL,
  -- The waiting plan that it is a started share of.
  split_from ID,
  cancelled FLAG NOT NULL,
  created_at INSTANT NOT NULL,
  FOREIGN KEY ("order") REFERENCES crm_order (id),
  CHECK (abs(collected + discounted + written_off + credited) <= abs(amount))
);
INSERT INTO crm_plan
  SELECT id, version, "order", customer, owner, department, currency, revision, sequence, 'sale',
    amount, tax, collected, 0, 0, 0, approved_on, approved_on, due_on, due_on, 0, remind_on, NULL,
    method, path, 0, '{}', NULL, 0, NULL, cancelled, created_at
  FROM crm_plan_before;
DROP TABLE crm_plan_before;
-- Exactly once per approval, whatever happens (M1).
CREATE UNIQUE INDEX ix_plan_order ON crm_plan ("order", revision, sequence);
-- The more telling the later, because SQLite takes the later of two indexes it thinks alike.
CREATE INDEX ix_plan_due ON crm_plan (due_on, id);
CREATE INDEX ix_plan_department ON crm_plan (department, due_on, id);
CREATE INDEX ix_plan_owner ON crm_plan (owner, due_on, id);
CREATE INDEX ix_plan_customer ON crm_plan (customer, due_on, id);
-- The same for what is open: most plans of a long life are settled.
CREATE INDEX ix_plan_open_due ON crm_plan (due_on, id)
  WHERE collected + discounted + written_off + credited <> amount AND cancelled = 0;
CREATE INDEX ix_plan_open_department ON crm_plan (department, due_on, id)
  WHERE collected + discounted + written_off + credited <> amount AND cancelled = 0;
CREATE INDEX ix_plan_open_owner ON crm_plan (owner, due_on, id)
  WHERE collected + discounted + written_off + credited <> amount AND cancelled = 0;
CREATE INDEX ix_plan_open_customer ON crm_plan (customer, due_on, id)
  WHERE collected + discounted + written_off + credited <> amount AND cancelled = 0;
CREATE INDEX ix_plan_cancelled ON crm_plan (due_on, id) WHERE cancelled = 1;

CREATE TABLE crm_receipt (
  id ID NOT NULL PRIMARY KEY,
  version INT NOT NULL,
  number TEXT NOT NULL,
  status TEXT NOT NULL,
  customer ID NOT NULL,
  -- The order the payer means.
  "order" ID,
  owner ID,
  department ID,
  currency TEXT NOT NULL,
  amount AMOUNT NOT NULL,
  -- What pays no plan yet; proven by admin.verify.
  unallocated AMOUNT NOT NULL,
  -- What went back to the customer; proven by admin.verify.
  refunded AMOUNT NOT NULL,
  received_on DATE NOT NULL,
  method TEXT,
  payer TEXT,
  note TEXT,
  intended JSON,
  recorded_by ID,
  submitted_by ID,
  confirmed_by ID,
  confirmed_on DATE,
  reversed_on DATE,
  reason TEXT,
  external_ref TEXT,
  extra JSON,
  created_at INSTANT NOT NULL,
  CHECK (unallocated >= 0 AND unallocated <= amount)
);
INSERT INTO crm_receipt (id, version, number, status, customer, "order", owner, department, currency, amount, unallocated, refunded, received_on, method, payer, note, intended, recorded_by, submitted_by, confirmed_by, confirmed_on, reversed_on, reason, external_ref, extra, created_at)
  SELECT id, version, number, CASE WHEN status = 'recorded' THEN 'draft' ELSE status END, customer, NULL, owner, department, currency, amount, unallocated, 0, received_on, method, payer, note, intended, recorded_by, NULL, confirmed_by, confirmed_on, reversed_on, reason, external_ref, extra, created_at
  FROM crm_receipt_before;
DROP TABLE crm_receipt_before;
CREATE UNIQUE INDEX ix_receipt_number ON crm_receipt (number);
CREATE UNIQUE INDEX ix_receipt_external ON crm_receipt (external_ref);
CREATE INDEX ix_receipt_received ON crm_receipt (received_on, id);
CREATE INDEX ix_receipt_department ON crm_receipt (department, received_on, id);
CREATE INDEX ix_receipt_owner ON crm_receipt (owner, received_on, id);
CREATE INDEX ix_receipt_customer ON crm_receipt (customer, received_on, id);
CREATE INDEX ix_receipt_order ON crm_receipt ("order", received_on, id);
-- What waits to be submitted and confirmed.
CREATE INDEX ix_receipt_draft ON crm_receipt (received_on, id) WHERE status = 'draft';
CREATE INDEX ix_receipt_submitted ON crm_receipt (received_on, id) WHERE status = 'submitted';
-- The same for what is credit: most receipts pay plans to the last cent.
CREATE INDEX ix_receipt_credit ON crm_receipt (received_on, id) WHERE unallocated > 0;
CREATE INDEX ix_receipt_credit_department ON crm_receipt (department, received_on, id)
  WHERE unallocated > 0;
CREATE INDEX ix_receipt_credit_owner ON crm_receipt (owner, received_on, id) WHERE unallocated > 0;
CREATE INDEX ix_receipt_credit_customer ON crm_receipt (customer, received_on, id)
  WHERE unallocated > 0;

-- Collection details: everything that settles a plan. A row is never changed: taking one back is a
-- row with the opposite amount.
CREATE TABLE crm_allocation (
  id ID NOT NULL PRIMARY KEY,
  -- collected, discounted, written_off or credited.
  kind TEXT NOT NULL,
  -- Where it comes from; none of them for what was written off by itself.
  receipt ID,
  credit_note ID,
  plan ID NOT NULL,
  "order" ID NOT NULL,
  currency TEXT NOT NULL,
  amount AMOUNT NOT NULL,
  effective_on DATE NOT NULL,
  reverses ID,
  -- Why, as a code and in words, and by whom, where nobody's receipt says so.
  reason TEXT,
  note TEXT,
  recorded_by ID,
  created_at INSTANT NOT NULL,
  FOREIGN KEY (receipt) REFERENCES crm_receipt (id),
  FOREIGN KEY (plan) REFERENCES crm_plan (id)
);
INSERT INTO crm_allocation
  SELECT id, 'collected', receipt, NULL, plan, "order", currency, amount, effective_on, reverses, NULL,
    NULL, NULL, created_at
  FROM crm_allocation_before;
DROP TABLE crm_allocation_before;
CREATE INDEX ix_allocation_receipt ON crm_allocation (receipt, id);
CREATE INDEX ix_allocation_credit_note ON crm_allocation (credit_note, id)
  WHERE credit_note IS NOT NULL;
CREATE INDEX ix_allocation_plan ON crm_allocation (plan, id);
-- A detail is taken back at most once.
CREATE UNIQUE INDEX ix_allocation_reverses ON crm_allocation (reverses);
-- What a report of an earlier day takes away again.
CREATE INDEX ix_allocation_effective ON crm_allocation (effective_on, id);
CREATE INDEX ix_allocation_created ON crm_allocation (created_at, id);

-- What happened to a plan after it was made. Rows are never changed.
CREATE TABLE crm_plan_change (
  id ID NOT NULL PRIMARY KEY,
  plan ID NOT NULL,
  "order" ID NOT NULL,
  kind TEXT NOT NULL,
  currency TEXT NOT NULL,
  -- What its amount changed by.
  amount AMOUNT NOT NULL,
  due_before DATE,
  due_after DATE,
  effective_on DATE NOT NULL,
  reason TEXT,
  recorded_by ID,
  created_at INSTANT NOT NULL,
  FOREIGN KEY (plan) REFERENCES crm_plan (id)
);
CREATE INDEX ix_plan_change_plan ON crm_plan_change (plan, id);
CREATE INDEX ix_plan_change_effective ON crm_plan_change (effective_on, id);
CREATE INDEX ix_plan_change_created ON crm_plan_change (created_at, id);

-- Editions of terms that another one replaced.
ALTER TABLE crm_terms ADD COLUMN edition INT NOT NULL DEFAULT 1;
CREATE TABLE crm_terms_edition (
  terms ID NOT NULL,
  edition INT NOT NULL,
  rounding TEXT NOT NULL,
  tie TEXT NOT NULL,
  lines JSON NOT NULL,
  pay_days JSON,
  calendar TEXT,
  adjustment TEXT,
  replaced_at INSTANT NOT NULL,
  PRIMARY KEY (terms, edition),
  FOREIGN KEY (terms) REFERENCES crm_terms (id)
);
-- How often an order was amended.
ALTER TABLE crm_order ADD COLUMN amendments INT NOT NULL DEFAULT 0;
-- The edition an order was approved with.
ALTER TABLE crm_order ADD COLUMN terms_edition INT;
UPDATE crm_order SET terms_edition = 1
  WHERE terms IS NOT NULL AND status IN ('approved', 'completed');

-- What was delivered of an order.
CREATE TABLE crm_delivery (
  id ID NOT NULL PRIMARY KEY,
  version INT NOT NULL,
  number TEXT NOT NULL,
  "order" ID NOT NULL,
  owner ID,
  department ID,
  currency TEXT NOT NULL,
  delivered_on DATE NOT NULL,
  -- The part of the order's total that its lines come to.
  value AMOUNT NOT NULL,
  note TEXT,
  recorded_by ID,
  reversed_on DATE,
  reason TEXT,
  external_ref TEXT,
  extra JSON,
  created_at INSTANT NOT NULL,
  FOREIGN KEY ("order") REFERENCES crm_order (id)
);
CREATE UNIQUE INDEX ix_delivery_number ON crm_delivery (number);
CREATE UNIQUE INDEX ix_delivery_external ON crm_delivery (external_ref);
-- The more telling the later, because SQLite takes the later of two indexes it thinks alike.
CREATE INDEX ix_delivery_delivered ON crm_delivery (delivered_on, id);
CREATE INDEX ix_delivery_department ON crm_delivery (department, delivered_on, id);
CREATE INDEX ix_delivery_owner ON crm_delivery (owner, delivered_on, id);
CREATE INDEX ix_delivery_order ON crm_delivery ("order", delivered_on, id);
CREATE TABLE crm_delivery_line (
  delivery ID NOT NULL,
  line ID NOT NULL,
  currency TEXT NOT NULL,
  quantity NUMBER NOT NULL,
  value AMOUNT NOT NULL,
  PRIMARY KEY (delivery, line),
  FOREIGN KEY (delivery) REFERENCES crm_delivery (id)
);

-- What happened to an order and starts plans: signing, acceptance, milestones.
CREATE TABLE crm_order_event (
  id ID NOT NULL PRIMARY KEY,
  version INT NOT NULL,
  "order" ID NOT NULL,
  event TEXT NOT NULL,
  milestone TEXT,
  happened_on DATE NOT NULL,
  note TEXT,
  recorded_by ID,
  -- Taken back: it had not happened.
  revoked_on DATE,
  reason TEXT,
  created_at INSTANT NOT NULL,
  FOREIGN KEY ("order") REFERENCES crm_order (id)
);
CREATE INDEX ix_order_event_order ON crm_order_event ("order", id);
-- An event happens once; what was taken back may happen again.
CREATE UNIQUE INDEX ix_order_event_once
  ON crm_order_event ("order", event, coalesce(milestone, '')) WHERE revoked_on IS NULL;

-- Credit notes: what a customer need not pay after all.
CREATE TABLE crm_credit_note (
  id ID NOT NULL PRIMARY KEY,
  version INT NOT NULL,
  number TEXT NOT NULL,
  status TEXT NOT NULL,
  customer ID NOT NULL,
  "order" ID NOT NULL,
  owner ID,
  department ID,
  currency TEXT NOT NULL,
  amount AMOUNT NOT NULL,
  -- The tax in it.
  tax AMOUNT NOT NULL,
  -- What settles no plan: the customer's credit; proven by admin.verify.
  unallocated AMOUNT NOT NULL,
  -- What went back to the customer; proven by admin.verify.
  refunded AMOUNT NOT NULL,
  issued_on DATE NOT NULL,
  reason TEXT NOT NULL,
  issued_by ID,
  reversed_on DATE,
  reversed_for TEXT,
  external_ref TEXT,
  extra JSON,
  created_at INSTANT NOT NULL,
  FOREIGN KEY ("order") REFERENCES crm_order (id),
  CHECK (unallocated >= 0 AND unallocated <= amount)
);
CREATE UNIQUE INDEX ix_credit_note_number ON crm_credit_note (number);
CREATE UNIQUE INDEX ix_credit_note_external ON crm_credit_note (external_ref);
-- The more telling the later, because SQLite takes the later of two indexes it thinks alike.
CREATE INDEX ix_credit_note_issued ON crm_credit_note (issued_on, id);
CREATE INDEX ix_credit_note_department ON crm_credit_note (department, issued_on, id);
CREATE INDEX ix_credit_note_owner ON crm_credit_note (owner, issued_on, id);
CREATE INDEX ix_credit_note_customer ON crm_credit_note (customer, issued_on, id);
CREATE INDEX ix_credit_note_order ON crm_credit_note ("order", issued_on, id);
CREATE INDEX ix_credit_note_credit ON crm_credit_note (issued_on, id) WHERE unallocated > 0;
CREATE INDEX ix_credit_note_credit_customer ON crm_credit_note (customer, issued_on, id)
  WHERE unallocated > 0;

-- Money that went back to a customer.
CREATE TABLE crm_refund (
  id ID NOT NULL PRIMARY KEY,
  version INT NOT NULL,
  number TEXT NOT NULL,
  status TEXT NOT NULL,
  -- What it came from: one of the two.
  receipt ID,
  credit_note ID,
  customer ID NOT NULL,
  owner ID,
  department ID,
  currency TEXT NOT NULL,
  amount AMOUNT NOT NULL,
  refunded_on DATE NOT NULL,
  method TEXT,
  payee TEXT,
  reason TEXT NOT NULL,
  recorded_by ID,
  reversed_on DATE,
  reversed_for TEXT,
  external_ref TEXT,
  extra JSON,
  created_at INSTANT NOT NULL,
  FOREIGN KEY (receipt) REFERENCES crm_receipt (id),
  FOREIGN KEY (credit_note) REFERENCES crm_credit_note (id)
);
CREATE UNIQUE INDEX ix_refund_number ON crm_refund (number);
CREATE UNIQUE INDEX ix_refund_external ON crm_refund (external_ref);
-- The more telling the later, because SQLite takes the later of two indexes it thinks alike.
CREATE INDEX ix_refund_refunded ON crm_refund (refunded_on, id);
CREATE INDEX ix_refund_department ON crm_refund (department, refunded_on, id);
CREATE INDEX ix_refund_owner ON crm_refund (owner, refunded_on, id);
CREATE INDEX ix_refund_customer ON crm_refund (customer, refunded_on, id);
CREATE INDEX ix_refund_receipt ON crm_refund (receipt, refunded_on, id) WHERE receipt IS NOT NULL;
CREATE INDEX ix_refund_credit_note ON crm_refund (credit_note, refunded_on, id)
  WHERE credit_note IS NOT NULL;

-- What changed about approved orders. Rows are never changed.
CREATE TABLE crm_amendment (
  id ID NOT NULL PRIMARY KEY,
  version INT NOT NULL,
  "order" ID NOT NULL,
  revision INT NOT NULL,
  currency TEXT NOT NULL,
  strategy TEXT NOT NULL,
  effective_on DATE NOT NULL,
  reason TEXT NOT NULL,
  -- The totals of the order.
  "before" JSON NOT NULL,
  "after" JSON NOT NULL,
  -- The lines that changed, and what became of the plans.
  lines JSON NOT NULL,
  plans JSON NOT NULL,
  terms_before ID,
  edition_before INT,
  terms_after ID,
  edition_after INT,
  -- What was planned anew when the terms changed.
  planned JSON,
  amended_by ID,
  created_at INSTANT NOT NULL,
  FOREIGN KEY ("order") REFERENCES crm_order (id)
);
CREATE UNIQUE INDEX ix_amendment_order ON crm_amendment ("order", revision);
