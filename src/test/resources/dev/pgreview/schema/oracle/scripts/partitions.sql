-- Partitions on several levels: columns, constraints, indexes, triggers and foreign keys that go down, attach and detach.
CREATE TABLE customers (id int PRIMARY KEY);
CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE orders (
  id bigint NOT NULL, customer int NOT NULL REFERENCES customers ON DELETE CASCADE, placed date NOT NULL DEFAULT current_date,
  total numeric CHECK (total >= 0), note text, PRIMARY KEY (id, placed, customer), CONSTRAINT sane CHECK (placed > '2000-01-01')
) PARTITION BY RANGE (placed);
CREATE INDEX ON orders (customer);
CREATE INDEX orders_note ON orders (lower(note)) WHERE note IS NOT NULL;
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE OF note ON orders FOR EACH ROW EXECUTE FUNCTION stamp();
CREATE TRIGGER per_statement AFTER DELETE ON orders FOR EACH STATEMENT EXECUTE FUNCTION stamp();
CREATE TABLE orders_2024 PARTITION OF orders FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE orders_2025 PARTITION OF orders (note DEFAULT 'none', CHECK (total < 100), CONSTRAINT extra UNIQUE (total, customer))
  FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') PARTITION BY LIST (customer);
CREATE TABLE orders_2025_a PARTITION OF orders_2025 FOR VALUES IN (1, 2);
CREATE TABLE orders_2025_rest PARTITION OF orders_2025 DEFAULT;
CREATE TABLE orders_rest PARTITION OF orders DEFAULT;
--# check

ALTER TABLE orders ADD COLUMN extra int DEFAULT 1 NOT NULL CHECK (extra > 0), ADD UNIQUE (placed, note, customer);
ALTER TABLE orders ADD CONSTRAINT later CHECK (total < 1000000) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT later;
CREATE UNIQUE INDEX ON orders (placed, extra, customer);
CREATE INDEX ON orders ((total * 2), id DESC);
ALTER TABLE orders_2024 ADD CONSTRAINT only_here CHECK (extra < 5);
ALTER TABLE orders_2024 ALTER note SET DEFAULT 'old';
ALTER TABLE orders ALTER note SET DEFAULT 'all';
ALTER TABLE ONLY orders ALTER note DROP DEFAULT;
ALTER TABLE orders ALTER total SET NOT NULL;
ALTER TABLE orders ALTER total TYPE numeric(12, 2);
ALTER TABLE orders RENAME COLUMN note TO remark;
ALTER TABLE orders RENAME CONSTRAINT sane TO still_sane;
ALTER TABLE orders RENAME CONSTRAINT orders_pkey TO "Orders PK";
--# check

CREATE TABLE orders_2023 (LIKE orders INCLUDING DEFAULTS INCLUDING CONSTRAINTS);
ALTER TABLE orders_2023 ADD PRIMARY KEY (id, placed, customer);
CREATE INDEX ours ON orders_2023 (customer);
ALTER TABLE orders_2023 ADD CONSTRAINT ours_fk FOREIGN KEY (customer) REFERENCES customers ON DELETE CASCADE;
ALTER TABLE orders_2023 ADD CONSTRAINT in_2023 CHECK (placed >= '2023-01-01' AND placed < '2024-01-01');
ALTER TABLE orders ATTACH PARTITION orders_2023 FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
--# check

ALTER TABLE orders DETACH PARTITION orders_2024;
ALTER TABLE orders_2025 DETACH PARTITION orders_2025_a;
ALTER TABLE orders ADD COLUMN newer text;
ALTER TABLE orders_2024 ADD COLUMN newer text;
--# check

ALTER TABLE orders ATTACH PARTITION orders_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
ALTER TABLE orders DETACH PARTITION orders_2025;
--# check

