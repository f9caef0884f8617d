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
ALTER TABLE t ADD CONSTRAINT k CHECK (a > 0);

--# case
ALTER TABLE t ADD CHECK (a > 0);

--# case
ALTER TABLE t ADD CONSTRAINT k CHECK (a > 0) NOT VALID;

--# case
ALTER TABLE t ADD CONSTRAINT k CHECK (a > 0) NO INHERIT;

--# case majors=18-18
ALTER TABLE t ADD CONSTRAINT k CHECK (a > 0) NOT ENFORCED;

--# case majors=18-18
ALTER TABLE t ADD CONSTRAINT k NOT NULL a;

--# case majors=18-18
ALTER TABLE t ADD CONSTRAINT k NOT NULL a NOT VALID;

--# case majors=18-18
ALTER TABLE t ADD CONSTRAINT k NOT NULL a NOT VALID;
ALTER TABLE plain ADD CONSTRAINT k NOT NULL a;

--# case majors=18-18
ALTER TABLE checked ADD CONSTRAINT k NOT NULL a;

--# case
ALTER TABLE t ADD CONSTRAINT k UNIQUE (a);

--# case
ALTER TABLE t ADD UNIQUE (a, b);

--# case
ALTER TABLE t ADD CONSTRAINT k UNIQUE (a) DEFERRABLE INITIALLY DEFERRED;

--# case majors=15-18
ALTER TABLE t ADD CONSTRAINT k UNIQUE NULLS NOT DISTINCT (a);

--# case
ALTER TABLE plain ADD PRIMARY KEY (id);

--# case
ALTER TABLE plain ALTER COLUMN id SET NOT NULL, ADD PRIMARY KEY (id);

--# case
CREATE UNIQUE INDEX plain_u ON plain (id);
ALTER TABLE plain ADD PRIMARY KEY USING INDEX plain_u;

--# case
ALTER TABLE t ADD CONSTRAINT k EXCLUDE USING btree (a WITH =);

--# case
ALTER TABLE t ADD CONSTRAINT k EXCLUDE USING gist (int4range(a, a + 1) WITH &&);

--# case
ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES parent (id);

--# case
ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES parent;

--# case
ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES parent (id) NOT VALID;

--# case
ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES parent (id) ON DELETE CASCADE NOT VALID;

--# case
ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES parent (id) DEFERRABLE;

--# case majors=18-18
ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES parent (id) NOT ENFORCED;

--# case
ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES t (id);

--# case
ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES t (id) NOT VALID;

--# case
ALTER TABLE plain ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES parent (id);

--# case
ALTER TABLE plain ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES parent (id), ADD CONSTRAINT k2 FOREIGN KEY (id) REFERENCES t (id);

--# case
ALTER TABLE checked VALIDATE CONSTRAINT b_there;

--# case
ALTER TABLE checked VALIDATE CONSTRAINT a_there;

--# case
ALTER TABLE t VALIDATE CONSTRAINT t_parent_id_fkey;

--# case
ALTER TABLE t DROP CONSTRAINT t_parent_id_fkey;

--# case
ALTER TABLE child DROP CONSTRAINT child_t_id_fkey;

--# case
ALTER TABLE t DROP CONSTRAINT t_pkey CASCADE;

--# case
ALTER TABLE checked DROP CONSTRAINT checked_pkey;

--# case
ALTER TABLE checked DROP CONSTRAINT a_there;

--# case
ALTER TABLE checked DROP CONSTRAINT IF EXISTS nothing;

--# case
ALTER TABLE parent DROP CONSTRAINT parent_code_key;

--# case
ALTER TABLE t ALTER CONSTRAINT t_parent_id_fkey DEFERRABLE;

--# case
ALTER TABLE t ALTER CONSTRAINT t_parent_id_fkey DEFERRABLE INITIALLY DEFERRED;

--# case majors=18-18
ALTER TABLE t ALTER CONSTRAINT t_parent_id_fkey NOT ENFORCED;

--# case majors=18-18
ALTER TABLE t ADD CONSTRAINT k CHECK (a > 0), ADD CONSTRAINT k2 CHECK (a > 1) NOT VALID;

--# case majors=18-18
ALTER TABLE plain DROP CONSTRAINT IF EXISTS plain_id_not_null;

--# case majors=18-18
ALTER TABLE t DROP CONSTRAINT t_nb_not_null;

--# case majors=18-18
ALTER TABLE t ALTER CONSTRAINT t_nb_not_null NO INHERIT;

--# case
COMMENT ON CONSTRAINT a_there ON checked IS 'x';

--# case
ALTER DOMAIN positive ADD CONSTRAINT k CHECK (VALUE < 1000000);

--# case
ALTER DOMAIN positive DROP CONSTRAINT positive_check;
