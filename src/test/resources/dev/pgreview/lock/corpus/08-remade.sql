-- What statements of the same transaction make anew or leave behind, and queries over other schemas' habits.
CREATE TABLE p (id serial PRIMARY KEY, code int, note varchar(20), at timestamp);
CREATE INDEX p_code ON p (code);
CREATE INDEX p_note ON p (note);
CREATE TABLE c (id int PRIMARY KEY, p_id int, other int);
CREATE INDEX c_p ON c (p_id);
CREATE TABLE d (id int PRIMARY KEY, p_id bigint);
CREATE INDEX d_p ON d (p_id);
CREATE TABLE m (id int PRIMARY KEY, "userId" int, flag int, gone int);
CREATE UNIQUE INDEX m_user ON m ("userId");
CREATE TABLE so (id int);
CREATE SEQUENCE so_seq OWNED BY so.id;
CREATE TABLE sd (id int);
CREATE SEQUENCE sd_seq;
ALTER TABLE sd ALTER COLUMN id SET DEFAULT nextval('sd_seq');
CREATE VIEW v_star AS SELECT * FROM c;
CREATE VIEW v_join AS SELECT c.id, m.flag FROM c JOIN m USING (id);
CREATE VIEW v_other AS SELECT m.id AS other FROM m;
ALTER TABLE c ADD COLUMN late int;
INSERT INTO p (code, note) SELECT i, 'n' FROM generate_series(1, 1000) i;
INSERT INTO c SELECT i, i, i FROM generate_series(1, 1000) i;
INSERT INTO d SELECT i, i FROM generate_series(1, 1000) i;
INSERT INTO m SELECT i, i, i FROM generate_series(1, 1000) i;
ANALYZE;

--# case
ALTER TABLE p ALTER COLUMN code TYPE bigint;
SELECT code FROM p;

--# case
ALTER TABLE p ALTER COLUMN note TYPE varchar(40);
ANALYZE p (note);

--# case
ALTER TABLE p ALTER COLUMN id TYPE bigint;
ALTER TABLE d ADD CONSTRAINT d_fk FOREIGN KEY (p_id) REFERENCES p (id);

--# case
ALTER TABLE p ALTER COLUMN id DROP DEFAULT, ALTER COLUMN id TYPE bigint;

--# case
ALTER TABLE p ALTER COLUMN id TYPE bigint, ALTER COLUMN id DROP DEFAULT;

--# case
DROP SEQUENCE so_seq;

--# case
DROP SEQUENCE sd_seq CASCADE;

--# case
ALTER TABLE m DROP COLUMN gone, ADD COLUMN gone int;

--# case
DELETE FROM m;
ALTER TABLE m DROP COLUMN gone, ADD COLUMN gone int NOT NULL;

--# case
ALTER TABLE m ADD COLUMN fresh jsonb NOT NULL DEFAULT '{}', DROP COLUMN gone;

--# case
ALTER TABLE c DROP COLUMN late;

--# case
ALTER TABLE c DROP COLUMN late CASCADE;

--# case
ALTER TABLE c DROP COLUMN other CASCADE;

--# case
ALTER TABLE m DROP COLUMN flag CASCADE;

--# case
ALTER TABLE m DROP COLUMN "userId" CASCADE;

--# case
ALTER TABLE p DROP COLUMN note CASCADE;

--# case
INSERT INTO m VALUES (5000, 5000, 1) ON CONFLICT DO NOTHING;

--# case
INSERT INTO m VALUES (5000, 5000, 1) ON CONFLICT (id) DO NOTHING;

--# case
INSERT INTO m VALUES (5000, 5000, 1) ON CONFLICT ("userId") DO UPDATE SET flag = 2;

--# case
INSERT INTO m SELECT id + 5000, id + 5000, 1 FROM c ON CONFLICT DO NOTHING;

--# case
INSERT INTO so VALUES ((SELECT coalesce(max("id"), 0) FROM m));

--# case
UPDATE m SET flag = 1 WHERE "userId" = 7;

--# case
SELECT "userId" FROM m WHERE "userId" = 7;

--# case
CREATE FUNCTION moved() RETURNS SETOF c LANGUAGE sql AS $$ WITH gone AS (DELETE FROM c RETURNING id) INSERT INTO m SELECT id FROM gone; SELECT * FROM c $$;
