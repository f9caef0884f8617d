-- Views over views, materialized views, triggers, policies, rules, domains, enums, functions, sequences.
CREATE TABLE parent (id int PRIMARY KEY, code text NOT NULL UNIQUE, n int);
CREATE TABLE t (id serial PRIMARY KEY, a int, b text, parent_id int REFERENCES parent, ident int GENERATED ALWAYS AS IDENTITY);
CREATE INDEX t_a_idx ON t (a);
CREATE INDEX t_parent_idx ON t (parent_id);
CREATE TABLE child (id int PRIMARY KEY, t_id int REFERENCES t ON DELETE CASCADE, y int);
CREATE INDEX child_t_idx ON child (t_id);
CREATE TABLE nochild (id int PRIMARY KEY, t_id int REFERENCES t);
CREATE TABLE log (id int, what text);
CREATE TABLE plain (id int, a int);
CREATE VIEW vw AS SELECT id, a FROM t;
CREATE VIEW vv AS SELECT vw.id, p.code FROM vw JOIN parent p ON p.id = vw.a;
CREATE VIEW vp AS SELECT id, a FROM plain;
CREATE MATERIALIZED VIEW mv AS SELECT id, a FROM t;
CREATE UNIQUE INDEX mv_id ON mv (id);
CREATE MATERIALIZED VIEW mv2 AS SELECT count(*) AS n FROM vv;
CREATE MATERIALIZED VIEW mve AS SELECT id FROM plain WITH NO DATA;
CREATE DOMAIN positive AS int CHECK (VALUE > 0);
CREATE DOMAIN posit2 AS positive;
CREATE DOMAIN nv AS int;
ALTER DOMAIN nv ADD CONSTRAINT nv_c CHECK (VALUE > -5) NOT VALID;
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TYPE pair AS (x int, y int);
CREATE TABLE dt (id int, p positive, q posit2, m mood, r nv, arr positive[]);
CREATE TABLE dm (id int, pr pair);
CREATE TABLE typed OF pair;
CREATE SEQUENCE sq;
CREATE FUNCTION trg() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO log VALUES (NEW.id, ''x''); RETURN NEW; END';
CREATE FUNCTION noop() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE trd (id int PRIMARY KEY, a int);
CREATE TRIGGER trd_log AFTER INSERT OR UPDATE ON trd FOR EACH ROW EXECUTE FUNCTION trg();
CREATE TRIGGER trd_noop BEFORE INSERT ON trd FOR EACH ROW EXECUTE FUNCTION noop();
CREATE POLICY pol ON plain USING (true);
CREATE RULE ru AS ON DELETE TO plain DO ALSO DELETE FROM log;
CREATE FUNCTION touch() RETURNS void LANGUAGE plpgsql AS 'BEGIN UPDATE plain SET a = 1; END';
CREATE FUNCTION touch_sql() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM log';
CREATE PROCEDURE proc() LANGUAGE plpgsql AS 'BEGIN ALTER TABLE plain ADD COLUMN z int; END';
INSERT INTO parent SELECT i, 'c' || i, i FROM generate_series(1, 1000) i;
INSERT INTO t (a, b, parent_id) SELECT i, 'b', i FROM generate_series(1, 1000) i;
INSERT INTO child SELECT i, i, i FROM generate_series(1, 1000) i;
INSERT INTO log SELECT i, 'x' FROM generate_series(1, 1000) i;
INSERT INTO plain SELECT i, i FROM generate_series(1, 1000) i;
INSERT INTO trd SELECT i, i FROM generate_series(1, 1000) i;
INSERT INTO dt SELECT i, i, i, 'ok', i, '{1}' FROM generate_series(1, 1000) i;
REFRESH MATERIALIZED VIEW mv;
REFRESH MATERIALIZED VIEW mv2;
ANALYZE;

--# case
CREATE VIEW n AS SELECT * FROM vv;

--# case
CREATE VIEW n AS SELECT * FROM mv;

--# case
CREATE OR REPLACE VIEW vp AS SELECT id, a FROM plain;

--# case
CREATE OR REPLACE VIEW vp AS SELECT id, a, 1 AS more FROM plain;

--# case
CREATE OR REPLACE VIEW vw AS SELECT id, a FROM t WHERE a > 5;

