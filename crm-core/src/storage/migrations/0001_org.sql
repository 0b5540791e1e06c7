-- Who works here and what each may do; the codes of the host's own lists.

CREATE TABLE crm_department (
  id ID NOT NULL PRIMARY KEY,
  version INT NOT NULL,
  name TEXT NOT NULL,
  parent ID,
  active FLAG NOT NULL,
  external_ref TEXT,
  extra JSON,
  created_at INSTANT NOT NULL,
  FOREIGN KEY (parent) REFERENCES crm_department (id)
);
CREATE UNIQUE INDEX ix_department_external ON crm_department (external_ref);
CREATE INDEX ix_department_name ON crm_department (name, id);
CREATE INDEX ix_department_parent ON crm_department (parent, name, id);

CREATE TABLE crm_role (
  id ID NOT NULL PRIMARY KEY,
  version INT NOT NULL,
  name TEXT NOT NULL,
  -- A list of {permission, scope}.
  grants JSON NOT NULL,
  active FLAG NOT NULL,
  external_ref TEXT,
  extra JSON,
  created_at INSTANT NOT NULL
);
CREATE UNIQUE INDEX ix_role_name ON crm_role (name);
CREATE UNIQUE INDEX ix_role_external ON crm_role (external_ref);

CREATE TABLE crm_user (
  id ID NOT NULL PRIMARY KEY,
  version INT NOT NULL,
  -- The host's own key of the person.
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  department ID,
  -- A list of role ids.
  roles JSON NOT NULL,
  active FLAG NOT NULL,
  extra JSON,
  created_at INSTANT NOT NULL,
  FOREIGN KEY (department) REFERENCES crm_department (id)
);
CREATE UNIQUE INDEX ix_user_key ON crm_user (key);
CREATE INDEX ix_user_department ON crm_user (department, key);

CREATE TABLE crm_code (
  id ID NOT NULL PRIMARY KEY,
  version INT NOT NULL,
  list TEXT NOT NULL,
  code TEXT NOT NULL,
  label TEXT NOT NULL,
  label_zh TEXT,
  position INT NOT NULL,
  active FLAG NOT NULL,
  created_at INSTANT NOT NULL
);
CREATE UNIQUE INDEX ix_code_code ON crm_code (list, code);
CREATE INDEX ix_code_position ON crm_code (list, position, code);
