-- Where unqualified names go and are found.
CREATE SCHEMA app;
CREATE SCHEMA IF NOT EXISTS app;
CREATE SCHEMA "Mixed, Case";
CREATE TABLE t (a int);
SET search_path TO app, public;
CREATE TABLE t (b int REFERENCES t2) ;
--# refused
CREATE TABLE t2 (a int PRIMARY KEY, s serial);
CREATE TABLE t (b int REFERENCES t2, c text);
CREATE TYPE e AS ENUM ('x');
CREATE TABLE u (e e, arr e[], t t);
CREATE VIEW v AS SELECT * FROM t;
CREATE INDEX ON t (c);
CREATE FUNCTION f(t) RETURNS SETOF t LANGUAGE sql AS 'SELECT $1';
SET search_path TO public;
CREATE VIEW v AS SELECT * FROM t;
CREATE TABLE u (e app.e);
CREATE INDEX ON app.t (b);
--# check

SET search_path TO "Mixed, Case", app;
CREATE TABLE "T" (x int);
ALTER TABLE t ADD COLUMN d int;
ALTER TABLE "T" RENAME TO t3;
DROP VIEW v;
SELECT set_config('search_path', '"Mixed, Case",public', false);
CREATE TABLE t4 (y int);
ALTER TABLE t4 SET SCHEMA app;
CREATE SEQUENCE s;
RESET search_path;
CREATE TABLE t5 ();
--# check

BEGIN;
SET LOCAL search_path TO app;
CREATE TABLE local_one (a int);
COMMIT;
CREATE TABLE public_one (a int);
BEGIN;
SET search_path TO app;
CREATE TABLE gone (a int);
ROLLBACK;
CREATE TABLE public_two (a int);
BEGIN;
SET search_path TO app;
SAVEPOINT one;
SET search_path TO "Mixed, Case";
CREATE TABLE also_gone (a int);
ROLLBACK TO SAVEPOINT one;
CREATE TABLE in_app (a int);
COMMIT;
CREATE TABLE in_app_too (a int);
SET SESSION search_path = DEFAULT;
CREATE TABLE public_three (a int);
SET search_path = '';
CREATE TABLE app.qualified (a int);
RESET ALL;
--# check

CREATE SCHEMA made
  CREATE VIEW mv AS SELECT id, other FROM mt
  CREATE INDEX ON mt (other)
  CREATE TABLE mt (id serial PRIMARY KEY, other int)
  CREATE TABLE mr (id int REFERENCES mt);
CREATE SCHEMA with_public CREATE TABLE of_public (u public.u) CREATE VIEW seen AS SELECT * FROM public.t;
--# check

CREATE TABLE made.more (LIKE public.t);
ALTER TABLE made.mt SET SCHEMA public;
ALTER TABLE made.mr SET SCHEMA app;
ALTER TABLE mt RENAME TO renamed;
ALTER SCHEMA app RENAME TO application;
--# check
DROP SCHEMA IF EXISTS nothing CASCADE;
DROP SCHEMA application CASCADE;
--# check
DROP SCHEMA made CASCADE;
DROP SCHEMA "Mixed, Case", with_public CASCADE;
