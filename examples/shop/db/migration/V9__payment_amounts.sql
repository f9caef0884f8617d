-- Amounts beyond 21 million euros do not fit an integer.
ALTER TABLE payments ALTER COLUMN amount_cents TYPE bigint;

UPDATE orders SET currency = 'EUR' WHERE currency IS NULL;

ALTER TABLE orders RENAME COLUMN status TO state;
