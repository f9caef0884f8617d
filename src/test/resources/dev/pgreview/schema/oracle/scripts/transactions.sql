-- What is taken back is not there.
CREATE TABLE stays (a int);
BEGIN;
CREATE TABLE one (a int);
ALTER TABLE stays ADD COLUMN b int;
ROLLBACK;
SET search_path TO pg_catalog, public;
ROLLBACK;
ABORT;
COMMIT;
RESET search_path;
CREATE SCHEMA other_one;
SET search_path TO other_one;
ROLLBACK;
CREATE TABLE in_other_one (a int);
RESET search_path;
--# check
BEGIN;
CREATE TABLE two (a int);
SAVEPOINT s1;
ALTER TABLE two ADD COLUMN b int;
SAVEPOINT s2;
DROP TABLE two;
CREATE TABLE three (a int);
ROLLBACK TO s1;
ALTER TABLE two ADD COLUMN c int;
SAVEPOINT s1;
DROP TABLE two;
ROLLBACK TO SAVEPOINT s1;
RELEASE SAVEPOINT s1;
ALTER TABLE two ADD COLUMN d int;
ROLLBACK TO s1;
ALTER TABLE two ADD COLUMN e int;
COMMIT;
--# check
START TRANSACTION;
DROP TABLE two;
COMMIT AND CHAIN;
CREATE TABLE chained (a int);
ROLLBACK AND CHAIN;
CREATE TABLE chained_again (a int);
END;
BEGIN;
CREATE TABLE never (a int);
ABORT;
ROLLBACK;
COMMIT;
--# check
BEGIN;
SAVEPOINT a;
CREATE TABLE x (a int);
RELEASE a;
SAVEPOINT b;
CREATE TABLE y (a int);
ROLLBACK TO b;
CREATE TABLE z (a int);
COMMIT;
--# check
BEGIN;
CREATE TABLE lost (a int);
SELECT 1 / 0;
--# refused
COMMIT;
CREATE TABLE after_failure (a int);
--# check
DO $$
BEGIN
  BEGIN
    CREATE TABLE kept_inside (a int);
  EXCEPTION WHEN others THEN
    NULL;
  END;
  IF true THEN
    CREATE TABLE conditional (a int);
  END IF;
END
$$;
