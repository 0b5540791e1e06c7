-- Business calendars: which days are worked.
CREATE TABLE crm_calendar (
  id ID NOT NULL PRIMARY KEY,
  version INT NOT NULL,
  name TEXT NOT NULL,
  -- The first and the last day for which the lists are complete.
  covers JSON NOT NULL,
  -- Lists of dates, in order.
  holidays JSON NOT NULL,
  workdays JSON NOT NULL,
  created_at INSTANT NOT NULL
);
CREATE UNIQUE INDEX ix_calendar_name ON crm_calendar (name);
