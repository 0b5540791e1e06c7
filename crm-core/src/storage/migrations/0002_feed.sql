-- Where no single writer gives commits their places in the feed, readers number what has become
-- visible in the order of these tickets.
ALTER TABLE crm_commit ADD COLUMN ticket TICKET;
CREATE INDEX ix_commit_ticket ON crm_commit (ticket) WHERE position IS NULL;
INSERT INTO crm_counter (name, value) VALUES ('feed', 0);
-- The position archived last: the feed begins behind it.
INSERT INTO crm_counter (name, value) VALUES ('feed_floor', 0);
