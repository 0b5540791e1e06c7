-- Opportunities: the ways they go, where they stand and where they have been.
CREATE TABLE crm_pipeline (
  id ID NOT NULL PRIMARY KEY,
  version INT NOT NULL,
  name TEXT NOT NULL,
  active FLAG NOT NULL,
  external_ref TEXT,
  extra JSON,
  created_at INSTANT NOT NULL
);
CREATE UNIQUE INDEX ix_pipeline_external ON crm_pipeline (external_ref);
CREATE INDEX ix_pipeline_active ON crm_pipeline (active, id);

-- The stages of a pipeline; they never change.
CREATE TABLE crm_stage (
  id ID NOT NULL PRIMARY KEY,
  pipeline ID NOT NULL,
  sequence INT NOT NULL,
  name TEXT NOT NULL,
  probability NUMBER NOT NULL,
  FOREIGN KEY (pipeline) REFERENCES crm_pipeline (id)
);
CREATE UNIQUE INDEX ix_stage_pipeline ON crm_stage (pipeline, sequence);

CREATE TABLE crm_opportunity (
  id ID NOT NULL PRIMARY KEY,
  version INT NOT NULL,
  name TEXT NOT NULL,
  status TEXT NOT NULL,
  customer ID NOT NULL,
  contact ID,
  pipeline ID NOT NULL,
  -- Once won or lost, the last stage it stood in.
  stage ID NOT NULL,
  -- The salesperson and the department it belongs to.
  owner ID,
  department ID,
  currency TEXT NOT NULL,
  amount AMOUNT,
  -- NULL leaves the probability to the stage; 0 is a probability.
  manual_probability NUMBER,
  expected_close DATE,
  closed_on DATE,
  lost_reason TEXT,
  lost_note TEXT,
  source TEXT,
  note TEXT,
  external_ref TEXT,
  extra JSON,
  created_at INSTANT NOT NULL,
  FOREIGN KEY (pipeline) REFERENCES crm_pipeline (id),
  FOREIGN KEY (stage) REFERENCES crm_stage (id)
);
CREATE UNIQUE INDEX ix_opportunity_external ON crm_opportunity (external_ref);
-- The more telling the later, because SQLite takes the later of two indexes it thinks alike.
CREATE INDEX ix_opportunity_status ON crm_opportunity (status, id);
CREATE INDEX ix_opportunity_pipeline ON crm_opportunity (pipeline, id);
CREATE INDEX ix_opportunity_stage ON crm_opportunity (stage, id);
CREATE INDEX ix_opportunity_department ON crm_opportunity (department, id);
CREATE INDEX ix_opportunity_owner ON crm_opportunity (owner, id);
CREATE INDEX ix_opportunity_customer ON crm_opportunity (customer, id);
CREATE INDEX ix_opportunity_close ON crm_opportunity (expected_close, id);
CREATE INDEX ix_opportunity_status_close ON crm_opportunity (status, expected_close, id);
CREATE INDEX ix_opportunity_owner_close ON crm_opportunity (owner, expected_close, id);

-- Where an opportunity has been: every stage entered, every win, loss and reopening.
CREATE TABLE crm_opportunity_stage (
  opportunity ID NOT NULL,
  sequence INT NOT NULL,
  stage ID NOT NULL,
  status TEXT NOT NULL,
  lost_reason TEXT,
  reason TEXT,
  entered_at INSTANT NOT NULL,
  -- NULL is the built-in system actor.
  entered_by ID,
  -- NULL where it stands now.
  left_at INSTANT,
  PRIMARY KEY (opportunity, sequence),
  FOREIGN KEY (opportunity) REFERENCES crm_opportunity (id),
  FOREIGN KEY (stage) REFERENCES crm_stage (id)
);
