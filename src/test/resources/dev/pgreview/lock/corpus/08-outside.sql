--# outside of transactions
-- Statements that PostgreSQL does not allow in a transaction block, and those that commit inside.
CREATE TABLE parent (id int PRIMARY KEY, n int);
CREATE TABLE t (id int PRIMARY KEY, a int, b text, parent_id int REFERENCES parent, EXCLUDE (b WITH =));
CREATE INDEX t_a ON t (a);
CREATE UNIQUE INDEX t_ab ON t (a, b) WHERE a > 0;
CREATE TABLE child (t_id int REFERENCES t);
CREATE TABLE bare (a int);
CREATE TABLE clustered (id int PRIMARY KEY, a int);
CREATE INDEX clustered_a ON clustered (a);
CLUSTER clustered USING clustered_a;
CREATE MATERIALIZED VIEW mv AS SELECT id, a FROM t;
CREATE UNIQUE INDEX mv_id ON mv (id);
CREATE VIEW v AS SELECT a FROM t;
CREATE TABLE up (id int PRIMARY KEY, a int);
CREATE TABLE down (PRIMARY KEY (id)) INHERITS (up);
CREATE TABLE pt (id int NOT NULL, k int NOT NULL, a int, PRIMARY KEY (id, k)) PARTITION BY RANGE (k);
CREATE TABLE pt1 PARTITION OF pt FOR VALUES FROM (0) TO (1000);
CREATE TABLE pt2 PARTITION OF pt FOR VALUES FROM (1000) TO (2000) PARTITION BY RANGE (id);
CREATE TABLE pt2a PARTITION OF pt2 FOR VALUES FROM (0) TO (500);
CREATE TABLE pt2b PARTITION OF pt2 FOR VALUES FROM (500) TO (2000);
CREATE INDEX pt2a_own ON pt2a (a, k);
CREATE INDEX pt_a ON pt (a);
CREATE INDEX pt1_own ON pt1 (a, k);
CREATE INDEX pt_only ON ONLY pt (k);
CREATE TABLE refs (pid int, pk int, FOREIGN KEY (pid, pk) REFERENCES pt);
CREATE TABLE keyed (id int NOT NULL, k int NOT NULL, p int REFERENCES parent) PARTITION BY RANGE (k);
CREATE TABLE keyed1 PARTITION OF keyed FOR VALUES FROM (0) TO (1000);
CREATE TABLE keyed2 PARTITION OF keyed FOR VALUES FROM (1000) TO (2000);
CREATE INDEX keyed_p ON keyed (p);
CREATE TABLE deep (id int NOT NULL, k int NOT NULL) PARTITION BY RANGE (k);
CREATE TABLE deep1 PARTITION OF deep FOR VALUES FROM (0) TO (1000) PARTITION BY RANGE (id);
CREATE TABLE deep1a PARTITION OF deep1 FOR VALUES FROM (0) TO (500);
CREATE TABLE deep1b PARTITION OF deep1 FOR VALUES FROM (500) TO (1000);
CREATE INDEX deep_id ON deep (id);
CREATE TABLE deepkey (id int NOT NULL, k int NOT NULL, p int REFERENCES parent) PARTITION BY RANGE (k);
CREATE TABLE deepkey1 PARTITION OF deepkey FOR VALUES FROM (0) TO (1000) PARTITION BY RANGE (id);
CREATE TABLE deepkey1a PARTITION OF deepkey1 FOR VALUES FROM (0) TO (500);
CREATE TABLE multi (a int, b int, EXCLUDE (a WITH =));
CREATE TABLE foster (c int) INHERITS (down);
CREATE SCHEMA s;
CREATE TABLE s.one (id int PRIMARY KEY, a int);
CREATE INDEX one_a ON s.one (a);
CREATE TABLE s.two (id int PRIMARY KEY);
CREATE TABLE s.plain (id int);
CREATE MATERIALIZED VIEW s.mv AS SELECT id FROM s.two;
CREATE INDEX s_mv_id ON s.mv (id);
CREATE TABLE s.parted (id int PRIMARY KEY) PARTITION BY RANGE (id);
CREATE TABLE s.parted1 PARTITION OF s.parted FOR VALUES FROM (0) TO (1000);
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE moods (m mood);
CREATE SEQUENCE counter;
CREATE PROCEDURE twice() LANGUAGE plpgsql AS $$ BEGIN UPDATE bare SET a = 1; COMMIT; UPDATE s.plain SET id = 1; END $$;
INSERT INTO parent SELECT i, i FROM generate_series(1, 1000) i;
INSERT INTO t SELECT i, i, i, i FROM generate_series(1, 1000) i;
INSERT INTO child SELECT i FROM generate_series(1, 1000) i;
INSERT INTO bare SELECT i FROM generate_series(1, 1000) i;
INSERT INTO clustered SELECT i, i FROM generate_series(1, 1000) i;
INSERT INTO up SELECT i, i FROM generate_series(1, 1000) i;
INSERT INTO down SELECT i, i FROM generate_series(1, 1000) i;
INSERT INTO pt SELECT i % 1000, i, i FROM generate_series(1, 1900) i;
INSERT INTO refs SELECT i, i FROM generate_series(1, 900) i;
INSERT INTO keyed SELECT i, i, i % 1000 + 1 FROM generate_series(1, 1900) i;
INSERT INTO deep SELECT i, i FROM generate_series(1, 900) i;
INSERT INTO multi SELECT i, i FROM generate_series(1, 900) i;
INSERT INTO foster SELECT i, i, i FROM generate_series(1, 900) i;
INSERT INTO s.one SELECT i, i FROM generate_series(1, 1000) i;
INSERT INTO s.two SELECT i FROM generate_series(1, 1000) i;
INSERT INTO s.plain SELECT i FROM generate_series(1, 1000) i;
INSERT INTO s.parted SELECT i FROM generate_series(1, 900) i;
REFRESH MATERIALIZED VIEW mv;
REFRESH MATERIALIZED VIEW s.mv;
ANALYZE;

