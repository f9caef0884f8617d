-- Reads the table while reads and writes go on.
SET LOCAL lock_timeout = '2s';
ALTER TABLE accounts VALIDATE CONSTRAINT accounts_country_present;