--# case
DROP VIEW vp;

--# case
DROP VIEW vw CASCADE;

--# case
DROP VIEW IF EXISTS nothing;

--# case
DROP VIEW vp, vv CASCADE;

--# case
DROP MATERIALIZED VIEW mv;

--# case
ALTER VIEW vp RENAME TO vp9;

--# case
ALTER VIEW vp SET (security_barrier = true);

--# case
ALTER VIEW vp ALTER COLUMN a SET DEFAULT 4;

--# case
ALTER VIEW vp OWNER TO pg_monitor;

--# case
ALTER VIEW vw OWNER TO pg_monitor;

--# case
ALTER VIEW vp RENAME COLUMN a TO z;

--# case
CREATE SCHEMA s;
ALTER VIEW vp SET SCHEMA s;

--# case
ALTER MATERIALIZED VIEW mv RENAME TO mv9;

--# case
ALTER MATERIALIZED VIEW mv SET (fillfactor = 70);

--# case
ALTER MATERIALIZED VIEW mv OWNER TO pg_monitor;

--# case
CREATE SCHEMA s;
ALTER MATERIALIZED VIEW mv SET SCHEMA s;

--# case
REFRESH MATERIALIZED VIEW mv;

--# case
REFRESH MATERIALIZED VIEW CONCURRENTLY mv;

--# case
REFRESH MATERIALIZED VIEW mv WITH NO DATA;

--# case
REFRESH MATERIALIZED VIEW mv2;

--# case
REFRESH MATERIALIZED VIEW mve;

--# case
SELECT * FROM vw;

--# case
SELECT * FROM vv;

--# case
SELECT * FROM mv;

--# case
SELECT count(*) FROM vp;

--# case
SELECT * FROM t WHERE id = 1 FOR UPDATE;

--# case
SELECT * FROM t FOR SHARE;

--# case
SELECT * FROM t FOR UPDATE;

--# case
SELECT * FROM t WHERE id IN (SELECT t_id FROM child);

--# case
WITH x AS (SELECT * FROM plain) SELECT count(*) FROM x;

--# case
WITH x AS (DELETE FROM log RETURNING *) SELECT count(*) FROM x;

--# case
WITH x AS (UPDATE plain SET a = 1 RETURNING *) INSERT INTO log SELECT id FROM x;

--# case
SELECT 1;

--# case
SELECT now();

--# case
SELECT touch();

--# case
SELECT touch_sql();

--# case
SELECT nextval('sq');

--# case
SELECT setval('sq', 5);

--# case
SELECT setval('t_id_seq', (SELECT max(id) FROM t));

--# case
SELECT setval(pg_get_serial_sequence('t', 'id'), 50000);

--# case
SELECT pg_catalog.set_config('search_path', '', false);

--# case
INSERT INTO plain VALUES (1, 2);

--# case
INSERT INTO parent VALUES (100001, 'x', 1);

--# case
INSERT INTO t (a, parent_id) VALUES (1, 5);

--# case
INSERT INTO t (a) VALUES (1);

--# case
INSERT INTO t (a, parent_id) VALUES (1, NULL);

--# case
INSERT INTO child VALUES (100001, 5, 5);

--# case
INSERT INTO t (a, parent_id) SELECT id, id FROM plain;

--# case
INSERT INTO parent VALUES (1, 'x', 1) ON CONFLICT DO NOTHING;

--# case
INSERT INTO parent VALUES (1, 'x', 1) ON CONFLICT (id) DO UPDATE SET n = 1;

--# case
INSERT INTO trd VALUES (100001, 1);

--# case
INSERT INTO log SELECT id, code FROM vv;

--# case
INSERT INTO vp VALUES (1, 1);

--# case
INSERT INTO dt (id, p) VALUES (1, 1);

--# case
INSERT INTO plain DEFAULT VALUES;

--# case
UPDATE plain SET a = 1;

--# case
UPDATE t SET a = 1;

--# case
UPDATE t SET a = 1 WHERE id = 5;

--# case
UPDATE t SET a = 1 WHERE b = 'x';

--# case
UPDATE t SET parent_id = 7 WHERE id = 5;

--# case
UPDATE t SET parent_id = NULL;

