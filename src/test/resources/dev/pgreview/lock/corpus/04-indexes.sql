-- A referenced table, a table with all sorts of columns and indexes, and one that references it.
CREATE TABLE parent (id int PRIMARY KEY, code text NOT NULL UNIQUE, n int);
CREATE TABLE t (
  id int PRIMARY KEY,
  a int,
  b text,
  v varchar(20),
  num numeric(10,2),
  ts timestamp,
  tz timestamptz,
  d date,
  js json,
  jb jsonb,
  flag boolean NOT NULL DEFAULT false,
  c char(5),
  vx varchar,
  bits bit varying(8),
  iv interval(3),
  ip cidr,
  parent_id int REFERENCES parent,
  x text,
  arr int[],
  small smallint,
  nb int NOT NULL DEFAULT 0
);
CREATE INDEX t_a_idx ON t (a);
CREATE INDEX t_v_idx ON t (v);
CREATE INDEX t_ts_idx ON t (ts);
CREATE INDEX t_lower_b ON t (lower(b));
CREATE INDEX t_num_part ON t (num) WHERE num > 0;
CREATE INDEX t_ip_idx ON t (ip);
CREATE TABLE child (id int PRIMARY KEY, t_id int NOT NULL REFERENCES t ON DELETE CASCADE, y int);
CREATE INDEX child_t_id_idx ON child (t_id);
CREATE TABLE plain (id int, a int, b text);
CREATE TABLE checked (id int PRIMARY KEY, a int, b int, e text, CONSTRAINT a_there CHECK (a IS NOT NULL), CONSTRAINT e_len CHECK (length(e) < 100));
ALTER TABLE checked ADD CONSTRAINT b_there CHECK (b IS NOT NULL) NOT VALID;
CREATE DOMAIN positive AS int CHECK (VALUE > 0);
CREATE DOMAIN bare AS int;
CREATE DOMAIN needed AS int NOT NULL;
CREATE DOMAIN short_text AS varchar(10);
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE FUNCTION volatile_one() RETURNS int LANGUAGE sql VOLATILE AS 'SELECT 1';
CREATE FUNCTION stable_one() RETURNS int LANGUAGE sql STABLE AS 'SELECT 1';
CREATE SEQUENCE sq;
INSERT INTO parent SELECT i, 'c' || i, i FROM generate_series(1, 1000) i;
INSERT INTO t (id, a, b, v, num, ts, tz, d, js, jb, c, vx, parent_id, x, small) SELECT i, i, 'b' || i, 'v' || i, i, now(), now(), now(), '1', '1', 'c', 'v', i, 'x' || i, 1 FROM generate_series(1, 1000) i;
INSERT INTO child SELECT i, i, i FROM generate_series(1, 1000) i;
INSERT INTO plain SELECT i, i, 'b' || i FROM generate_series(1, 1000) i;
INSERT INTO checked SELECT i, i, i, 'e' FROM generate_series(1, 1000) i;
ANALYZE;


CREATE INDEX parent_n_idx ON parent (n);
CREATE MATERIALIZED VIEW mv AS SELECT id, a FROM plain;
CREATE UNIQUE INDEX mv_id ON mv (id);
CREATE TABLE clustered (id int PRIMARY KEY, a int);
CREATE INDEX clustered_a ON clustered (a);
ALTER TABLE clustered CLUSTER ON clustered_a;
INSERT INTO clustered SELECT i, i FROM generate_series(1, 1000) i;
ANALYZE;

--# case
CREATE INDEX i ON t (a);

--# case
CREATE INDEX ON t (a, b);

--# case
CREATE UNIQUE INDEX i ON t (a);

--# case
CREATE INDEX i ON t (a) WHERE a > 5;

--# case
CREATE INDEX i ON t (lower(b), a);

--# case
CREATE INDEX i ON t USING gin (jb);

--# case
CREATE INDEX i ON t USING hash (a);

--# case
CREATE INDEX i ON t USING brin (id);

--# case
CREATE INDEX i ON t (a) INCLUDE (b);

