CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
CREATE DOMAIN loose AS integer;
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE SCHEMA app;
CREATE TABLE parent (id bigint PRIMARY KEY, name text);
CREATE TABLE t (
    id bigint PRIMARY KEY,
    a integer,
    n integer NOT NULL,
    s text,
    v varchar(20),
    num numeric(10,2),
    ip cidr,
    ts timestamp,
    m mood,
    parent_id bigint,
    amount loose
);
CREATE INDEX t_n_idx ON t (n);
CREATE INDEX t_n_s_idx ON t (n, s);
CREATE TABLE child_fk (
    id bigint PRIMARY KEY,
    parent_id bigint CONSTRAINT child_fk_parent_id_fkey REFERENCES parent (id),
    note text CONSTRAINT child_fk_note_check CHECK (note <> '')
);
CREATE INDEX child_fk_parent_id_idx ON child_fk (parent_id);
CREATE TABLE bare (id bigint, e text);
CREATE UNIQUE INDEX bare_id_key ON bare (id);
CREATE TABLE typed (id bigint PRIMARY KEY, viewed text, checked varchar(10) CHECK (length(checked) > 1));
CREATE VIEW typed_view AS SELECT viewed FROM typed;
CREATE TABLE pt (id bigint, day date NOT NULL) PARTITION BY RANGE (day);
CREATE TABLE pt1 PARTITION OF pt FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE VIEW vw AS SELECT id, s FROM t;
CREATE MATERIALIZED VIEW mv AS SELECT n, count(*) AS c FROM t GROUP BY n;
CREATE MATERIALIZED VIEW mvu AS SELECT n, count(*) AS c FROM t GROUP BY n;
CREATE UNIQUE INDEX mvu_n_idx ON mvu (n);
CREATE SEQUENCE sq;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER t_touch BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION touch();
CREATE FUNCTION fold(x text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT lower(x)';
