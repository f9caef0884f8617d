-- query: SELECT id FROM accounts WHERE country = $1
CREATE INDEX CONCURRENTLY accounts_country_idx ON accounts (country);