--# case
CREATE INDEX CONCURRENTLY n ON t (a);

--# case
CREATE UNIQUE INDEX CONCURRENTLY n ON t (lower(b)) INCLUDE (a) WHERE a > 0;

--# case
CREATE INDEX CONCURRENTLY IF NOT EXISTS t_a ON t (a);

--# case
CREATE INDEX CONCURRENTLY n ON mv (a);

--# case
CREATE INDEX CONCURRENTLY n ON pt1 (k);

--# case
CREATE INDEX CONCURRENTLY n ON up (a);

--# case
DROP INDEX CONCURRENTLY t_a;

--# case
DROP INDEX CONCURRENTLY IF EXISTS not_there;

--# case
DROP INDEX CONCURRENTLY mv_id;

--# case
DROP INDEX CONCURRENTLY pt1_own;

--# case
REINDEX INDEX CONCURRENTLY t_a;

--# case
REINDEX INDEX CONCURRENTLY t_pkey;

--# case
REINDEX INDEX CONCURRENTLY mv_id;

--# case
REINDEX INDEX CONCURRENTLY pt_a;

--# case
REINDEX INDEX pt_a;

--# case
REINDEX INDEX pt_only;

--# case
REINDEX INDEX pt1_own;

--# case
REINDEX TABLE CONCURRENTLY t;

--# case
REINDEX TABLE CONCURRENTLY child;

--# case
REINDEX TABLE CONCURRENTLY mv;

--# case
REINDEX TABLE CONCURRENTLY pt;

--# case
REINDEX TABLE pt;

--# case
REINDEX TABLE pt2;

--# case
REINDEX TABLE keyed;

--# case
REINDEX TABLE up;

--# case
REINDEX TABLE bare;

--# case
REINDEX TABLE CONCURRENTLY bare;

--# case
REINDEX (VERBOSE) TABLE t;

--# case
REINDEX SCHEMA s;

--# case
REINDEX SCHEMA CONCURRENTLY s;

--# case majors=16-18
REINDEX DATABASE;

--# case majors=16-18
REINDEX DATABASE CONCURRENTLY;

--# case majors=16-18
REINDEX SYSTEM;

