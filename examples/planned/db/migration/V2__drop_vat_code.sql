SET LOCAL lock_timeout = '2s';
-- pgreview:ignore drop-column release 2026.10 reads and writes vat_rate only; see migration-plan.md
ALTER TABLE invoices DROP COLUMN vat_code;
