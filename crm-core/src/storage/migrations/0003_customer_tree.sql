-- A row that stands for the tree of customers: who gives one a place in it holds the row, so that
-- two moves cannot make a circle together.
INSERT INTO crm_counter (name, value) VALUES ('customer_tree', 0);
