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

--# case
ALTER TABLE t ALTER COLUMN a TYPE bigint;

--# case
ALTER TABLE t ALTER COLUMN small TYPE int;

--# case
ALTER TABLE t ALTER COLUMN a TYPE int;

--# case
ALTER TABLE t ALTER COLUMN id TYPE bigint;

--# case
ALTER TABLE parent ALTER COLUMN id TYPE bigint;

--# case
ALTER TABLE t ALTER COLUMN parent_id TYPE bigint;

--# case
ALTER TABLE child ALTER COLUMN t_id TYPE bigint;

--# case
ALTER TABLE t ALTER COLUMN v TYPE varchar(40);

--# case
ALTER TABLE t ALTER COLUMN v TYPE varchar(10);

--# case
ALTER TABLE t ALTER COLUMN v TYPE varchar(20);

--# case
ALTER TABLE t ALTER COLUMN v TYPE varchar;

--# case
ALTER TABLE t ALTER COLUMN v TYPE text;

--# case
ALTER TABLE t ALTER COLUMN v TYPE char(30);

--# case
ALTER TABLE t ALTER COLUMN vx TYPE varchar(10);

--# case
ALTER TABLE t ALTER COLUMN vx TYPE text;

--# case
ALTER TABLE t ALTER COLUMN b TYPE varchar;

--# case
ALTER TABLE t ALTER COLUMN b TYPE varchar(100);

--# case
ALTER TABLE t ALTER COLUMN x TYPE varchar;

--# case
ALTER TABLE t ALTER COLUMN x TYPE varchar(100);

--# case
ALTER TABLE t ALTER COLUMN x TYPE text;

--# case
ALTER TABLE t ALTER COLUMN x TYPE jsonb USING to_jsonb(x);

--# case
ALTER TABLE t ALTER COLUMN x TYPE text USING upper(x);

--# case
ALTER TABLE t ALTER COLUMN x TYPE text USING x;

--# case
ALTER TABLE t ALTER COLUMN x TYPE text USING x::text;

--# case
ALTER TABLE t ALTER COLUMN x TYPE varchar(50) USING x::varchar(50);

--# case
ALTER TABLE t ALTER COLUMN v TYPE varchar(50) USING v::varchar(50);

--# case
ALTER TABLE t ALTER COLUMN v TYPE text USING v::text;

--# case
ALTER TABLE t ALTER COLUMN v TYPE varchar(50) USING v::text;

--# case
ALTER TABLE t ALTER COLUMN a TYPE bigint USING a::bigint;

--# case
ALTER TABLE t ALTER COLUMN a TYPE text USING a::text;

--# case
ALTER TABLE t ALTER COLUMN num TYPE numeric(12,2);

--# case
ALTER TABLE t ALTER COLUMN num TYPE numeric(12,4);

--# case
ALTER TABLE t ALTER COLUMN num TYPE numeric(8,2);

--# case
ALTER TABLE t ALTER COLUMN num TYPE numeric;

--# case
ALTER TABLE t ALTER COLUMN num TYPE numeric(10,2);

--# case
ALTER TABLE t ALTER COLUMN num TYPE float8;

--# case
ALTER TABLE t ALTER COLUMN ts TYPE timestamp(3);

--# case
ALTER TABLE t ALTER COLUMN ts TYPE timestamp(6);

--# case
ALTER TABLE t ALTER COLUMN ts TYPE timestamptz;

--# case
SET LOCAL timezone = 'UTC';
ALTER TABLE t ALTER COLUMN ts TYPE timestamptz;

--# case
SET LOCAL timezone = 'Europe/Berlin';
ALTER TABLE t ALTER COLUMN ts TYPE timestamptz;

--# case
SET LOCAL timezone = 'UTC';
ALTER TABLE t ALTER COLUMN tz TYPE timestamp;

--# case
SET LOCAL timezone = 'Europe/Berlin';
ALTER TABLE t ALTER COLUMN tz TYPE timestamp;

--# case
SET LOCAL timezone = 'GMT';
ALTER TABLE t ALTER COLUMN tz TYPE timestamp;

--# case
SET LOCAL timezone = 'Etc/UTC';
ALTER TABLE t ALTER COLUMN tz TYPE timestamp;

--# case
SET LOCAL timezone = '0';
ALTER TABLE t ALTER COLUMN tz TYPE timestamp;

