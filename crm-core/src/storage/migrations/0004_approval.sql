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
