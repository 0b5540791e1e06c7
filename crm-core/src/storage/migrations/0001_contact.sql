-- Contacts: the people at customers.
CREATE TABLE crm_contact (
  id ID NOT NULL PRIMARY KEY,
  version INT NOT NULL,
  status TEXT NOT NULL,
  name TEXT NOT NULL,
  title TEXT,
  mobile TEXT,
  phones JSON NOT NULL,
  email TEXT,
  note TEXT,
  owner ID,
  department ID,
  external_ref TEXT,
  extra JSON,
  created_at INSTANT NOT NULL
);
CREATE UNIQUE INDEX ix_contact_external ON crm_contact (external_ref);
-- The more telling the later, because SQLite takes the later of two indexes it thinks alike.
CREATE INDEX ix_contact_status ON crm_contact (status, id);
CREATE INDEX ix_contact_department ON crm_contact (department, id);
CREATE INDEX ix_contact_owner ON crm_contact (owner, id);

-- At which customers a contact works, and as what.
CREATE TABLE crm_contact_link (
  contact ID NOT NULL,
  customer ID NOT NULL,
  role TEXT,
  -- Whether this is the customer's main contact.
  "primary" FLAG NOT NULL,
  PRIMARY KEY (contact, customer),
  FOREIGN KEY (contact) REFERENCES crm_contact (id),
  FOREIGN KEY (customer) REFERENCES crm_customer (id)
);
CREATE INDEX ix_contact_link_customer ON crm_contact_link (customer, contact);
CREATE UNIQUE INDEX ix_contact_link_primary
  ON crm_contact_link (customer) WHERE "primary" = 1;
