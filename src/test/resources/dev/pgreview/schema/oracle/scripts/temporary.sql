-- Temporary tables hide and are hidden; what reads them is temporary.
CREATE TABLE t (a int);
CREATE TEMP TABLE t (b int PRIMARY KEY, c serial);
CREATE TABLE public.u (a int);
CREATE TEMPORARY TABLE pg_temp.v (x int, y text);
CREATE TABLE pg_temp.w (x int);
CREATE VIEW over_temp AS SELECT * FROM t;
CREATE VIEW over_public AS SELECT * FROM public.t;
CREATE TEMP VIEW temp_view AS SELECT * FROM public.t;
CREATE VIEW on_temp_view AS SELECT * FROM temp_view;
CREATE INDEX ON t (c);
ALTER TABLE t ADD COLUMN d int;
CREATE TEMP SEQUENCE s;
CREATE TABLE plain (LIKE t INCLUDING ALL);
CREATE TYPE pg_temp.e AS ENUM ('a');
CREATE FUNCTION pg_temp.f() RETURNS int LANGUAGE sql AS 'SELECT 1';
ALTER TABLE v RENAME TO vv;
--# check
DROP TABLE t CASCADE;
ALTER TABLE t ADD COLUMN e int;
CREATE TEMP TABLE ctas AS SELECT * FROM t;
CREATE UNLOGGED TABLE unlogged (id serial PRIMARY KEY);
ALTER TABLE unlogged SET LOGGED;
CREATE TABLE logged (id int GENERATED ALWAYS AS IDENTITY, v text UNIQUE);
ALTER TABLE logged SET UNLOGGED;
--# check
BEGIN;
CREATE TEMP TABLE short (a int) ON COMMIT DROP;
CREATE TEMP TABLE short_copy ON COMMIT DROP AS SELECT 1 AS x;
CREATE TABLE from_short AS SELECT * FROM short_copy;
COMMIT;
CREATE TEMP TABLE gone_at_once (a int) ON COMMIT DROP;
CREATE TEMP TABLE stays_longer (a int) ON COMMIT DELETE ROWS;
--# check
DROP FUNCTION pg_temp.f;
DROP TYPE pg_temp.e;
DISCARD TEMP;
CREATE TABLE after_discard (a int);
