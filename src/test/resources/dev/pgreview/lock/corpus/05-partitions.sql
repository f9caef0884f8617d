-- Partitioned tables, inheritance, foreign keys to and from partitions.
CREATE TABLE owner (id int PRIMARY KEY, n text);
CREATE TABLE pt (id int NOT NULL, k int NOT NULL, a int, b text, o int REFERENCES owner, PRIMARY KEY (id, k)) PARTITION BY RANGE (k);
CREATE TABLE pt1 PARTITION OF pt FOR VALUES FROM (0) TO (1000);
CREATE TABLE pt2 PARTITION OF pt FOR VALUES FROM (1000) TO (2000);
CREATE TABLE ptd PARTITION OF pt DEFAULT;
CREATE INDEX pt_a_idx ON pt (a);
CREATE INDEX pt1_b ON pt1 (b);
CREATE TABLE nd (id int, k int, a int) PARTITION BY RANGE (k);
CREATE TABLE nd1 PARTITION OF nd FOR VALUES FROM (0) TO (1000);
CREATE TABLE nd2 PARTITION OF nd FOR VALUES FROM (1000) TO (2000);
CREATE TABLE sub (id int, k int, r text) PARTITION BY LIST (r);
CREATE TABLE sub_a PARTITION OF sub FOR VALUES IN ('a') PARTITION BY RANGE (k);
CREATE TABLE sub_a1 PARTITION OF sub_a FOR VALUES FROM (0) TO (1000);
CREATE TABLE sub_b PARTITION OF sub FOR VALUES IN ('b');
CREATE TABLE loose (id int NOT NULL, k int NOT NULL, a int, b text, o int);
CREATE TABLE loose_checked (id int NOT NULL, k int NOT NULL, a int, b text, o int, CHECK (k >= 3000 AND k < 4000));
CREATE TABLE loose_nd (id int, k int, a int);
CREATE TABLE loose_nd_checked (id int, k int NOT NULL, a int, CHECK (k >= 3000 AND k < 4000));
CREATE TABLE loose_indexed (id int NOT NULL, k int NOT NULL, a int, b text, o int, PRIMARY KEY (id, k));
CREATE INDEX loose_indexed_a ON loose_indexed (a);
CREATE TABLE refs (id int PRIMARY KEY, x int, pid int, pk int, FOREIGN KEY (pid, pk) REFERENCES pt);
CREATE TABLE up (id int PRIMARY KEY, a int, b text, CHECK (a > 0));
CREATE TABLE down1 (extra int) INHERITS (up);
CREATE TABLE down2 (PRIMARY KEY (id)) INHERITS (up);
CREATE INDEX down2_a ON down2 (a);
CREATE TABLE orphan (id int NOT NULL, a int, b text, CONSTRAINT up_a_check CHECK (a > 0));
CREATE TABLE src (id int, k int, a int);
INSERT INTO owner SELECT i, i FROM generate_series(1, 2000) i;
INSERT INTO pt SELECT i, i, i, 'b', i FROM generate_series(1, 1900) i;
INSERT INTO ptd VALUES (1, 5000, 1, 'b', 1);
INSERT INTO nd SELECT i, i, i FROM generate_series(1, 1900) i;
INSERT INTO sub SELECT i, i, 'a' FROM generate_series(1, 900) i;
INSERT INTO sub SELECT i, i, 'b' FROM generate_series(1, 900) i;
INSERT INTO loose SELECT i, i, i, 'b', 1 FROM generate_series(3000, 3900) i;
INSERT INTO loose_checked SELECT i, i, i, 'b', 1 FROM generate_series(3000, 3900) i;
INSERT INTO loose_indexed SELECT i, i, i, 'b', 1 FROM generate_series(3000, 3900) i;
INSERT INTO loose_nd SELECT i, i, i FROM generate_series(3000, 3900) i;
INSERT INTO loose_nd_checked SELECT i, i, i FROM generate_series(3000, 3900) i;
INSERT INTO refs SELECT i, i, i, i FROM generate_series(1, 900) i;
INSERT INTO up SELECT i, i, 'b' FROM generate_series(1, 900) i;
INSERT INTO down1 SELECT i, i, 'b', 1 FROM generate_series(1, 900) i;
INSERT INTO down2 SELECT i, i, 'b' FROM generate_series(1, 900) i;
INSERT INTO src SELECT i, i, i FROM generate_series(1, 900) i;
ANALYZE;

--# case
CREATE TABLE n PARTITION OF pt FOR VALUES FROM (2000) TO (3000);

--# case
CREATE TABLE n PARTITION OF nd FOR VALUES FROM (2000) TO (3000);