--# case
UPDATE t SET a = p.n FROM parent p WHERE p.id = t.parent_id;

--# case
UPDATE t SET a = (SELECT max(n) FROM parent);

--# case
UPDATE parent SET n = 5 WHERE id = 5;

--# case
UPDATE parent SET id = 100007 WHERE id = 7000;

--# case
UPDATE parent SET id = id + 100000 WHERE id = 999 AND false;

--# case
UPDATE trd SET a = 1;

--# case
UPDATE vp SET a = 5;

--# case
DELETE FROM plain;

--# case
DELETE FROM log;

--# case
DELETE FROM log WHERE id = 5;

--# case
DELETE FROM child;

--# case
DELETE FROM t WHERE id = 5;

--# case
DELETE FROM t;

--# case
DELETE FROM parent WHERE id = 100000;

--# case
DELETE FROM trd;

--# case
DELETE FROM t USING plain WHERE plain.id = t.id;

--# case
EXPLAIN SELECT * FROM t;

--# case
EXPLAIN UPDATE t SET a = 1;

--# case
EXPLAIN ANALYZE UPDATE plain SET a = 1;

--# case
CREATE TRIGGER x AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION noop();

--# case
CREATE OR REPLACE TRIGGER trd_noop BEFORE INSERT ON trd FOR EACH ROW EXECUTE FUNCTION noop();

--# case
CREATE CONSTRAINT TRIGGER x AFTER INSERT ON t FROM parent FOR EACH ROW EXECUTE FUNCTION noop();

--# case
DROP TRIGGER trd_noop ON trd;

--# case
DROP TRIGGER IF EXISTS nothing ON trd;

--# case
ALTER TRIGGER trd_noop ON trd RENAME TO z;

--# case
ALTER TABLE trd DISABLE TRIGGER trd_noop;

--# case
ALTER TABLE trd ENABLE TRIGGER ALL;

--# case
ALTER TABLE trd DISABLE TRIGGER USER;

--# case
ALTER TABLE trd ENABLE REPLICA TRIGGER trd_noop;

--# case
COMMENT ON TRIGGER trd_noop ON trd IS 'x';

--# case
CREATE POLICY x ON t USING (a > 0);

--# case
CREATE POLICY x ON t USING (EXISTS (SELECT 1 FROM parent));

--# case
ALTER POLICY pol ON plain USING (false);

--# case
ALTER POLICY pol ON plain RENAME TO z;

--# case
DROP POLICY pol ON plain;

--# case
DROP POLICY IF EXISTS nothing ON plain;

--# case
COMMENT ON POLICY pol ON plain IS 'x';

--# case
CREATE RULE z AS ON INSERT TO t DO ALSO NOTHING;

--# case
CREATE RULE z AS ON INSERT TO t DO ALSO INSERT INTO log VALUES (1, 'x');

--# case
DROP RULE ru ON plain;

--# case
ALTER RULE ru ON plain RENAME TO z;

--# case
ALTER TABLE plain DISABLE RULE ru;

--# case
ALTER TABLE plain ENABLE RULE ru;

--# case
COMMENT ON RULE ru ON plain IS 'x';

--# case
ALTER DOMAIN positive ADD CONSTRAINT k CHECK (VALUE < 1000000) NOT VALID;

--# case
ALTER DOMAIN nv VALIDATE CONSTRAINT nv_c;

--# case
ALTER DOMAIN positive DROP NOT NULL;

--# case
ALTER DOMAIN positive SET DEFAULT 5;

--# case
ALTER DOMAIN positive DROP CONSTRAINT positive_check;

--# case
ALTER DOMAIN positive RENAME TO z;

--# case
ALTER DOMAIN positive OWNER TO pg_monitor;

--# case
DROP DOMAIN positive CASCADE;

--# case
CREATE DOMAIN n AS text;

--# case
ALTER TYPE mood ADD VALUE 'glad';

--# case
ALTER TYPE mood ADD VALUE IF NOT EXISTS 'ok';

--# case
ALTER TYPE mood ADD VALUE 'glad' BEFORE 'ok';

--# case
ALTER TYPE mood RENAME VALUE 'ok' TO 'fine';

--# case
ALTER TYPE mood RENAME TO z;

