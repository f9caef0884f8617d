-- Indexes: names that PostgreSQL makes, forms, renames, drops.
CREATE TABLE t (id int PRIMARY KEY, a int, b text, c timestamptz, d jsonb, e int[], f text COLLATE "C", g point);
CREATE INDEX ON t (a);
CREATE INDEX ON t (a);
CREATE INDEX ON t (a, b DESC NULLS LAST, c);
CREATE INDEX ON t (lower(b));
CREATE INDEX ON t (lower(b), upper(b), a);
CREATE INDEX ON t ((a + 1));
CREATE INDEX ON t ((a + 1), (a + 2), ((a)));
CREATE INDEX ON t ((a::text));
CREATE INDEX ON t ((d ->> 'x'));
CREATE INDEX ON t (coalesce(a, 0));
CREATE INDEX ON t ((CASE WHEN a > 0 THEN b END));
CREATE INDEX ON t ((CASE WHEN a > 0 THEN b ELSE f END));
CREATE INDEX ON t ((ARRAY[a]));
CREATE INDEX ON t (date_trunc('day', c AT TIME ZONE 'UTC'));
CREATE INDEX ON t ((nullif(a, 0)));
CREATE INDEX ON t (greatest(a, id));
CREATE INDEX ON t ((b || 'x'));
CREATE INDEX ON t (b text_pattern_ops);
CREATE INDEX ON t (b COLLATE "C", f);
CREATE INDEX ON t (a) INCLUDE (b, c);
CREATE UNIQUE INDEX ON t (a) WHERE b IS NOT NULL AND c > '2020-01-01';
CREATE UNIQUE INDEX named ON t USING btree (b) WITH (fillfactor = 70);
CREATE INDEX ON t USING gin (d jsonb_path_ops);
CREATE INDEX ON t USING gin (e);
CREATE INDEX ON t USING hash (a);
CREATE INDEX ON t USING brin (c) WITH (pages_per_range = 8);
CREATE INDEX ON t USING gist (g);
CREATE INDEX CONCURRENTLY IF NOT EXISTS online ON t (c);
CREATE INDEX IF NOT EXISTS online ON t (a, b);
COMMENT ON INDEX online IS 'built online';
CREATE TABLE wrapped (a text, b text COLLATE "C", c int);
CREATE INDEX ON wrapped ((a), (b COLLATE "POSIX"), ((c)));
CREATE INDEX ON wrapped (((a COLLATE "C") COLLATE "POSIX") DESC, b COLLATE "C");
CREATE INDEX ON wrapped (lower(a COLLATE "C"), (a || b));
ALTER TABLE wrapped RENAME COLUMN a TO z;
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'wrapped'::regclass AND contype = 'p') THEN
    ALTER TABLE wrapped ADD PRIMARY KEY (c);
  END IF;
  IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'wrapped'::regclass AND contype = 'p') THEN
    ALTER TABLE wrapped ADD PRIMARY KEY (c);
  END IF;
END
$$;
--# check

ALTER INDEX named RENAME TO "Named";
ALTER TABLE "Named" RENAME TO named2;
ALTER TABLE t RENAME a TO "A";
ALTER TABLE t RENAME b TO bee;
CREATE INDEX ON t ("A");
REINDEX INDEX CONCURRENTLY online;
REINDEX TABLE t;
--# check

DROP INDEX CONCURRENTLY online;
DROP INDEX IF EXISTS online, t_a_idx;
DROP INDEX t_a_idx1, t_a_b_c_idx;
ALTER TABLE t DROP COLUMN bee;
DROP INDEX t_date_trunc_idx;
ALTER TABLE t ALTER c TYPE timestamp;
ALTER TABLE t DROP COLUMN c;
--# check

CREATE TABLE other (a int);
CREATE INDEX same_place ON other (a);
ALTER TABLE t RENAME TO "T";
CREATE INDEX ON "T" (f);
CREATE MATERIALIZED VIEW m AS SELECT id, f FROM "T";
CREATE UNIQUE INDEX ON m (id);
CREATE INDEX m_f ON m (lower(f));
ALTER MATERIALIZED VIEW m RENAME TO mm;
ALTER MATERIALIZED VIEW mm RENAME COLUMN f TO eff;
CREATE INDEX ON mm (eff);
--# check

DROP MATERIALIZED VIEW mm;
DROP TABLE "T" CASCADE;
