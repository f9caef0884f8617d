-- Names that PostgreSQL makes, validity, renames, constraints on existing indexes, drops that take others along.
CREATE TABLE parent (
  id int PRIMARY KEY, code text UNIQUE, a int, b int, c int, during tsrange,
  UNIQUE (a, b), UNIQUE (b, a), CONSTRAINT "Named One" UNIQUE (c) DEFERRABLE INITIALLY DEFERRED,
  CHECK (a > 0), CHECK (a > 1), CHECK (a > b), CHECK (1 > 0), CONSTRAINT own CHECK (c <> 0) NO INHERIT,
  EXCLUDE USING gist (during WITH &&) WHERE (a > 3), EXCLUDE (a WITH =, lower(code) WITH =)
);
CREATE TABLE child (
  id int PRIMARY KEY,
  p int REFERENCES parent, q text REFERENCES parent (code) ON DELETE SET NULL ON UPDATE CASCADE,
  x int, y int,
  FOREIGN KEY (x, y) REFERENCES parent (a, b) MATCH FULL ON DELETE RESTRICT DEFERRABLE,
  FOREIGN KEY (y, x) REFERENCES parent (b, a),
  CONSTRAINT self FOREIGN KEY (x) REFERENCES child (id) ON DELETE SET DEFAULT,
  CHECK (x > 0), UNIQUE (x, y)
);
--# check

ALTER TABLE child ADD FOREIGN KEY (p) REFERENCES parent (id) NOT VALID;
ALTER TABLE child ADD CONSTRAINT positive CHECK (y > 0) NOT VALID, ADD CHECK (x < y) NOT VALID;
ALTER TABLE child VALIDATE CONSTRAINT positive;
ALTER TABLE child VALIDATE CONSTRAINT child_p_fkey1;
ALTER TABLE child ALTER CONSTRAINT self DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE child ALTER CONSTRAINT child_x_y_fkey NOT DEFERRABLE;
--# check

CREATE UNIQUE INDEX CONCURRENTLY child_y ON child (y) INCLUDE (p);
CREATE UNIQUE INDEX child_x ON child (x);
ALTER TABLE child ADD CONSTRAINT child_y_unique UNIQUE USING INDEX child_y;
ALTER TABLE child DROP CONSTRAINT child_pkey CASCADE, ADD PRIMARY KEY USING INDEX child_x;
ALTER TABLE child ADD CONSTRAINT again FOREIGN KEY (p) REFERENCES child (y);
--# check

ALTER TABLE child RENAME CONSTRAINT child_y_unique TO "Y is one";
ALTER INDEX "Y is one" RENAME TO y_is_one;
ALTER TABLE child RENAME CONSTRAINT child_x_check TO x_positive;
ALTER TABLE child RENAME CONSTRAINT again TO once_more;
ALTER TABLE parent RENAME COLUMN a TO alpha;
ALTER TABLE parent RENAME code TO "Code";
ALTER TABLE child RENAME x TO ex;
ALTER TABLE child ADD CHECK (ex > 0), ADD UNIQUE (ex), ADD FOREIGN KEY (ex) REFERENCES parent;
ALTER TABLE child RENAME TO kid;
ALTER TABLE kid ADD CHECK (ex > 0), ADD UNIQUE (ex), ADD FOREIGN KEY (ex) REFERENCES parent;
--# check

ALTER TABLE parent DROP CONSTRAINT parent_a_b_key CASCADE;
ALTER TABLE parent DROP COLUMN alpha CASCADE;
ALTER TABLE kid DROP CONSTRAINT IF EXISTS nothing, DROP CONSTRAINT x_positive;
DROP INDEX y_is_one;
--# refused
ALTER TABLE kid DROP CONSTRAINT y_is_one CASCADE;
--# check

CREATE TABLE ab (c_d int CHECK (c_d > 0), c int CHECK (c > 0));
CREATE TABLE many (a int, CONSTRAINT many_a_key CHECK (a > 0), UNIQUE (a), CHECK (a > 5), CONSTRAINT many_a_check CHECK (a > 6));
--# refused
CREATE TABLE many (a int, CONSTRAINT many_a_key CHECK (a > 0), UNIQUE (a), CONSTRAINT many_a_check CHECK (a > 6), CHECK (a > 5));
CREATE TABLE repeated (a int UNIQUE PRIMARY KEY, b int UNIQUE, c int, CONSTRAINT named UNIQUE (b), UNIQUE (b, c), UNIQUE (c, b), UNIQUE (b) DEFERRABLE, UNIQUE (b) INCLUDE (c));
ALTER TABLE repeated ADD COLUMN d int UNIQUE CONSTRAINT again UNIQUE, ADD UNIQUE (b), ADD UNIQUE (d);
CREATE TABLE taken_pkey (x int);
CREATE TABLE taken (id int PRIMARY KEY, v int UNIQUE);
CREATE INDEX taken_v_key1 ON taken (v);
ALTER TABLE taken ADD UNIQUE (v);
DROP TABLE parent CASCADE;
--# check

CREATE TABLE n (a int NOT NULL, b int NULL, c int CONSTRAINT c_is_there NOT NULL);
ALTER TABLE n ALTER a DROP NOT NULL, ALTER b SET NOT NULL;
ALTER TABLE n ADD CONSTRAINT a_there CHECK (a IS NOT NULL) NOT VALID;
ALTER TABLE n VALIDATE CONSTRAINT a_there;
ALTER TABLE n ALTER a SET NOT NULL;
ALTER TABLE n DROP CONSTRAINT a_there;
ALTER TABLE n ADD PRIMARY KEY (a, b);
ALTER TABLE n DROP CONSTRAINT n_pkey;
ALTER TABLE n RENAME b TO "B";
