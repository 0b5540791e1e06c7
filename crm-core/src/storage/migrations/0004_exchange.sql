-- What orders and receipts in other currencies are worth in the workspace's own, and what moved it.

-- What a detail took of a receipt in another currency than the plan's.
ALTER TABLE crm_allocation ADD COLUMN receipt_currency TEXT;
ALTER TABLE crm_allocation ADD COLUMN receipt_amount AMOUNT;

CREATE TABLE crm_base_value (
  id ID NOT NULL PRIMARY KEY,
  version INT NOT NULL,
  -- One of the two.
  "order" ID,
  -- The approval of the order it was fixed for.
  revision INT,
  receipt ID,
  customer ID NOT NULL,
  currency TEXT NOT NULL,
  amount AMOUNT NOT NULL,
  -- What is left of it; proven by admin.verify.
  open AMOUNT NOT NULL,
  rate JSON NOT NULL,
  effective_on DATE NOT NULL,
  base_currency TEXT NOT NULL,
  base_amount AMOUNT NOT NULL,
  -- The part of it that belongs to what is left; proven by admin.verify.
  base_open AMOUNT NOT NULL,
  closed_on DATE,
  created_at INSTANT NOT NULL,
  FOREIGN KEY ("order") REFERENCES crm_order (id),
  FOREIGN KEY (receipt) REFERENCES crm_receipt (id)
);
-- A value is fixed once.
CREATE UNIQUE INDEX ix_base_value_order ON crm_base_value ("order");
CREATE UNIQUE INDEX ix_base_value_receipt ON crm_base_value (receipt);

-- Every move of the value of an order. Rows are never changed.
CREATE TABLE crm_exchange_entry (
  id ID NOT NULL PRIMARY KEY,
  -- fixed, raised, lowered, settled or closed.
  kind TEXT NOT NULL,
  "order" ID NOT NULL,
  customer ID NOT NULL,
  plan ID,
  detail ID,
  receipt ID,
  effective_on DATE NOT NULL,
  currency TEXT NOT NULL,
  -- What is open by it, in the order's currency.
  amount AMOUNT NOT NULL,
  base_currency TEXT NOT NULL,
  -- The part of the order's value that goes with it.
  base_amount AMOUNT NOT NULL,
  -- What the money was worth when it came in; the gain is the sum of the two.
  received AMOUNT,
  created_at INSTANT NOT NULL,
  FOREIGN KEY ("order") REFERENCES crm_order (id)
);
-- The more telling the later, because SQLite takes the later of two indexes it thinks alike.
CREATE INDEX ix_exchange_entry_effective ON crm_exchange_entry (effective_on, id);
CREATE INDEX ix_exchange_entry_gain ON crm_exchange_entry (currency, base_currency)
  WHERE received IS NOT NULL;
CREATE INDEX ix_exchange_entry_customer ON crm_exchange_entry (customer, effective_on, id);
CREATE INDEX ix_exchange_entry_receipt ON crm_exchange_entry (receipt, effective_on, id)
  WHERE receipt IS NOT NULL;
CREATE INDEX ix_exchange_entry_order ON crm_exchange_entry ("order", effective_on, id);
-- A detail moves a value once.
CREATE UNIQUE INDEX ix_exchange_entry_detail ON crm_exchange_entry (detail);
