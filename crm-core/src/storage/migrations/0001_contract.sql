-- Contracts: what both sides signed.
CREATE TABLE crm_contract (
  id ID NOT NULL PRIMARY KEY,
  version INT NOT NULL,
  number TEXT NOT NULL,
  name TEXT NOT NULL,
  category TEXT,
  customer ID NOT NULL,
  opportunity ID,
  party_a TEXT NOT NULL,
  party_a_signatory TEXT,
  party_b TEXT NOT NULL,
  party_b_signatory TEXT,
  owner ID,
  department ID,
  currency TEXT NOT NULL,
  amount AMOUNT NOT NULL,
  -- Shown only under a permission of its own.
  expected_margin AMOUNT,
  signed_on DATE,
  starts_on DATE,
  ends_on DATE,
  external_ref TEXT,
  extra JSON,
  created_at INSTANT NOT NULL,
  FOREIGN KEY (opportunity) REFERENCES crm_opportunity (id)
);
CREATE UNIQUE INDEX ix_contract_number ON crm_contract (number);
CREATE UNIQUE INDEX ix_contract_external ON crm_contract (external_ref);
-- The more telling the later, because SQLite takes the later of two indexes it thinks alike.
CREATE INDEX ix_contract_category ON crm_contract (category, id);
CREATE INDEX ix_contract_department ON crm_contract (department, id);
CREATE INDEX ix_contract_owner ON crm_contract (owner, id);
CREATE INDEX ix_contract_customer ON crm_contract (customer, id);
CREATE INDEX ix_contract_signed ON crm_contract (signed_on, id);
CREATE INDEX ix_contract_category_signed ON crm_contract (category, signed_on, id);
CREATE INDEX ix_contract_owner_signed ON crm_contract (owner, signed_on, id);
CREATE INDEX ix_contract_opportunity ON crm_contract (opportunity, id);
