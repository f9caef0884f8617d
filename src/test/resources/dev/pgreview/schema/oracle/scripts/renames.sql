-- Everything gets another name, and then others take the old names.
CREATE SCHEMA old_schema;
CREATE TYPE old_schema.color AS ENUM ('red', 'green');
CREATE DOMAIN old_schema.positive AS int CONSTRAINT old_check CHECK (VALUE > 0);
CREATE TYPE old_schema.pair AS (a int, c old_schema.color);
CREATE TABLE old_schema.old_table (
  old_id serial CONSTRAINT old_pk PRIMARY KEY, c old_schema.color DEFAULT 'red', p old_schema.positive, q old_schema.pair, cs old_schema.color[],
  CONSTRAINT old_ck CHECK (old_id > 0), CONSTRAINT old_uq UNIQUE (c, p)
);
CREATE TABLE refers (r int CONSTRAINT old_fk REFERENCES old_schema.old_table, whole old_schema.old_table);
CREATE INDEX old_idx ON old_schema.old_table (old_id, (old_id + 1)) WHERE old_id > 5;
CREATE FUNCTION old_schema.old_function(x old_schema.color) RETURNS old_schema.old_table LANGUAGE sql STABLE AS 'SELECT * FROM old_schema.old_table WHERE c = x';
CREATE FUNCTION old_schema.old_trigger() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER old_tg BEFORE UPDATE OF old_id ON old_schema.old_table FOR EACH ROW EXECUTE FUNCTION old_schema.old_trigger();
CREATE POLICY old_po ON old_schema.old_table USING (old_id > 0);
CREATE RULE old_ru AS ON DELETE TO old_schema.old_table DO INSTEAD NOTHING;
CREATE SEQUENCE old_schema.old_seq OWNED BY old_schema.old_table.old_id;
CREATE VIEW old_schema.old_view AS SELECT old_id AS old_column, c FROM old_schema.old_table;
CREATE TABLE swapped (id serial PRIMARY KEY, v int NOT NULL UNIQUE CHECK (v > 0), r int REFERENCES swapped);
ALTER TABLE swapped RENAME TO swapped_old;
CREATE TABLE swapped (id serial PRIMARY KEY, v int NOT NULL UNIQUE CHECK (v > 0), r int REFERENCES swapped);
ALTER TABLE swapped ADD CHECK (v < 10), ADD CHECK (v < 11);
CREATE SCHEMA aside;
ALTER TABLE swapped_old SET SCHEMA aside;
CREATE TABLE swapped_old (swapped_v int NOT NULL, CHECK (swapped_v > 1));
CREATE TABLE aside.swapped (id int PRIMARY KEY, v int NOT NULL CHECK (v > 0));
CREATE DOMAIN swapped_v AS int NOT NULL CHECK (VALUE > 0);
CREATE DOMAIN doms AS int CONSTRAINT swapped_x_check CHECK (VALUE > 0) CONSTRAINT swapped_x_key CHECK (VALUE > 1);
ALTER TABLE swapped ADD COLUMN x int UNIQUE CHECK (x > 0);
DROP DOMAIN doms;
ALTER TABLE swapped ADD COLUMN y int, ADD CHECK (x > 1), ADD UNIQUE (x, y);
--# check

ALTER TYPE old_schema.color RENAME VALUE 'red' TO 'rot';
ALTER TYPE old_schema.color RENAME TO colour;
ALTER DOMAIN old_schema.positive RENAME CONSTRAINT old_check TO new_check;
ALTER DOMAIN old_schema.positive RENAME TO plus;
ALTER TYPE old_schema.pair RENAME ATTRIBUTE a TO alpha;
ALTER TYPE old_schema.pair RENAME TO couple;
ALTER TABLE old_schema.old_table RENAME COLUMN old_id TO new_id;
ALTER TABLE old_schema.old_table RENAME CONSTRAINT old_pk TO new_pk;
ALTER TABLE old_schema.old_table RENAME CONSTRAINT old_ck TO new_ck;
ALTER TABLE old_schema.old_table RENAME CONSTRAINT old_uq TO new_uq;
ALTER TABLE refers RENAME CONSTRAINT old_fk TO new_fk;
ALTER INDEX old_schema.old_idx RENAME TO new_idx;
ALTER TABLE old_schema.old_table RENAME TO new_table;
ALTER FUNCTION old_schema.old_function(old_schema.colour) RENAME TO new_function;
ALTER FUNCTION old_schema.old_trigger RENAME TO new_trigger;
ALTER TRIGGER old_tg ON old_schema.new_table RENAME TO new_tg;
ALTER POLICY old_po ON old_schema.new_table RENAME TO new_po;
ALTER RULE old_ru ON old_schema.new_table RENAME TO new_ru;
ALTER SEQUENCE old_schema.old_seq RENAME TO new_seq;
ALTER VIEW old_schema.old_view RENAME COLUMN old_column TO new_column;
ALTER VIEW old_schema.old_view RENAME TO new_view;
ALTER SCHEMA old_schema RENAME TO "New Schema";
--# check

CREATE SCHEMA old_schema;
CREATE TABLE old_schema.new_table (new_id int);
ALTER TABLE old_schema.new_table SET SCHEMA public;
ALTER TABLE IF EXISTS nothing RENAME TO something;
ALTER TABLE "New Schema".new_table SET SCHEMA old_schema;
ALTER TYPE "New Schema".colour SET SCHEMA public;
ALTER DOMAIN "New Schema".plus SET SCHEMA public;
ALTER FUNCTION "New Schema".new_function(colour) SET SCHEMA public;
ALTER VIEW "New Schema".new_view SET SCHEMA public;
--# check

-- Two tables change places.
CREATE TABLE one (id serial PRIMARY KEY, only_one int);
CREATE TABLE two (id serial PRIMARY KEY, only_two int);
ALTER TABLE one RENAME TO tmp;
ALTER TABLE two RENAME TO one;
ALTER TABLE tmp RENAME TO two;
ALTER INDEX one_pkey RENAME TO tmp_pkey;
ALTER INDEX two_pkey RENAME TO one_pkey;
ALTER INDEX tmp_pkey RENAME TO two_pkey;
CREATE TABLE more (a int REFERENCES one, b int REFERENCES two);
--# check

DROP TYPE colour CASCADE;
--# check
DROP DOMAIN plus CASCADE;
DROP TABLE one CASCADE;
DROP SCHEMA old_schema CASCADE;
--# check
DROP SCHEMA "New Schema" CASCADE;
