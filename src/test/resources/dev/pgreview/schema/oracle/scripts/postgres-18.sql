--# majors=18-18
-- What PostgreSQL 18 brought: NOT NULL as a constraint, NOT ENFORCED, virtual columns, temporal keys.
CREATE TABLE parent (a int NOT NULL, b int CONSTRAINT b_there NOT NULL, c int CONSTRAINT c_here NOT NULL NO INHERIT, d int, NOT NULL d);
CREATE TABLE child (e int NOT NULL, a int CONSTRAINT own_a NOT NULL) INHERITS (parent);
CREATE TABLE child_again (b int NOT NULL, d int, PRIMARY KEY (a)) INHERITS (parent);
CREATE TABLE child_serial (a serial, d int GENERATED ALWAYS AS IDENTITY, e int NOT NULL) INHERITS (parent, child);
CREATE TABLE loose (a int NOT NULL, b int NOT NULL, c int, d int CONSTRAINT loose_d NOT NULL);
ALTER TABLE loose INHERIT parent;
--# check
ALTER TABLE parent ADD CONSTRAINT later NOT NULL c NOT VALID;
--# refused
ALTER TABLE parent ADD COLUMN f int, ADD COLUMN g int NOT NULL DEFAULT 1, ADD COLUMN h int CONSTRAINT h_there NOT NULL DEFAULT 2;
ALTER TABLE parent ADD CONSTRAINT f_there NOT NULL f NOT VALID;
ALTER TABLE parent VALIDATE CONSTRAINT f_there;
ALTER TABLE loose RENAME CONSTRAINT loose_b_not_null TO whatever;
--# refused
ALTER TABLE parent RENAME CONSTRAINT f_there TO f_is_there;
ALTER TABLE parent ALTER CONSTRAINT c_here INHERIT;
ALTER TABLE parent ALTER CONSTRAINT f_is_there NO INHERIT;
--# check
ALTER TABLE parent ALTER a DROP NOT NULL, DROP CONSTRAINT b_there;
ALTER TABLE parent ALTER a SET NOT NULL;
ALTER TABLE loose NO INHERIT parent;
ALTER TABLE parent RENAME g TO gg;
ALTER TABLE parent DROP COLUMN gg;
--# check
CREATE TABLE keyed (id int, x int CHECK (x > 0) NOT ENFORCED, v int GENERATED ALWAYS AS (x * 2), w int GENERATED ALWAYS AS (x * 3) VIRTUAL, PRIMARY KEY (id));
CREATE TABLE refers (k int REFERENCES keyed NOT ENFORCED, l int REFERENCES keyed);
ALTER TABLE refers ALTER CONSTRAINT refers_k_fkey ENFORCED;
ALTER TABLE refers ALTER CONSTRAINT refers_l_fkey NOT ENFORCED;
CREATE TABLE like_keyed (LIKE keyed INCLUDING ALL, LIKE parent);
CREATE TABLE part (a int NOT NULL, b int CONSTRAINT b_set NOT NULL) PARTITION BY LIST (a);
CREATE TABLE part1 PARTITION OF part FOR VALUES IN (1);
CREATE TABLE part3 PARTITION OF part (a NOT NULL, b CONSTRAINT b_here NOT NULL) FOR VALUES IN (3);
CREATE TABLE part2 (a int NOT NULL, b int CONSTRAINT mine NOT NULL);
ALTER TABLE part ATTACH PARTITION part2 FOR VALUES IN (2);
ALTER TABLE part ADD PRIMARY KEY (a);
ALTER TABLE part DETACH PARTITION part1;
--# check
ALTER TABLE part DROP CONSTRAINT b_set;
CREATE EXTENSION btree_gist;
CREATE TABLE temporal (id int, at daterange, PRIMARY KEY (id, at WITHOUT OVERLAPS));
CREATE TABLE temporal_child (id int, at daterange, FOREIGN KEY (id, PERIOD at) REFERENCES temporal (id, PERIOD at));
--# check
