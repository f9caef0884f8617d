-- Sequences that defaults name, copied to other tables; prepared statements.
CREATE TABLE t (id bigserial PRIMARY KEY, a int);
CREATE TABLE i (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a int);
INSERT INTO t (a) SELECT g FROM generate_series(1, 100) g;
INSERT INTO i (a) SELECT g FROM generate_series(1, 100) g;
CREATE SEQUENCE s;
CREATE TABLE p (id bigint DEFAULT nextval('s'), d date NOT NULL) PARTITION BY RANGE (d);
CREATE STATISTICS st ON id, a FROM t;

--# case
CREATE TABLE n (LIKE t);

--# case
CREATE TABLE n (LIKE t INCLUDING DEFAULTS);

--# case
CREATE TABLE n (LIKE t INCLUDING ALL);

--# case
CREATE TABLE n (LIKE t INCLUDING ALL EXCLUDING DEFAULTS);

--# case
CREATE TABLE n (LIKE i INCLUDING ALL);

--# case
CREATE TABLE n () INHERITS (t);

--# case
CREATE TABLE n (id bigint DEFAULT 5) INHERITS (t);

--# case
CREATE TABLE n PARTITION OF p FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');

--# case
CREATE TABLE n PARTITION OF p (id DEFAULT 7) FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');

--# case
CREATE TABLE n PARTITION OF p DEFAULT;

--# case
PREPARE q AS UPDATE t SET a = 2;

--# case
PREPARE q AS SELECT * FROM t;

--# case
PREPARE q AS INSERT INTO t (a) SELECT a FROM i;

--# case
DROP STATISTICS st;