--# case
SET LOCAL timezone = 'Africa/Abidjan';
ALTER TABLE t ALTER COLUMN tz TYPE timestamp;

--# case
SET LOCAL timezone = 'Europe/London';
ALTER TABLE t ALTER COLUMN tz TYPE timestamp;

--# case
SET LOCAL timezone = 'UTC';
ALTER TABLE t ALTER COLUMN ts TYPE timestamptz USING ts AT TIME ZONE 'UTC';

--# case
ALTER TABLE t ALTER COLUMN tz TYPE timestamptz(3);

--# case
ALTER TABLE t ALTER COLUMN d TYPE timestamp;

--# case
ALTER TABLE t ALTER COLUMN js TYPE jsonb;

--# case
ALTER TABLE t ALTER COLUMN jb TYPE json;

--# case
ALTER TABLE t ALTER COLUMN jb TYPE text;

--# case
ALTER TABLE t ALTER COLUMN js TYPE text;

--# case
ALTER TABLE t ALTER COLUMN c TYPE char(10);

--# case
ALTER TABLE t ALTER COLUMN c TYPE char(3);

--# case
ALTER TABLE t ALTER COLUMN c TYPE text;

--# case
ALTER TABLE t ALTER COLUMN c TYPE varchar(5);

--# case
ALTER TABLE t ALTER COLUMN bits TYPE bit varying(16);

--# case
ALTER TABLE t ALTER COLUMN bits TYPE bit varying;

--# case
ALTER TABLE t ALTER COLUMN bits TYPE bit varying(4);

--# case
ALTER TABLE t ALTER COLUMN iv TYPE interval(6);

--# case
ALTER TABLE t ALTER COLUMN iv TYPE interval;

--# case
ALTER TABLE t ALTER COLUMN iv TYPE interval(1);

--# case
ALTER TABLE t ALTER COLUMN ip TYPE inet;

--# case
ALTER TABLE t ALTER COLUMN ip TYPE text;

--# case
ALTER TABLE t ALTER COLUMN arr TYPE bigint[];

--# case
ALTER TABLE t ALTER COLUMN arr TYPE int[];

--# case
ALTER TABLE t ALTER COLUMN a TYPE bare;

--# case
ALTER TABLE t ALTER COLUMN a TYPE positive;

--# case
ALTER TABLE t ALTER COLUMN a TYPE needed;

--# case
ALTER TABLE t ALTER COLUMN x TYPE short_text;

--# case
ALTER TABLE t ALTER COLUMN a TYPE oid;

--# case
ALTER TABLE t ALTER COLUMN a TYPE numeric;

--# case
ALTER TABLE t ALTER COLUMN a TYPE mood USING 'ok'::mood;

--# case
ALTER TABLE t ALTER COLUMN x TYPE text COLLATE "C";

--# case
ALTER TABLE t ALTER COLUMN v TYPE varchar(20) COLLATE "C";

--# case
ALTER TABLE t ALTER COLUMN v TYPE varchar(30) COLLATE "POSIX";

--# case
ALTER TABLE t ALTER COLUMN a TYPE bigint, ADD COLUMN n1 int;

--# case
ALTER TABLE t ALTER COLUMN a TYPE bigint, ALTER COLUMN small TYPE int;

--# case
ALTER TABLE checked ALTER COLUMN a TYPE bigint;

--# case
ALTER TABLE checked ALTER COLUMN b TYPE bigint;

--# case
ALTER TABLE checked ALTER COLUMN e TYPE varchar;

--# case
ALTER TABLE t ALTER COLUMN flag DROP DEFAULT, ALTER COLUMN flag TYPE int USING flag::int;

--# case
ALTER TABLE parent ALTER COLUMN code TYPE varchar;

--# case
ALTER TABLE parent ALTER COLUMN code TYPE varchar(50);

--# case
ALTER TABLE plain ALTER COLUMN a TYPE bigint;

--# case
ALTER TABLE plain ALTER COLUMN b TYPE varchar;

--# case
ALTER TABLE t ALTER COLUMN x TYPE bpchar;

--# case
ALTER TABLE t ALTER COLUMN x TYPE xml USING x::xml;

--# case
ALTER TABLE t ALTER COLUMN x TYPE bytea USING x::bytea;

--# case
ALTER TABLE t ALTER COLUMN x TYPE name;