--# case
ALTER TYPE pair ADD ATTRIBUTE z int CASCADE;

--# case
ALTER TYPE pair RENAME TO z;

--# case
DROP TYPE mood CASCADE;

--# case
CREATE TYPE n AS ENUM ('a');

--# case
CREATE TYPE n AS (a int);

--# case
ALTER TABLE dt ADD COLUMN n1 posit2;

--# case
ALTER TABLE dt ADD COLUMN n1 nv;

--# case
ALTER TABLE dt ALTER COLUMN p TYPE int;

--# case
ALTER TABLE dt ALTER COLUMN q TYPE positive;

--# case
ALTER TABLE dt ALTER COLUMN m TYPE text;

--# case
CREATE SEQUENCE n;

--# case
CREATE SEQUENCE n OWNED BY t.a;

--# case
ALTER SEQUENCE sq RESTART;

--# case
ALTER SEQUENCE sq RESTART WITH 5;

--# case
ALTER SEQUENCE sq INCREMENT BY 2;

--# case
ALTER SEQUENCE sq AS bigint;

--# case
ALTER SEQUENCE sq AS int;

--# case
ALTER SEQUENCE sq MAXVALUE 500;

--# case
ALTER SEQUENCE sq OWNED BY t.a;

--# case
ALTER SEQUENCE sq OWNED BY NONE;

--# case
ALTER SEQUENCE sq CACHE 10;

--# case
ALTER SEQUENCE sq RENAME TO z;

--# case
ALTER SEQUENCE sq OWNER TO pg_monitor;

--# case
ALTER SEQUENCE t_id_seq AS bigint;

--# case
CREATE SCHEMA s;
ALTER SEQUENCE sq SET SCHEMA s;

--# case majors=15-18
ALTER SEQUENCE sq SET UNLOGGED;

--# case
DROP SEQUENCE sq;

--# case
DROP SEQUENCE t_id_seq CASCADE;

--# case
ALTER TABLE t ALTER COLUMN ident TYPE bigint;

--# case
ALTER TABLE t ALTER COLUMN ident DROP IDENTITY;

--# case
ALTER TABLE t ALTER COLUMN ident SET GENERATED BY DEFAULT;

--# case
ALTER TABLE t ALTER COLUMN ident RESTART WITH 5;

--# case
ALTER TABLE t ALTER COLUMN id DROP DEFAULT;

--# case
ALTER TABLE t ALTER COLUMN id SET DEFAULT nextval('sq');

--# case
ALTER TABLE t DROP COLUMN ident;

--# case
ALTER TABLE t DROP COLUMN id CASCADE;

--# case
ALTER TABLE t DROP COLUMN a CASCADE;

--# case
ALTER TABLE t OWNER TO pg_monitor;

--# case
CREATE SCHEMA s;
ALTER TABLE t SET SCHEMA s;

--# case
DROP TABLE t CASCADE;

--# case
TRUNCATE t, child, nochild RESTART IDENTITY;

--# case
TRUNCATE t, child, nochild;

--# case
COMMENT ON TABLE t IS 'x';

--# case
COMMENT ON COLUMN t.a IS 'x';

--# case
COMMENT ON VIEW vw IS 'x';

--# case
COMMENT ON MATERIALIZED VIEW mv IS 'x';

--# case
COMMENT ON SEQUENCE sq IS 'x';

--# case
COMMENT ON CONSTRAINT t_pkey ON t IS 'x';

--# case
COMMENT ON TYPE mood IS 'x';

--# case
COMMENT ON FUNCTION trg() IS 'x';

--# case
COMMENT ON SCHEMA public IS 'x';

--# case
COMMENT ON DOMAIN positive IS 'x';

--# case
GRANT SELECT ON t TO PUBLIC;

--# case
GRANT ALL ON t, child TO pg_monitor;

--# case
GRANT SELECT (a) ON t TO PUBLIC;

--# case
REVOKE ALL ON t FROM PUBLIC;

--# case
GRANT SELECT ON ALL TABLES IN SCHEMA public TO pg_monitor;

--# case
GRANT USAGE ON SEQUENCE sq TO PUBLIC;

--# case
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO pg_monitor;

--# case
GRANT SELECT ON vw TO PUBLIC;

