-- CREATE TABLE AS, SELECT INTO, LIKE.
CREATE TYPE feeling AS ENUM ('bad', 'good');
CREATE TABLE source (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name varchar(30) NOT NULL DEFAULT 'n' UNIQUE, f feeling, n numeric(8, 3), s serial,
  c text COLLATE "C", g int GENERATED ALWAYS AS (id * 2) STORED, CHECK (n > 0), CONSTRAINT two CHECK (id > 0 AND n < 10) NO INHERIT,
  EXCLUDE (f WITH =)
);
CREATE INDEX by_f ON source (f, lower(name)) WHERE n > 0;
COMMENT ON COLUMN source.name IS 'its name';
COMMENT ON INDEX by_f IS 'by feeling';
CREATE TABLE other (id bigint, source_id int REFERENCES source, tags text[], at timestamptz(3));
--# check

CREATE TABLE copy_all AS SELECT * FROM source;
CREATE TABLE copy_named (a, b) AS SELECT id, name, n FROM source WITH NO DATA;
CREATE TABLE IF NOT EXISTS copy_named AS SELECT 1;
CREATE UNLOGGED TABLE copy_join AS SELECT s.name, o.*, s.f = 'good' AS is_good FROM source s JOIN other o ON o.source_id = s.id;
CREATE TABLE copy_using AS SELECT * FROM source JOIN other USING (id);
CREATE TABLE copy_union AS SELECT id, name FROM source UNION SELECT 1, 'x';
CREATE TABLE copy_values AS VALUES (1, 'a', true), (2, 'b', false);
CREATE TABLE copy_expressions AS SELECT count(*), max(n) AS top, now(), 'x' AS x, 5 AS five, NULL::date AS d, id::bigint, f::text AS ft, name || 'x' FROM source GROUP BY id, f, name;
CREATE TABLE copy_series AS SELECT * FROM generate_series(1, 5) AS n;
CREATE TABLE copy_table AS TABLE other;
CREATE TABLE copy_with AS WITH w AS (SELECT id AS i, tags FROM other) SELECT w.*, source.c FROM w, source;
CREATE TABLE copy_written AS WITH w (id, name) AS (SELECT id, name FROM source) SELECT name, id FROM w;
SELECT id, name INTO selected FROM source;
SELECT * INTO TEMP selected_temp FROM other;
CREATE TABLE copy_row AS SELECT source AS whole FROM source;
CREATE TABLE copy_subquery AS SELECT q.i + 1 AS next, q.name FROM (SELECT id AS i, name FROM source) q;
--# check

CREATE TABLE like_plain (LIKE source);
CREATE TABLE like_all (LIKE source INCLUDING ALL);
CREATE TABLE like_some (x int PRIMARY KEY, LIKE source INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING INDEXES EXCLUDING INDEXES, y int UNIQUE);
CREATE TABLE like_indexes (LIKE other INCLUDING INDEXES, LIKE like_plain2);
--# refused
CREATE TABLE two_likes (LIKE copy_named, z int, LIKE copy_values INCLUDING ALL);
CREATE TABLE like_comments (LIKE source INCLUDING COMMENTS INCLUDING INDEXES INCLUDING IDENTITY INCLUDING GENERATED);
CREATE VIEW seen AS SELECT id, f, c FROM source;
CREATE TABLE like_view (LIKE seen);
CREATE TYPE comp AS (p int, q feeling);
CREATE TABLE like_type (LIKE comp);
CREATE TABLE parent (id int NOT NULL, name text);
CREATE TABLE like_and_inherit (LIKE parent INCLUDING ALL, extra int) INHERITS (parent);
--# check

ALTER TABLE like_all RENAME COLUMN f TO ff;
ALTER TABLE source DROP COLUMN f CASCADE;
DROP TABLE source CASCADE;