--# case
CREATE TABLE n PARTITION OF nd DEFAULT;

--# case
CREATE TABLE n PARTITION OF sub FOR VALUES IN ('c');

--# case
CREATE TABLE n PARTITION OF sub_a FOR VALUES FROM (1000) TO (3000);

--# case
CREATE TABLE n PARTITION OF sub FOR VALUES IN ('c') PARTITION BY RANGE (k);

--# case
ALTER TABLE pt ATTACH PARTITION loose FOR VALUES FROM (3000) TO (4000);

--# case
ALTER TABLE pt ATTACH PARTITION loose_checked FOR VALUES FROM (3000) TO (4000);

--# case
ALTER TABLE pt ATTACH PARTITION loose_indexed FOR VALUES FROM (3000) TO (4000);

--# case
ALTER TABLE nd ATTACH PARTITION loose_nd FOR VALUES FROM (3000) TO (4000);

--# case
ALTER TABLE nd ATTACH PARTITION loose_nd_checked FOR VALUES FROM (3000) TO (4000);

--# case
ALTER TABLE nd ATTACH PARTITION loose_nd DEFAULT;

--# case
ALTER TABLE pt DETACH PARTITION ptd;

--# case
ALTER TABLE nd DETACH PARTITION nd1;

--# case
ALTER TABLE sub DETACH PARTITION sub_a;

--# case
ALTER TABLE sub_a DETACH PARTITION sub_a1;

--# case
DROP TABLE nd1;

--# case
DROP TABLE pt2 CASCADE;

--# case
DROP TABLE refs;

--# case
DROP TABLE pt CASCADE;

--# case
DROP TABLE nd;

--# case
DROP TABLE sub;

--# case
DROP TABLE sub_a;

--# case
TRUNCATE nd;

--# case
TRUNCATE nd1;

--# case
TRUNCATE sub;

--# case
TRUNCATE pt CASCADE;

--# case
TRUNCATE refs;

--# case
ALTER TABLE pt ADD COLUMN n1 int;

--# case
ALTER TABLE nd ADD COLUMN n1 float8 DEFAULT random();

--# case
ALTER TABLE pt ADD COLUMN n1 float8 DEFAULT random();

--# case
ALTER TABLE pt DROP COLUMN a;

--# case
ALTER TABLE pt DROP COLUMN o;

--# case
ALTER TABLE nd ALTER COLUMN a TYPE bigint;

--# case
ALTER TABLE pt ALTER COLUMN a TYPE bigint;

--# case
ALTER TABLE pt ALTER COLUMN b TYPE varchar;

--# case
ALTER TABLE nd ALTER COLUMN a SET NOT NULL;

--# case
ALTER TABLE nd1 ALTER COLUMN a SET NOT NULL;

--# case
ALTER TABLE pt ALTER COLUMN a SET DEFAULT 4;

--# case
ALTER TABLE ONLY pt ALTER COLUMN a SET DEFAULT 4;

--# case
ALTER TABLE pt1 ALTER COLUMN a SET DEFAULT 4;

--# case
ALTER TABLE pt ALTER COLUMN a SET STATISTICS 10;

--# case
ALTER TABLE pt ALTER COLUMN b SET STORAGE EXTERNAL;

--# case
ALTER TABLE nd ADD CONSTRAINT k CHECK (a > 0);

--# case
ALTER TABLE nd ADD CONSTRAINT k CHECK (a > 0) NOT VALID;

--# case
ALTER TABLE nd ADD CONSTRAINT k CHECK (a > 0) NOT VALID;
ALTER TABLE refs VALIDATE CONSTRAINT refs_pid_pk_fkey;

--# case
ALTER TABLE nd ADD CONSTRAINT k UNIQUE (id, k);

--# case
ALTER TABLE nd ADD PRIMARY KEY (id, k);

--# case
ALTER TABLE nd ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES owner (id);

--# case majors=18-18
ALTER TABLE nd ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES owner (id) NOT VALID;

--# case
ALTER TABLE src ADD CONSTRAINT k FOREIGN KEY (id, k) REFERENCES pt;

--# case
ALTER TABLE src ADD CONSTRAINT k FOREIGN KEY (id, k) REFERENCES pt NOT VALID;

--# case
ALTER TABLE refs DROP CONSTRAINT refs_pid_pk_fkey;

--# case
ALTER TABLE pt DROP CONSTRAINT pt_o_fkey;

--# case
ALTER TABLE pt DROP CONSTRAINT pt_pkey CASCADE;

--# case
ALTER TABLE pt OWNER TO postgres;