--# case
CREATE INDEX IF NOT EXISTS t_a_idx ON t (a);

--# case
CREATE INDEX IF NOT EXISTS i ON t (a);

--# case
CREATE INDEX i ON mv (a);

--# case
CREATE INDEX i ON ONLY t (a);

--# case
DROP INDEX t_a_idx;

--# case
DROP INDEX IF EXISTS t_a_idx, t_v_idx;

--# case
DROP INDEX IF EXISTS nothing;

--# case
DROP INDEX mv_id;

--# case
REINDEX INDEX t_a_idx;

--# case
REINDEX TABLE t;

--# case
REINDEX TABLE child;

--# case
ALTER INDEX t_a_idx RENAME TO t_a2;

--# case
ALTER TABLE t_a_idx RENAME TO t_a2;

--# case
ALTER INDEX t_a_idx SET (fillfactor = 70);

--# case
ALTER INDEX t_a_idx RESET (fillfactor);

--# case
ALTER INDEX t_lower_b ALTER COLUMN 1 SET STATISTICS 100;

--# case
ALTER INDEX t_a_idx SET TABLESPACE pg_default;

--# case
COMMENT ON INDEX t_a_idx IS 'x';

--# case
CLUSTER clustered;

--# case
CLUSTER clustered USING clustered_pkey;

--# case
CLUSTER t USING t_a_idx;

--# case
ALTER TABLE t CLUSTER ON t_a_idx;

--# case
ALTER TABLE clustered SET WITHOUT CLUSTER;

--# case
ALTER TABLE t SET (fillfactor = 70);

--# case
ALTER TABLE t SET (autovacuum_enabled = false);

--# case
ALTER TABLE t RESET (fillfactor);

--# case
ALTER TABLE t SET (autovacuum_vacuum_scale_factor = 0.1, fillfactor = 80);

--# case
ALTER TABLE t SET (user_catalog_table = true);

--# case
ALTER TABLE t SET (toast_tuple_target = 1000);

--# case
ALTER TABLE t SET (parallel_workers = 2);

--# case
ALTER TABLE t SET (toast.autovacuum_enabled = false);

--# case
ALTER TABLE t SET (vacuum_truncate = false);

--# case
ALTER TABLE t SET (vacuum_index_cleanup = off);

--# case
ALTER TABLE child SET UNLOGGED;

--# case
ALTER TABLE plain SET LOGGED;

--# case
ALTER TABLE plain SET UNLOGGED;

--# case
CREATE UNLOGGED TABLE un (id int);
ALTER TABLE un SET LOGGED;

--# case majors=15-18
ALTER TABLE plain SET ACCESS METHOD heap;

--# case majors=15-18
ALTER TABLE child SET ACCESS METHOD heap;

--# case
ALTER TABLE plain SET TABLESPACE pg_default;

--# case
ALTER TABLE plain SET WITHOUT OIDS;

--# case
ALTER TABLE t REPLICA IDENTITY FULL;

--# case
ALTER TABLE t REPLICA IDENTITY NOTHING;

--# case
ALTER TABLE t REPLICA IDENTITY DEFAULT;

--# case
ALTER TABLE parent REPLICA IDENTITY USING INDEX parent_code_key;

--# case
ALTER TABLE t ENABLE ROW LEVEL SECURITY;

--# case
ALTER TABLE t DISABLE ROW LEVEL SECURITY;

--# case
ALTER TABLE t FORCE ROW LEVEL SECURITY;

--# case
ALTER TABLE t NO FORCE ROW LEVEL SECURITY;

--# case
CREATE STATISTICS st ON a, b FROM t;

--# case
CREATE STATISTICS st (dependencies) ON a, b FROM t;
ALTER STATISTICS st SET STATISTICS 10;

--# case
CREATE STATISTICS st (dependencies) ON a, b FROM t;
DROP STATISTICS st;

--# case
ANALYZE t;

--# case
ANALYZE t (a);

--# case
ANALYZE mv;

--# case
ALTER TABLE t ADD CONSTRAINT t_a_fk FOREIGN KEY (a) REFERENCES parent NOT VALID;
ALTER TABLE plain ADD COLUMN q int;