DROP TRIGGER stamp ON orders;
ALTER TABLE orders DROP COLUMN newer;
ALTER TABLE orders DROP CONSTRAINT later;
ALTER TABLE orders DROP CONSTRAINT orders_customer_fkey;
ALTER TABLE orders DROP CONSTRAINT "Orders PK";
DROP INDEX orders_note;
ALTER TABLE orders_2023 DROP CONSTRAINT in_2023;
--# check

CREATE TABLE m (a int, b int) PARTITION BY LIST (a);
CREATE TABLE m1 PARTITION OF m FOR VALUES IN (1);
CREATE TABLE m2 PARTITION OF m FOR VALUES IN (2) PARTITION BY LIST (b);
CREATE TABLE m2_1 PARTITION OF m2 FOR VALUES IN (1);
CREATE INDEX m_b ON ONLY m (b);
CREATE INDEX m1_b ON m1 (b);
CREATE INDEX m2_b ON ONLY m2 (b);
CREATE INDEX m2_1_b ON m2_1 (b);
ALTER INDEX m_b ATTACH PARTITION m1_b;
--# check
ALTER INDEX m_b ATTACH PARTITION m2_b;
--# check
ALTER INDEX m2_b ATTACH PARTITION m2_1_b;
--# check
CREATE TABLE m3 (a int, b int);
CREATE INDEX ON m3 (b);
ALTER TABLE m ATTACH PARTITION m3 FOR VALUES IN (3);
CREATE INDEX again ON m (b, a);
ALTER TABLE m ADD UNIQUE (a, b);
CREATE TABLE m4 PARTITION OF m FOR VALUES IN (4);
CREATE TRIGGER t AFTER INSERT ON m FOR EACH ROW EXECUTE FUNCTION stamp();
ALTER TABLE m DISABLE TRIGGER t;
ALTER TABLE m1 ENABLE TRIGGER t;
ALTER TRIGGER t ON m RENAME TO tt;
ALTER TABLE m DETACH PARTITION m3;
--# check

CREATE TABLE h (a int PRIMARY KEY, b text) PARTITION BY HASH (a);
CREATE TABLE h0 PARTITION OF h FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE h1 PARTITION OF h FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE points_to_h (a int REFERENCES h, b int);
ALTER TABLE points_to_h ADD FOREIGN KEY (b) REFERENCES h;
CREATE TABLE e (a int, b text) PARTITION BY RANGE ((a % 10), lower(b));
CREATE TABLE parenthesised (a int, b int) PARTITION BY LIST ((b));
--# check
DROP TABLE h0;
--# refused
CREATE TABLE points_too (a int REFERENCES h, b int PRIMARY KEY);
CREATE TABLE points_back (a int REFERENCES h, b int REFERENCES points_too);
ALTER TABLE points_back DROP CONSTRAINT points_back_a_fkey;
ALTER TABLE points_to_h DROP CONSTRAINT points_to_h_a_fkey;
DROP TABLE h0 CASCADE;
--# check
DROP TABLE h CASCADE;
DROP TABLE orders, m;
--# check
-- A key without an index on the partitions, until theirs are attached.
CREATE TABLE keyless (a int NOT NULL, b int) PARTITION BY LIST (a);
CREATE TABLE keyless_1 PARTITION OF keyless FOR VALUES IN (1);
CREATE TABLE keyless_2 PARTITION OF keyless FOR VALUES IN (2);
ALTER TABLE ONLY keyless ADD CONSTRAINT keyless_key UNIQUE (a, b);
ALTER TABLE keyless_1 ADD UNIQUE (a, b);
ALTER INDEX keyless_key ATTACH PARTITION keyless_1_a_b_key;
--# check
ALTER TABLE keyless_2 ADD UNIQUE (a, b);
ALTER INDEX keyless_key ATTACH PARTITION keyless_2_a_b_key;
CREATE TABLE keyless_none (a int NOT NULL) PARTITION BY LIST (a);
ALTER TABLE ONLY keyless_none ADD UNIQUE (a);
