-- Functions and procedures: overloads, changes, bodies that run by SELECT, CALL, DO and as triggers.
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1';
CREATE FUNCTION f(varchar(10), numeric(5, 2) DEFAULT 1) RETURNS text LANGUAGE sql STABLE AS $$SELECT $1 || ';'$$;
CREATE OR REPLACE FUNCTION f(a int) RETURNS int LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public SET work_mem TO '1MB' AS 'SELECT $1';
CREATE FUNCTION g(OUT x int, OUT y text) LANGUAGE sql AS $x$SELECT 1, 'y'$x$;
CREATE FUNCTION h(a int[], VARIADIC b text[]) RETURNS TABLE (c int, d text) LANGUAGE sql AS 'SELECT 1, NULL::text';
CREATE PROCEDURE p(INOUT a int, b text DEFAULT '') LANGUAGE plpgsql AS $$BEGIN a := 1; END$$;
CREATE FUNCTION std(a int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT a + 1; SELECT a + 2; END;
CREATE FUNCTION ret(a int) RETURNS int IMMUTABLE RETURN a * 2;
--# check

ALTER FUNCTION f(int) STABLE SECURITY INVOKER RESET work_mem;
ALTER FUNCTION f(varchar, numeric) IMMUTABLE SET statement_timeout = 5;
ALTER FUNCTION g RENAME TO "G";
ALTER ROUTINE f(int) RESET ALL;
ALTER PROCEDURE p(int, text) SECURITY DEFINER;
DROP FUNCTION f(), "G"();
DROP FUNCTION IF EXISTS f(date), nothing;
DROP ROUTINE ret;
--# check

CREATE FUNCTION make_things(prefix text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE n int;
BEGIN
  CREATE TABLE made (id serial PRIMARY KEY, v text);
  CREATE INDEX made_v ON made (v);
  INSERT INTO made (v) VALUES (prefix);
  GET DIAGNOSTICS n = ROW_COUNT;
  PERFORM f(n);
  ALTER TABLE made ADD COLUMN n int DEFAULT 1;
END
$$;
SELECT make_things('x');
--# check
CREATE PROCEDURE drop_things() LANGUAGE plpgsql AS $$
BEGIN
  DROP TABLE made;
  CREATE TABLE made_again AS SELECT 1 AS one, 'two'::text AS two;
  COMMIT;
  ALTER TABLE made_again RENAME COLUMN one TO eins;
END
$$;
CALL drop_things();
--# check
CREATE FUNCTION in_sql() RETURNS void LANGUAGE sql AS 'CREATE TABLE sql_made (a int); ALTER TABLE made_again ADD b int;';
SELECT in_sql();
DO $$
BEGIN
  CREATE TYPE made_type AS ENUM ('a', 'b');
  CREATE TABLE by_do (m made_type);
  EXECUTE 'ALTER TABLE by_do ADD COLUMN n int NOT NULL DEFAULT 0';
  EXECUTE format('CREATE INDEX by_do_n ON by_do (n)');
  ALTER TABLE by_do RENAME TO done;
END
$$;
DO LANGUAGE plpgsql 'BEGIN CREATE SEQUENCE quoted_body; END';
--# check

CREATE TABLE watched (id int, v text, w int DEFAULT f(1), x int GENERATED ALWAYS AS (std2(id)) STORED);
--# refused
CREATE FUNCTION std2(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE FUNCTION watch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TABLE watched (id int, v text, w int DEFAULT f(1), x int GENERATED ALWAYS AS (std2(id)) STORED, CHECK (std2(id) > 0), CHECK (id > 0));
CREATE INDEX ON watched (std2(id));
CREATE INDEX ON watched (id) WHERE std2(id) > 1;
CREATE POLICY only_some ON watched USING (std2(id) > 0);
CREATE DOMAIN watched_domain AS int CHECK (std2(VALUE) > 0) CHECK (VALUE < 5);
CREATE TRIGGER w1 AFTER INSERT OR UPDATE OF v, id ON watched FOR EACH ROW EXECUTE FUNCTION watch();
CREATE TRIGGER w2 BEFORE TRUNCATE ON watched EXECUTE PROCEDURE watch();
CREATE CONSTRAINT TRIGGER w3 AFTER UPDATE ON watched DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.v IS NOT NULL) EXECUTE FUNCTION watch();
ALTER TABLE watched DISABLE TRIGGER w1, ENABLE REPLICA TRIGGER w2;
ALTER FUNCTION watch() RENAME TO watch_it;
--# check
ALTER TABLE watched DISABLE TRIGGER ALL;
ALTER TABLE watched ENABLE TRIGGER USER;
DROP TRIGGER w3 ON watched;
DROP TRIGGER IF EXISTS w3 ON watched;
ALTER TABLE watched DROP COLUMN v CASCADE;
--# check
DROP FUNCTION std2(int) CASCADE;
--# check
DROP FUNCTION f CASCADE;
--# refused
DROP FUNCTION f(varchar, numeric);
DROP FUNCTION f CASCADE;
DROP FUNCTION watch_it CASCADE;
DROP PROCEDURE p, drop_things;
