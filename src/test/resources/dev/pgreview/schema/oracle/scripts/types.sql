-- Enums, domains, composite and range types, and what hangs on them.
CREATE TYPE level AS ENUM ('low', 'high');
ALTER TYPE level ADD VALUE 'middle' BEFORE 'high';
ALTER TYPE level ADD VALUE 'lowest' BEFORE 'low';
ALTER TYPE level ADD VALUE 'higher' AFTER 'high';
ALTER TYPE level ADD VALUE IF NOT EXISTS 'high';
ALTER TYPE level ADD VALUE 'It''s, odd' AFTER 'lowest';
ALTER TYPE level ADD VALUE 'last';
ALTER TYPE level RENAME VALUE 'last' TO 'very last';
CREATE TYPE nothing AS ENUM ();
--# check

CREATE DOMAIN percent AS numeric(5, 2) DEFAULT 0 NOT NULL CHECK (VALUE >= 0) CONSTRAINT "at most" CHECK (VALUE <= 100);
CREATE DOMAIN share AS percent CHECK (VALUE < 50);
CREATE DOMAIN names AS text[] CHECK (array_length(VALUE, 1) < 10);
CREATE DOMAIN levels AS level NOT NULL;
CREATE DOMAIN nulls AS text DEFAULT NULL;
CREATE DOMAIN null_share AS percent DEFAULT NULL;
CREATE DOMAIN defaulted AS percent;
CREATE TABLE nullish (a text DEFAULT NULL, b varchar(10) DEFAULT NULL, c numeric(5, 2) DEFAULT NULL::numeric, d percent DEFAULT NULL, e percent[] DEFAULT NULL, f int DEFAULT NULL::int);
ALTER TABLE nullish ADD COLUMN g int DEFAULT NULL, ADD COLUMN h percent DEFAULT NULL, ALTER a SET DEFAULT 'x', ALTER b SET DEFAULT NULL;
CREATE TABLE nullish_child (a text DEFAULT NULL) INHERITS (nullish);
--# check
DROP TABLE nullish, nullish_child;
ALTER DOMAIN percent DROP CONSTRAINT "at most";
ALTER DOMAIN percent ADD CHECK (VALUE < 1000) NOT VALID;
ALTER DOMAIN percent ADD CONSTRAINT even CHECK (VALUE <> 1) NOT VALID;
ALTER DOMAIN percent VALIDATE CONSTRAINT even;
ALTER DOMAIN percent DROP NOT NULL;
ALTER DOMAIN share SET NOT NULL;
ALTER DOMAIN percent SET DEFAULT 5;
ALTER DOMAIN percent DROP DEFAULT;
ALTER DOMAIN share DROP CONSTRAINT IF EXISTS nothing;
--# check

CREATE TYPE inner_one AS (x int, y varchar(10));
CREATE TYPE outer_one AS (i inner_one, l level, ls level[], p percent);
CREATE TYPE empty_one AS ();
ALTER TYPE inner_one ADD ATTRIBUTE z date, DROP ATTRIBUTE x;
ALTER TYPE inner_one ALTER ATTRIBUTE y SET DATA TYPE text;
ALTER TYPE inner_one RENAME ATTRIBUTE y TO why;
CREATE TYPE span AS RANGE (subtype = float8);
CREATE TYPE my_range AS RANGE (subtype = int4, multirange_type_name = several);
CREATE TYPE shell;
--# check

CREATE TABLE uses (id int, l level, ls level[], p percent, s share, i inner_one, o outer_one, r span, m several, n names);
CREATE TABLE typed OF inner_one (why NOT NULL, PRIMARY KEY (z));
ALTER TYPE inner_one ADD ATTRIBUTE w int CASCADE;
ALTER TYPE inner_one RENAME ATTRIBUTE w TO double_u CASCADE;
CREATE TYPE only_typed AS (a int, b text);
CREATE TABLE of_typed OF only_typed (PRIMARY KEY (a));
ALTER TYPE only_typed ALTER ATTRIBUTE b TYPE varchar(5) CASCADE, DROP ATTRIBUTE a CASCADE;
CREATE TABLE becomes (why text, z date, double_u int);
ALTER TABLE becomes OF inner_one;
ALTER TABLE typed NOT OF;
CREATE FUNCTION takes(level, percent[], uses) RETURNS inner_one LANGUAGE sql AS 'SELECT NULL::inner_one';
CREATE FUNCTION gives(OUT a percent, INOUT b int, VARIADIC c text[]) LANGUAGE sql AS 'SELECT NULL::percent, 1';
--# check

ALTER TYPE level RENAME TO rank;
ALTER TABLE uses RENAME TO used;
CREATE SCHEMA elsewhere;
ALTER TYPE inner_one SET SCHEMA elsewhere;
ALTER DOMAIN percent SET SCHEMA elsewhere;
ALTER TYPE span RENAME TO spanne;
--# check

DROP TYPE spanne CASCADE;
DROP FUNCTION gives;
DROP DOMAIN elsewhere.percent CASCADE;
--# check
DROP TYPE elsewhere.inner_one CASCADE;
--# check
DROP TYPE rank CASCADE;
DROP TYPE IF EXISTS rank, shell;
DROP TABLE used;
