-- The posting table of text search: each piece of one or two characters of a record's texts.
CREATE TABLE crm_gram (
  -- The kind of the record, such as customer.
  kind TEXT NOT NULL,
  gram TEXT NOT NULL,
  record_id ID NOT NULL,
  PRIMARY KEY (kind, gram, record_id)
);
