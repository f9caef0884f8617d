-- Holds for new rows at once; scans nothing.
SET LOCAL lock_timeout = '2s';
ALTER TABLE accounts ADD CONSTRAINT accounts_country_present CHECK (country IS NOT NULL) NOT VALID;
