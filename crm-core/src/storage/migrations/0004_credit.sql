-- What of a customer's debt is secured, in its currency, such as by an insurance or a guarantee.
ALTER TABLE crm_customer ADD COLUMN secured AMOUNT;
-- That somebody let an order go beyond its customer's credit limit: who, when, why, and how far.
ALTER TABLE crm_order ADD COLUMN credit_override JSON;
