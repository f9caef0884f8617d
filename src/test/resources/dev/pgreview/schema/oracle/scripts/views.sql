-- Views over anything; columns that they have and need; what falls when something is dropped.
CREATE TABLE a (id int PRIMARY KEY, name varchar(20), x int, y numeric(6, 2), "Odd One" text COLLATE "C");
CREATE TABLE b (id int PRIMARY KEY, a_id int REFERENCES a, note text, at timestamptz DEFAULT now());
CREATE TABLE c (a_id int, flag boolean);
CREATE VIEW everything AS SELECT * FROM a;
CREATE VIEW named (one, two) AS SELECT id, name, x FROM a;
CREATE VIEW joined AS SELECT a.*, b.note AS "B's note", b.at FROM a JOIN b ON b.a_id = a.id LEFT JOIN c ON c.a_id = a.id WHERE c.flag;
CREATE VIEW merged AS SELECT * FROM b JOIN c USING (a_id);
CREATE VIEW natural_one AS SELECT * FROM (SELECT id AS a_id, name FROM a) q NATURAL JOIN c;
CREATE VIEW aliased AS SELECT q.* FROM a AS q (i, n) WHERE EXISTS (SELECT 1 FROM b WHERE b.a_id = q.i AND note LIKE 'x%');
CREATE VIEW counted AS SELECT name, count(*), max(y) AS most, coalesce(sum(x), 0) FROM a GROUP BY name HAVING count(*) > 1;
CREATE VIEW with_query AS WITH recent AS (SELECT id, at FROM b ORDER BY at DESC LIMIT 10), other (p, q) AS (SELECT 1, 'z'::text)
  SELECT r.id, r.at::date AS day, o.q FROM recent r, other o;
CREATE VIEW recursive_one AS WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT n.i, a.name FROM n JOIN a ON a.id = n.i;
CREATE VIEW both_sides AS SELECT id, name FROM a UNION ALL SELECT id, note FROM b;
CREATE VIEW literals AS SELECT 1 AS one, 'x'::varchar(3) AS v, true AS t, now() AS n, NULL::uuid, CASE WHEN 1 > 0 THEN 2 END, EXISTS (SELECT 1), ARRAY[1, 2];
CREATE VIEW of_values AS SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS v (num, letter);
CREATE VIEW of_function AS SELECT g, g * 2 AS twice FROM generate_series(1, 3) g;
CREATE VIEW lateral_one AS SELECT a.id, l.note FROM a, LATERAL (SELECT note FROM b WHERE b.a_id = a.id ORDER BY b.at LIMIT 1) l;
CREATE VIEW on_view AS SELECT one, two FROM named;
CREATE VIEW safe WITH (security_barrier) AS SELECT id FROM a WHERE x > 0 WITH LOCAL CHECK OPTION;
CREATE MATERIALIZED VIEW kept AS SELECT a.id, b.note FROM a JOIN b ON a.id = b.a_id;
CREATE MATERIALIZED VIEW empty AS SELECT * FROM kept WITH NO DATA;
CREATE VIEW tables AS SELECT relname, relkind FROM pg_class WHERE relnamespace = 'public'::regnamespace;
--# check

CREATE OR REPLACE VIEW named (one, two, x, four) AS SELECT id, name, x, 5 FROM a;
ALTER VIEW named RENAME COLUMN two TO zwei;
ALTER TABLE on_view RENAME COLUMN two TO deux;
ALTER VIEW on_view RENAME TO auf_sicht;
ALTER TABLE a RENAME COLUMN x TO ex;
ALTER TABLE a RENAME TO aa;
ALTER TABLE aa ADD COLUMN later int;
CREATE VIEW after_rename AS SELECT * FROM aa;
REFRESH MATERIALIZED VIEW empty;
COMMENT ON VIEW named IS 'renamed';
COMMENT ON MATERIALIZED VIEW kept IS 'kept';
--# check

ALTER TABLE aa DROP COLUMN ex CASCADE;
--# check
ALTER TABLE b DROP COLUMN note CASCADE;
--# check
CREATE VIEW whole AS SELECT b FROM b;
CREATE VIEW unused AS SELECT 1 AS x FROM aa, b WHERE b.id = 3;
ALTER TABLE aa DROP COLUMN later CASCADE;
ALTER TABLE b DROP COLUMN at CASCADE;
--# check
DROP VIEW IF EXISTS auf_sicht, nothing;
DROP TABLE aa CASCADE;
--# check
DROP VIEW of_values, of_function;
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE VIEW calls AS SELECT f(1);
DROP FUNCTION f CASCADE;
