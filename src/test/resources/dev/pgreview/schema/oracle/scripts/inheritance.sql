-- Plain inheritance: what merges, what stays when the parent lets go.
CREATE TABLE animal (id serial PRIMARY KEY, name text NOT NULL, legs int DEFAULT 4 CHECK (legs >= 0), kind text, CONSTRAINT private CHECK (kind <> '') NO INHERIT);
CREATE TABLE pet (owner text NOT NULL, name text NOT NULL, CONSTRAINT short_name CHECK (length(name) < 50));
CREATE TABLE dog (breed text, name text NOT NULL DEFAULT 'Rex') INHERITS (animal, pet);
CREATE TABLE puppy () INHERITS (dog);
CREATE TABLE loose (id int NOT NULL, name text NOT NULL, legs int, kind text, age int, CONSTRAINT animal_legs_check CHECK (legs >= 0));
ALTER TABLE loose INHERIT animal;
--# check

ALTER TABLE animal ADD COLUMN age int, ADD COLUMN weight numeric CHECK (weight > 0);
ALTER TABLE dog ADD COLUMN color text;
ALTER TABLE animal ADD COLUMN color text DEFAULT 'brown';
ALTER TABLE animal ADD CONSTRAINT heavy CHECK (weight < 1000);
ALTER TABLE dog ADD CONSTRAINT shared CHECK (age < 40);
ALTER TABLE animal ADD CONSTRAINT shared CHECK (age < 40);
ALTER TABLE ONLY animal ADD CONSTRAINT top CHECK (age < 100) NO INHERIT;
--# check

ALTER TABLE animal ALTER legs SET DEFAULT 2, ALTER kind SET NOT NULL;
ALTER TABLE ONLY animal ALTER legs SET DEFAULT 3;
ALTER TABLE animal RENAME COLUMN kind TO species;
ALTER TABLE animal RENAME CONSTRAINT heavy TO not_too_heavy;
ALTER TABLE animal ALTER weight TYPE real;
ALTER TABLE loose NO INHERIT animal;
--# check

ALTER TABLE animal DROP COLUMN color;
ALTER TABLE ONLY animal DROP COLUMN age CASCADE;
ALTER TABLE animal DROP CONSTRAINT not_too_heavy;
ALTER TABLE ONLY animal DROP CONSTRAINT animal_weight_check;
ALTER TABLE animal DROP CONSTRAINT private;
ALTER TABLE pet DROP CONSTRAINT short_name;
ALTER TABLE pet DROP COLUMN name;
--# check
ALTER TABLE dog NO INHERIT pet;
ALTER TABLE animal DROP COLUMN name;
ALTER TABLE animal ALTER species DROP NOT NULL;
--# check

CREATE TABLE top (a int);
CREATE TABLE left_side () INHERITS (top);
CREATE TABLE right_side () INHERITS (top);
CREATE TABLE bottom () INHERITS (left_side, right_side);
ALTER TABLE top ADD COLUMN b int CHECK (b > 0) DEFAULT 1;
ALTER TABLE top ADD CONSTRAINT a_there CHECK (a IS NOT NULL);
--# check
ALTER TABLE left_side NO INHERIT top;
--# check
ALTER TABLE top DROP COLUMN b;
ALTER TABLE left_side DROP COLUMN b CASCADE;
DROP TABLE right_side CASCADE;
--# check
CREATE TABLE indexed (x int) INHERITS (top);
CREATE INDEX ON top (a);
ALTER TABLE top ADD PRIMARY KEY (a);
DROP TABLE top CASCADE;