--# case
ALTER TABLE pt OWNER TO pg_monitor;

--# case
ALTER TABLE nd OWNER TO pg_monitor;

--# case
ALTER TABLE pt RENAME COLUMN a TO a2;

--# case
ALTER TABLE nd RENAME TO nd9;

--# case
ALTER TABLE pt ENABLE ROW LEVEL SECURITY;

--# case
ALTER TABLE pt REPLICA IDENTITY FULL;

--# case
ALTER TABLE pt1 SET (fillfactor = 70);

--# case
CREATE INDEX i ON pt (b);

--# case
CREATE INDEX i ON ONLY pt (b);

--# case
CREATE INDEX i ON nd (a);

--# case
CREATE INDEX i ON sub (k);

--# case
CREATE INDEX i ON pt1 (k);

--# case
CREATE INDEX i ON ONLY nd (a);
CREATE INDEX i1 ON nd1 (a);

--# case
CREATE UNIQUE INDEX i ON nd (id, k);

--# case
DROP INDEX pt_a_idx;

--# case
DROP INDEX pt1_b;

--# case
REINDEX TABLE pt1;

--# case
REINDEX INDEX pt1_b;

--# case
INSERT INTO pt VALUES (5, 1500, 1, 'b', 1);

--# case
INSERT INTO nd SELECT id + 5000, k, a FROM src;

--# case
INSERT INTO nd1 VALUES (1, 1, 1);

--# case
UPDATE nd SET a = a + 1;

--# case
UPDATE nd SET a = 1 WHERE k = 5;

--# case
UPDATE nd SET k = 1500 WHERE k = 5;

--# case
DELETE FROM nd WHERE k = 5;

--# case
DELETE FROM nd;

--# case
SELECT count(*) FROM nd;

--# case
SELECT * FROM nd WHERE k = 5;

--# case
SELECT * FROM pt WHERE id = 5 AND k = 5;

--# case
LOCK TABLE nd IN SHARE MODE;

--# case
LOCK TABLE ONLY nd IN SHARE MODE;

--# case
ANALYZE nd;

--# case
ANALYZE nd1;

--# case
COMMENT ON TABLE nd IS 'x';

--# case
CREATE VIEW n AS SELECT * FROM nd;

--# case
GRANT SELECT ON nd TO PUBLIC;

--# case
CREATE TABLE n (LIKE nd INCLUDING ALL);

--# case
CREATE TABLE n (id int, k int, FOREIGN KEY (id, k) REFERENCES pt);

--# case
CREATE TABLE n (a int REFERENCES owner) PARTITION BY RANGE (a);

--# case
ALTER TABLE up ADD COLUMN n1 int;

--# case
ALTER TABLE up ADD COLUMN n1 float8 DEFAULT random();

--# case
ALTER TABLE up DROP COLUMN b;

--# case
ALTER TABLE ONLY up DROP COLUMN b;

--# case
ALTER TABLE up ALTER COLUMN a TYPE bigint;

--# case
ALTER TABLE up ALTER COLUMN a SET NOT NULL;

--# case
ALTER TABLE ONLY up ALTER COLUMN a SET NOT NULL;

--# case
ALTER TABLE up ALTER COLUMN a SET DEFAULT 5;

--# case
ALTER TABLE up ADD CONSTRAINT k CHECK (a > 0);

--# case
ALTER TABLE up ADD CONSTRAINT k CHECK (a > 0) NO INHERIT;

--# case
ALTER TABLE up ADD CONSTRAINT k CHECK (a > 0) NOT VALID;

--# case
ALTER TABLE up ADD CONSTRAINT k UNIQUE (a);

--# case
ALTER TABLE up DROP CONSTRAINT up_a_check;

--# case
ALTER TABLE up RENAME COLUMN a TO z;

--# case
ALTER TABLE up RENAME CONSTRAINT up_a_check TO z;

--# case
ALTER TABLE down1 NO INHERIT up;

--# case
ALTER TABLE orphan INHERIT up;

--# case
DROP TABLE up CASCADE;

--# case
DROP TABLE down1;

--# case
TRUNCATE up;

--# case
TRUNCATE ONLY up;

--# case
CREATE INDEX i ON up (b);

--# case
SELECT count(*) FROM up;

--# case
SELECT count(*) FROM ONLY up;

--# case
UPDATE up SET a = 5;

--# case
DELETE FROM ONLY up;

--# case
CREATE TABLE n () INHERITS (up);

--# case
ALTER TABLE up ENABLE TRIGGER ALL;

--# case
ALTER TABLE up OWNER TO pg_monitor;
