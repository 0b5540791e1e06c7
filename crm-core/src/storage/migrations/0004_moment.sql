-- What a report of an earlier day, as it was known at an earlier instant, needs beside the days.

-- When its confirmation was written, and its reversal.
ALTER TABLE crm_receipt ADD COLUMN confirmed_at INSTANT;
ALTER TABLE crm_receipt ADD COLUMN reversed_at INSTANT;
-- Of receipts kept before the feed tells it, where it still reaches so far back.
UPDATE crm_receipt SET confirmed_at = coalesce((SELECT max(c.at) FROM crm_change h
    JOIN crm_commit c ON c.id = h.commit_id WHERE h.record_id = crm_receipt.id
    AND h.record = 'receipt' AND h.kind = 'receipt.confirmed'), created_at)
  WHERE confirmed_on IS NOT NULL;
UPDATE crm_receipt SET reversed_at = coalesce((SELECT max(c.at) FROM crm_change h
    JOIN crm_commit c ON c.id = h.commit_id WHERE h.record_id = crm_receipt.id
    AND h.record = 'receipt' AND h.kind = 'receipt.reversed'), created_at)
  WHERE reversed_on IS NOT NULL;
ALTER TABLE crm_credit_note ADD COLUMN reversed_at INSTANT;
ALTER TABLE crm_refund ADD COLUMN reversed_at INSTANT;

-- Few are taken back.
CREATE INDEX ix_receipt_reversed_on ON crm_receipt (reversed_on, id) WHERE reversed_on IS NOT NULL;
CREATE INDEX ix_receipt_reversed_at ON crm_receipt (reversed_at, id) WHERE reversed_at IS NOT NULL;
CREATE INDEX ix_credit_note_reversed_on ON crm_credit_note (reversed_on, id)
  WHERE reversed_on IS NOT NULL;
CREATE INDEX ix_credit_note_reversed_at ON crm_credit_note (reversed_at, id)
  WHERE reversed_at IS NOT NULL;
CREATE INDEX ix_refund_created ON crm_refund (created_at, id);
CREATE INDEX ix_refund_reversed_on ON crm_refund (reversed_on, id) WHERE reversed_on IS NOT NULL;
CREATE INDEX ix_refund_reversed_at ON crm_refund (reversed_at, id) WHERE reversed_at IS NOT NULL;