--# case
GRANT USAGE ON SCHEMA public TO pg_monitor;

--# case
GRANT EXECUTE ON FUNCTION touch() TO PUBLIC;

--# case
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO pg_monitor;

--# case
CREATE FUNCTION n() RETURNS int LANGUAGE sql AS 'SELECT 1';

--# case
CREATE FUNCTION n() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM t';

--# case
CREATE FUNCTION n() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM t; END;

--# case
CREATE FUNCTION n(x t) RETURNS int LANGUAGE sql AS 'SELECT 1';

--# case
CREATE OR REPLACE FUNCTION noop() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';

--# case
ALTER FUNCTION touch() STABLE;

--# case
DROP FUNCTION touch();

--# case
DROP FUNCTION noop() CASCADE;

--# case
CALL proc();

--# case
DO 'BEGIN ALTER TABLE plain ADD COLUMN z int; END';

--# case
DO 'BEGIN UPDATE plain SET a = 1; PERFORM count(*) FROM log; END';

--# case
DO 'BEGIN IF false THEN DROP TABLE log; END IF; END';

--# case
DO 'BEGIN EXECUTE ''ALTER TABLE plain ADD COLUMN z int''; END';

--# case
CREATE PUBLICATION pb FOR TABLE t;

--# case
CREATE PUBLICATION pb FOR ALL TABLES;

--# case
CREATE PUBLICATION pb FOR TABLE t;
ALTER PUBLICATION pb ADD TABLE child;

--# case
CREATE PUBLICATION pb FOR TABLE t;
DROP PUBLICATION pb;

--# case majors=15-18
CREATE PUBLICATION pb FOR TABLE t (id) WHERE (id > 5);

--# case
CREATE SCHEMA s;

--# case
CREATE SCHEMA s;
DROP SCHEMA s;

--# case
DROP SCHEMA public CASCADE;

--# case
ALTER SCHEMA public RENAME TO pub2;

--# case
CREATE EXTENSION IF NOT EXISTS plpgsql;

--# case
SET search_path = public;

--# case
SET LOCAL lock_timeout = '1s';

--# case
SET CONSTRAINTS ALL DEFERRED;

--# case
SHOW search_path;

--# case
PREPARE p AS SELECT * FROM t;

--# case
DECLARE c CURSOR FOR SELECT * FROM t;

--# case
COPY t TO STDOUT;

--# case
COPY (SELECT * FROM t) TO STDOUT;

--# case
SAVEPOINT s;

--# case
LISTEN x;

--# case
NOTIFY x;

--# case
ALTER TABLE vw RENAME TO z;

--# case
ALTER TABLE vw OWNER TO pg_monitor;

--# case
ALTER TABLE sq RENAME TO z;

--# case
ALTER TABLE sq OWNER TO pg_monitor;

--# case
ALTER TABLE dt ADD COLUMN c1 positive CHECK (c1 > 3);

--# case
ALTER TABLE typed NOT OF;

--# case
ALTER TABLE log ADD COLUMN up int REFERENCES t;

--# case
LOCK TABLE vw IN ACCESS SHARE MODE;

--# case
LOCK TABLE vw;

--# case
ALTER TABLE ALL IN TABLESPACE pg_default SET TABLESPACE pg_default;

--# case
CREATE CAST (mood AS text) WITH INOUT AS ASSIGNMENT;

--# case
CREATE COLLATION coll FROM "C";

--# case
CREATE TEXT SEARCH CONFIGURATION cfg (COPY = simple);

--# case
CREATE AGGREGATE agg (int) (sfunc = int4pl, stype = int);

--# case
CREATE OPERATOR === (leftarg = int, rightarg = int, function = int4eq);

--# case
CREATE ROLE rr;

--# case
CREATE ROLE rr;
DROP ROLE rr;

--# case
CREATE FOREIGN DATA WRAPPER fdw;
CREATE SERVER srv FOREIGN DATA WRAPPER fdw;
CREATE FOREIGN TABLE ft (id int) SERVER srv;

--# case
CREATE ACCESS METHOD am2 TYPE INDEX HANDLER bthandler;

--# case
CREATE CONVERSION myconv FOR 'UTF8' TO 'LATIN1' FROM utf8_to_iso8859_1;