--# case
CREATE TABLE n (id int REFERENCES parent);

--# case
CREATE TABLE n (id int PRIMARY KEY, p int REFERENCES parent, q int REFERENCES t);

--# case
CREATE TABLE n (id int PRIMARY KEY, up int REFERENCES n);

--# case
CREATE TABLE n (c text REFERENCES parent (code));

--# case
CREATE TABLE IF NOT EXISTS t (id int);

--# case
CREATE TABLE IF NOT EXISTS n (id int REFERENCES parent);

--# case
CREATE TABLE n (LIKE t);

--# case
CREATE TABLE n (LIKE t INCLUDING ALL);

--# case
CREATE TABLE n (LIKE t INCLUDING INDEXES);

--# case
CREATE TABLE n (LIKE t INCLUDING CONSTRAINTS);

--# case
CREATE TABLE n (LIKE checked INCLUDING CONSTRAINTS);

--# case
CREATE TABLE n (LIKE t INCLUDING DEFAULTS);

--# case
CREATE TABLE n (extra int) INHERITS (t);

--# case
CREATE TABLE n (LIKE mv);

--# case
CREATE TABLE n AS SELECT * FROM t;

--# case
CREATE TABLE n AS SELECT * FROM t WHERE id = 5;

--# case
CREATE TABLE n AS SELECT t.id FROM t JOIN child ON child.t_id = t.id;

--# case
CREATE TABLE n AS SELECT * FROM t WITH NO DATA;

--# case
CREATE TABLE IF NOT EXISTS t AS SELECT * FROM parent;

--# case
CREATE TABLE n AS TABLE plain;

--# case
SELECT * INTO n FROM plain;

--# case
CREATE TABLE n (m mood, p positive, x int DEFAULT nextval('sq'));

--# case
CREATE TEMP TABLE n AS SELECT * FROM plain;

--# case
CREATE MATERIALIZED VIEW n AS SELECT id, a FROM t;

--# case
CREATE MATERIALIZED VIEW n AS SELECT id, a FROM t WITH NO DATA;

--# case
CREATE VIEW n AS SELECT id, a FROM t;

--# case
CREATE VIEW n AS SELECT t.id, c.y FROM t JOIN child c ON c.t_id = t.id WHERE EXISTS (SELECT 1 FROM parent);

--# case
CREATE OR REPLACE VIEW n AS SELECT id, a FROM plain;

--# case
CREATE TEMP VIEW n AS SELECT id, a FROM t;

--# case
DROP TABLE child;

--# case
DROP TABLE t CASCADE;

--# case
DROP TABLE parent CASCADE;

--# case
DROP TABLE plain CASCADE;

--# case
DROP TABLE checked;

--# case
DROP TABLE IF EXISTS nothing;

--# case
DROP TABLE IF EXISTS nothing, checked;

--# case
DROP TABLE child, checked;

--# case
DROP TABLE child, t;

--# case
DROP MATERIALIZED VIEW mv;

--# case
DROP SEQUENCE sq;

--# case
TRUNCATE child;

--# case
TRUNCATE t CASCADE;

--# case
TRUNCATE parent CASCADE;

--# case
TRUNCATE t, child;

--# case
TRUNCATE plain;

--# case
TRUNCATE ONLY child;

--# case
TRUNCATE child RESTART IDENTITY;

--# case
LOCK TABLE t;

--# case
LOCK TABLE t IN SHARE MODE;

--# case
LOCK TABLE t IN ROW EXCLUSIVE MODE NOWAIT;

--# case
LOCK TABLE t, child IN ACCESS SHARE MODE;

--# case
LOCK TABLE t IN SHARE ROW EXCLUSIVE MODE;

--# case
LOCK TABLE t IN EXCLUSIVE MODE;

--# case
LOCK TABLE t IN SHARE UPDATE EXCLUSIVE MODE;

--# case
LOCK TABLE t IN ROW SHARE MODE;

--# case
LOCK ONLY t;
