-- SQL that is put together at run time: the replay says that it does not know, and what it knows stays true.
CREATE TABLE base (id int PRIMARY KEY);
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['x', 'y'] LOOP
    EXECUTE format('CREATE TABLE made_%s (id int REFERENCES base, v text)', name);
  END LOOP;
END
$$;
ALTER TABLE base ADD COLUMN a int;
ALTER TABLE made_x ADD COLUMN b int;
CREATE INDEX ON made_y (v);
ALTER TABLE made_y RENAME TO made_z;
--# check
