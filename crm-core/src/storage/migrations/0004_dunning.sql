-- Procedures by which customers are dunned. Changing what one says makes another edition.
CREATE TABLE crm_procedure (
  id ID NOT NULL PRIMARY KEY,
  version INT NOT NULL,
  edition INT NOT NULL,
  name TEXT NOT NULL,
  -- Its levels, interest and minimums.
  policy JSON NOT NULL,
  status TEXT NOT NULL,
  external_ref TEXT,
  extra JSON,
  created_at INSTANT NOT NULL
);
CREATE UNIQUE INDEX ix_procedure_name ON crm_procedure (name) WHERE status = 'active';
CREATE UNIQUE INDEX ix_procedure_external ON crm_procedure (external_ref);
CREATE INDEX ix_procedure_list ON crm_procedure (name, id);
CREATE INDEX ix_procedure_status ON crm_procedure (status, name, id);

-- What procedures said in editions that another one replaced.
CREATE TABLE crm_procedure_edition (
  procedure ID NOT NULL,
  edition INT NOT NULL,
  policy JSON NOT NULL,
  replaced_at INSTANT NOT NULL,
  PRIMARY KEY (procedure, edition),
  FOREIGN KEY (procedure) REFERENCES crm_procedure (id)
);

-- The procedure that comes before the setting's, and whether a customer is dunned at all.
ALTER TABLE crm_customer ADD COLUMN dunning_procedure ID;
ALTER TABLE crm_customer ADD COLUMN never_dunned FLAG NOT NULL DEFAULT 0;

-- Letters to customers who pay late.
CREATE TABLE crm_letter (
  id ID NOT NULL PRIMARY KEY,
  version INT NOT NULL,
  number TEXT NOT NULL,
  status TEXT NOT NULL,
  customer ID NOT NULL,
  -- As the customer's at that time.
  owner ID,
  department ID,
  currency TEXT NOT NULL,
  procedure ID NOT NULL,
  edition INT NOT NULL,
  -- The highest level of its lines, with what that says.
  level INT,
  title TEXT,
  text TEXT,
  channel TEXT NOT NULL,
  issued_on DATE NOT NULL,
  pay_by DATE NOT NULL,
  -- What was open of its plans, and of claims before.
  open AMOUNT NOT NULL,
  claimed_before AMOUNT NOT NULL,
  -- The sums of its lines; proven by admin.verify.
  fee AMOUNT NOT NULL,
  interest AMOUNT NOT NULL,
  total AMOUNT NOT NULL,
  issued_by ID,
  withdrawn_on DATE,
  withdrawn_for TEXT,
  withdrawn_by ID,
  external_ref TEXT,
  extra JSON,
  created_at INSTANT NOT NULL,
  FOREIGN KEY (procedure) REFERENCES crm_procedure (id)
);
CREATE UNIQUE INDEX ix_letter_number ON crm_letter (number);
CREATE UNIQUE INDEX ix_letter_external ON crm_letter (external_ref);
-- The more telling the later, because SQLite takes the later of two indexes it thinks alike.
CREATE INDEX ix_letter_issued ON crm_letter (issued_on, id);
CREATE INDEX ix_letter_department ON crm_letter (department, issued_on, id);
CREATE INDEX ix_letter_owner ON crm_letter (owner, issued_on, id);
CREATE INDEX ix_letter_customer ON crm_letter (customer, issued_on, id);

-- What a letter says of one plan. The level a plan stands at, and the day up to which its interest is
-- claimed, are those of the last such line of a letter that stands.
CREATE TABLE crm_letter_line (
  letter ID NOT NULL,
  plan ID NOT NULL,
  "order" ID NOT NULL,
  currency TEXT NOT NULL,
  issued_on DATE NOT NULL,
  due_on DATE,
  days_late INT NOT NULL,
  open AMOUNT NOT NULL,
  level_before INT,
  level INT,
  fee AMOUNT NOT NULL,
  interest AMOUNT NOT NULL,
  periods JSON NOT NULL,
  -- The plans by which they are collected.
  fee_claim ID,
  interest_claim ID,
  PRIMARY KEY (letter, plan),
  FOREIGN KEY (letter) REFERENCES crm_letter (id),
  FOREIGN KEY (plan) REFERENCES crm_plan (id)
);
CREATE INDEX ix_letter_line_plan ON crm_letter_line (plan, issued_on, letter);

-- Disputes about plans and promises to pay them: until a day the plan is not dunned.
CREATE TABLE crm_suspension (
  id ID NOT NULL PRIMARY KEY,
  version INT NOT NULL,
  -- dispute or promise.
  kind TEXT NOT NULL,
  plan ID NOT NULL,
  "order" ID NOT NULL,
  customer ID NOT NULL,
  -- As the plan's at that time.
  owner ID,
  department ID,
  currency TEXT NOT NULL,
  amount AMOUNT NOT NULL,
  said_on DATE NOT NULL,
  -- The last day on which it holds.
  until DATE NOT NULL,
  reason TEXT NOT NULL,
  recorded_by ID,
  resolved_on DATE,
  resolved_for TEXT,
  resolved_by ID,
  created_at INSTANT NOT NULL,
  FOREIGN KEY (plan) REFERENCES crm_plan (id)
);
CREATE INDEX ix_suspension_until ON crm_suspension (until, id);
CREATE INDEX ix_suspension_department ON crm_suspension (department, until, id);
CREATE INDEX ix_suspension_owner ON crm_suspension (owner, until, id);
CREATE INDEX ix_suspension_customer ON crm_suspension (customer, until, id);
CREATE INDEX ix_suspension_plan ON crm_suspension (plan, until, id);

-- The fees and interest that letters claim, among all that is planned.
CREATE INDEX ix_plan_claim ON crm_plan (customer, due_on, id) WHERE kind <> 'sale';