--# case
VACUUM t;

--# case
VACUUM (ANALYZE) t;

--# case
VACUUM ANALYZE t (a), bare;

--# case
VACUUM (FREEZE) bare;

--# case
VACUUM (INDEX_CLEANUP OFF) t;

--# case
VACUUM (INDEX_CLEANUP ON, TRUNCATE OFF, PARALLEL 0) t;

--# case
VACUUM (PROCESS_TOAST OFF) t;

--# case majors=16-18
VACUUM (PROCESS_MAIN OFF) t;

--# case majors=16-18
VACUUM (ONLY_DATABASE_STATS);

--# case
VACUUM (DISABLE_PAGE_SKIPPING) t;

--# case
VACUUM mv;

--# case
VACUUM pt;

--# case
VACUUM ANALYZE pt;

--# case majors=18-18
VACUUM ONLY pt;

--# case
VACUUM pt1;

--# case
VACUUM up;

--# case majors=18-18
VACUUM ONLY up;

--# case
VACUUM ANALYZE up;

--# case
DELETE FROM bare;
VACUUM (TRUNCATE OFF) bare;

--# case
VACUUM;

--# case
VACUUM ANALYZE;

--# case
VACUUM FULL t;

--# case
VACUUM (FULL, ANALYZE) t;

--# case
VACUUM FULL mv;

--# case
VACUUM FULL pt;

--# case
VACUUM FULL pt1;

--# case
VACUUM FULL up;

--# case
VACUUM FULL;

--# case
VACUUM FULL clustered;

--# case
ANALYZE t;

--# case
ANALYZE;

--# case
ANALYZE pt;

--# case majors=18-18
ANALYZE ONLY pt;

--# case majors=18-18
ANALYZE ONLY up;

--# case
ANALYZE up;

--# case
ANALYZE down;

--# case
VACUUM FULL deep;

--# case
VACUUM ANALYZE down;

--# case
VACUUM (FULL, ANALYZE) up;

--# case
REINDEX TABLE CONCURRENTLY multi;

--# case
REINDEX INDEX deep_id;

--# case
REINDEX INDEX CONCURRENTLY pt2_a_idx;

--# case
REINDEX TABLE CONCURRENTLY keyed;

--# case
CLUSTER;

--# case
CLUSTER clustered;

--# case majors=15-18
CLUSTER pt USING pt_a;

--# case
ALTER TABLE pt DETACH PARTITION pt2 CONCURRENTLY;

--# case
ALTER TABLE pt2 DETACH PARTITION pt2a CONCURRENTLY;

--# case
ALTER TABLE deep DETACH PARTITION deep1 CONCURRENTLY;

--# case
ALTER TABLE deep1 DETACH PARTITION deep1a CONCURRENTLY;

--# case
ALTER TABLE pt DETACH PARTITION pt2;

--# case
ALTER TABLE pt2 DETACH PARTITION pt2a;

--# case
ALTER TABLE deep1 DETACH PARTITION deep1a;

--# case
ALTER TABLE deepkey1 DETACH PARTITION deepkey1a CONCURRENTLY;

--# case
ALTER TABLE deepkey DETACH PARTITION deepkey1 CONCURRENTLY;

--# case
ALTER TABLE keyed DETACH PARTITION keyed1 CONCURRENTLY;

--# case
ALTER TABLE s.parted DETACH PARTITION s.parted1 CONCURRENTLY;

--# case
ALTER TYPE mood ADD VALUE 'happy';

--# case
REFRESH MATERIALIZED VIEW CONCURRENTLY mv;

--# case
CALL twice();

--# case
DO $$ BEGIN UPDATE bare SET a = 1; COMMIT; ALTER TABLE bare ADD c int; END $$;

--# case
DO $$ BEGIN CREATE INDEX n ON bare (a); COMMIT; DROP INDEX n; END $$;

--# case
CREATE TABLE n (id int PRIMARY KEY);
VACUUM FULL n;

--# case
CREATE INDEX n ON t (b);
REINDEX INDEX CONCURRENTLY n;

--# case
CREATE DATABASE other;
