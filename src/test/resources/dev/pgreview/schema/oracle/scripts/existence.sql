-- What was there before and what is new: renamed, dropped and made again, made by blocks, queries and functions.
CREATE TABLE users (id serial PRIMARY KEY, name text);
CREATE TABLE logs (id int, user_id int REFERENCES users, at timestamptz);
CREATE TABLE settings (k text PRIMARY KEY, v text);
CREATE VIEW names AS SELECT name FROM users;
CREATE TYPE state AS ENUM ('on', 'off');
CREATE FUNCTION double_it(int) RETURNS int LANGUAGE sql AS 'SELECT $1 * 2';
CREATE FUNCTION build() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  CREATE TABLE built (id int PRIMARY KEY, state state);
  CREATE INDEX ON logs (at);
END
$$;
CREATE FUNCTION rebuild() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DROP TABLE IF EXISTS built;
  PERFORM build();
END
$$;
--# check
ALTER TABLE users RENAME TO people;
CREATE TABLE users AS SELECT * FROM people;
ALTER TABLE people RENAME COLUMN name TO full_name;
ALTER TABLE people ADD COLUMN name text;
DROP TABLE settings;
CREATE TABLE settings (k text PRIMARY KEY, v jsonb);
DO $$
BEGIN
  ALTER TABLE logs RENAME TO events;
  CREATE TABLE logs (LIKE events INCLUDING ALL);
  ALTER TABLE events DROP COLUMN at;
  ALTER TABLE events ADD COLUMN at date;
END
$$;
CREATE OR REPLACE FUNCTION double_it(int) RETURNS int LANGUAGE sql AS 'SELECT $1 + $1';
CREATE OR REPLACE VIEW names AS SELECT full_name AS name, id FROM people;
--# check
SELECT build();
DO 'BEGIN PERFORM rebuild(); END';
BEGIN;
ALTER TABLE built RENAME TO constructed;
SELECT build();
ALTER TYPE state RENAME TO old_state;
CREATE TYPE state AS ENUM ('on', 'off', 'broken');
DROP TABLE users;
ROLLBACK;
BEGIN;
DROP VIEW names;
CREATE VIEW names AS SELECT full_name FROM people;
DROP FUNCTION double_it;
CREATE FUNCTION double_it(int) RETURNS int LANGUAGE sql AS 'SELECT $1 * 2';
SAVEPOINT one;
DROP TABLE events;
CREATE TABLE events (id int);
ROLLBACK TO one;
COMMIT;
SELECT rebuild();
--# check
CREATE TABLE parted (id int, k int) PARTITION BY LIST (k);
CREATE TABLE parted_1 (id int, k int, CHECK (k = 1));
ALTER TABLE parted ATTACH PARTITION parted_1 FOR VALUES IN (1);
CREATE TABLE parted_2 PARTITION OF parted FOR VALUES IN (2);
--# check
ALTER TABLE parted ADD CHECK (id > 0), ADD COLUMN extra int REFERENCES people;
CREATE INDEX ON parted (id);
ALTER TABLE parted DETACH PARTITION parted_2;
ALTER TABLE parted_2 RENAME TO parted_3;
CREATE TABLE parted_2 PARTITION OF parted FOR VALUES IN (2);
ALTER TABLE parted ATTACH PARTITION parted_3 FOR VALUES IN (3);
