-- What of a customer's debt is secured, in its currency, such as by an insurance or a guarantee.
ALTER TABLE crm_customer ADD COLUMN secured AMOUNT;
