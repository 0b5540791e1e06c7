-- Up to which amount roles reach. A limit that was taken away keeps its row, without an amount.
CREATE TABLE crm_limit (
  id ID NOT NULL PRIMARY KEY,
  version INT NOT NULL,
  role ID NOT NULL,
  action TEXT NOT NULL,
  currency TEXT NOT NULL,
  up_to AMOUNT,
  created_at INSTANT NOT NULL,
  FOREIGN KEY (role) REFERENCES crm_role (id)
);
CREATE UNIQUE INDEX ix_limit_role ON crm_limit (role, action, currency);

-- Calls that somebody filed for another one to make.
CREATE TABLE crm_approval (
  id ID NOT NULL PRIMARY KEY,
  version INT NOT NULL,
  status TEXT NOT NULL,
  operation TEXT NOT NULL,
  -- The arguments as the library writes them.
  arguments JSON NOT NULL,
  -- The record the call is about, and where it stood when the request was filed.
  record_id ID NOT NULL,
  owner ID,
  department ID,
  -- What it is limited by: an action, and an amount in a currency.
  action TEXT,
  currency TEXT,
  amount AMOUNT,
  note TEXT,
  requested_by ID,
  decided_by ID,
  decided_on DATE,
  reason TEXT,
  created_at INSTANT NOT NULL
);
CREATE INDEX ix_approval_status ON crm_approval (status, id);
CREATE INDEX ix_approval_department ON crm_approval (department, id);
CREATE INDEX ix_approval_owner ON crm_approval (owner, id);
CREATE INDEX ix_approval_requester ON crm_approval (requested_by, id);
CREATE INDEX ix_approval_record ON crm_approval (record_id, id);
