-- DROP

DROP TABLE IF EXISTS a, s.b, c.s.d CASCADE;
--> Drop kind=TABLE ifExists cascade
-->   objects=
-->     - Target name=a
-->     - Target name=s.b
-->     - Target name=s.d
DROP VIEW v; DROP MATERIALIZED VIEW mv; DROP SEQUENCE s; DROP FOREIGN TABLE f; DROP TYPE t, s.t; DROP DOMAIN d RESTRICT;
--> Drop kind=VIEW
-->   objects=
-->     - Target name=v
--> Drop kind=MATERIALIZED_VIEW
-->   objects=
-->     - Target name=mv
--> Drop kind=SEQUENCE
-->   objects=
-->     - Target name=s
--> Drop kind=FOREIGN_TABLE
-->   objects=
-->     - Target name=f
--> Drop kind=TYPE
-->   objects=
-->     - Target name=t
-->     - Target name=s.t
--> Drop kind=DOMAIN
-->   objects=
-->     - Target name=d
DROP FUNCTION IF EXISTS f(int, text), s.g; DROP PROCEDURE p(); DROP ROUTINE r; DROP AGGREGATE a(int); DROP OPERATOR === (int, int);
--> Drop kind=FUNCTION ifExists
-->   objects=
-->     - Target name=f arguments=[int4, text]
-->     - Target name=s.g
--> Drop kind=PROCEDURE
-->   objects=
-->     - Target name=p arguments=[]
--> Drop kind=FUNCTION
-->   objects=
-->     - Target name=r
--> Drop kind=AGGREGATE
-->   objects=
-->     - Target name=a arguments=[int4]
--> Drop kind=OPERATOR
-->   objects=
-->     - Target name="===" arguments=[int4, int4]
DROP SCHEMA IF EXISTS s, t CASCADE; DROP EXTENSION e; DROP STATISTICS s.st; DROP TRIGGER IF EXISTS tr ON s.t CASCADE; DROP POLICY p ON t; DROP RULE r ON s.t;
--> Drop kind=SCHEMA ifExists cascade
-->   objects=
-->     - Target name=s
-->     - Target name=t
--> Drop kind=EXTENSION
-->   objects=
-->     - Target name=e
--> Drop kind=STATISTICS
-->   objects=
-->     - Target name=s.st
--> Drop kind=TRIGGER ifExists cascade
-->   objects=
-->     - Target name=s.t member="tr"
--> Drop kind=POLICY
-->   objects=
-->     - Target name=t member="p"
--> Drop kind=RULE
-->   objects=
-->     - Target name=s.t member="r"
DROP CAST (int AS text); DROP OPERATOR CLASS oc USING btree; DROP PUBLICATION p; DROP EVENT TRIGGER e; DROP SERVER s; DROP FOREIGN DATA WRAPPER w; DROP LANGUAGE l; DROP COLLATION c; DROP TEXT SEARCH CONFIGURATION x.y; DROP ACCESS METHOD am; DROP TRANSFORM FOR int LANGUAGE sql; DROP CONVERSION cv;
--> Drop kind=OTHER
-->   objects=
-->     - Target name=int4.text
--> Drop kind=OTHER
-->   objects=
-->     - Target name=btree.oc
--> Drop kind=PUBLICATION
-->   objects=
-->     - Target name=p
--> Drop kind=EVENT_TRIGGER
-->   objects=
-->     - Target name=e
--> Drop kind=OTHER
-->   objects=
-->     - Target name=s
--> Drop kind=OTHER
-->   objects=
-->     - Target name=w
--> Drop kind=OTHER
-->   objects=
-->     - Target name=l
--> Drop kind=OTHER
-->   objects=
-->     - Target name=c
--> Drop kind=OTHER
-->   objects=
-->     - Target name=x.y
--> Drop kind=OTHER
-->   objects=
-->     - Target name=am
--> Drop kind=OTHER
-->   objects=
-->     - Target name=int4.sql
--> Drop kind=OTHER
-->   objects=
-->     - Target name=cv
DROP OWNED BY bob CASCADE; DROP ROLE a, b; DROP USER c; DROP DATABASE IF EXISTS d WITH (FORCE); DROP TABLESPACE ts; DROP SUBSCRIPTION sub; DROP USER MAPPING FOR bob SERVER s;
--> RoleChange statement="DROP OWNED" roles=["bob"]
--> RoleChange statement="DROP ROLE" roles=["a", "b"]
--> RoleChange statement="DROP ROLE" roles=["c"]
--> ClusterWide statement="DROP DATABASE" name="d"
--> ClusterWide statement="DROP TABLESPACE" name="ts"
--> ClusterWide statement="DROP SUBSCRIPTION" name="sub"
--> CatalogObject statement="DROP USER MAPPING" name="s"

-- RENAME

ALTER TABLE IF EXISTS s.a RENAME TO b;
--> Rename kind=TABLE relationKind=TABLE newName="b" ifExists
-->   target=Target name=s.a
ALTER TABLE a RENAME COLUMN b TO c;
--> Rename kind=COLUMN relationKind=TABLE newName="c"
-->   target=Target name=a member="b"
ALTER TABLE a RENAME b TO c;
--> Rename kind=COLUMN relationKind=TABLE newName="c"
-->   target=Target name=a member="b"
ALTER TABLE a RENAME CONSTRAINT b TO c;
--> Rename kind=CONSTRAINT relationKind=TABLE newName="c"
-->   target=Target name=a member="b"
ALTER VIEW v RENAME TO w; ALTER VIEW v RENAME COLUMN a TO b; ALTER MATERIALIZED VIEW v RENAME a TO b; ALTER INDEX i RENAME TO j; ALTER SEQUENCE s RENAME TO t; ALTER FOREIGN TABLE f RENAME COLUMN a TO b;
--> Rename kind=VIEW relationKind=VIEW newName="w"
-->   target=Target name=v
--> Rename kind=COLUMN relationKind=VIEW newName="b"
-->   target=Target name=v member="a"
--> Rename kind=COLUMN relationKind=MATERIALIZED_VIEW newName="b"
-->   target=Target name=v member="a"
--> Rename kind=INDEX relationKind=INDEX newName="j"
-->   target=Target name=i
--> Rename kind=SEQUENCE relationKind=SEQUENCE newName="t"
-->   target=Target name=s
--> Rename kind=COLUMN relationKind=FOREIGN_TABLE newName="b"
-->   target=Target name=f member="a"
ALTER TYPE t RENAME TO u; ALTER TYPE s.t RENAME ATTRIBUTE a TO b CASCADE; ALTER DOMAIN d RENAME TO e; ALTER DOMAIN s.d RENAME CONSTRAINT c TO e;
--> Rename kind=TYPE relationKind=TYPE newName="u"
-->   target=Target name=t
--> Rename kind=ATTRIBUTE relationKind=TYPE newName="b"
-->   target=Target name=s.t member="a"
--> Rename kind=DOMAIN relationKind=DOMAIN newName="e"
-->   target=Target name=d
--> Rename kind=DOMAIN_CONSTRAINT relationKind=DOMAIN newName="e"
-->   target=Target name=s.d member="c"
ALTER FUNCTION s.f(int) RENAME TO g; ALTER PROCEDURE p RENAME TO q; ALTER AGGREGATE a(int) RENAME TO b; ALTER SCHEMA s RENAME TO t; ALTER ROLE r RENAME TO s; ALTER DATABASE d RENAME TO e;
--> Rename kind=FUNCTION relationKind=FUNCTION newName="g"
-->   target=Target name=s.f arguments=[int4]
--> Rename kind=PROCEDURE relationKind=PROCEDURE newName="q"
-->   target=Target name=p
--> Rename kind=AGGREGATE relationKind=AGGREGATE newName="b"
-->   target=Target name=a arguments=[int4]
--> Rename kind=SCHEMA relationKind=SCHEMA newName="t"
-->   target=Target name=s
--> Rename kind=ROLE relationKind=ROLE newName="s"
-->   target=Target name=r
--> Rename kind=DATABASE relationKind=DATABASE newName="e"
-->   target=Target name=d
ALTER TRIGGER tr ON s.t RENAME TO ts; ALTER POLICY p ON t RENAME TO q; ALTER RULE r ON t RENAME TO s; ALTER STATISTICS st RENAME TO su; ALTER PUBLICATION p RENAME TO q; ALTER SUBSCRIPTION p RENAME TO q; ALTER EVENT TRIGGER e RENAME TO f; ALTER LANGUAGE l RENAME TO m; ALTER COLLATION c RENAME TO d; ALTER TABLESPACE a RENAME TO b; ALTER OPERATOR CLASS o USING btree RENAME TO p; ALTER SERVER a RENAME TO b; ALTER TEXT SEARCH PARSER p RENAME TO q;
--> Rename kind=TRIGGER relationKind=TABLE newName="ts"
-->   target=Target name=s.t member="tr"
--> Rename kind=POLICY relationKind=TABLE newName="q"
-->   target=Target name=t member="p"
--> Rename kind=RULE relationKind=TABLE newName="s"
-->   target=Target name=t member="r"
--> Rename kind=STATISTICS relationKind=STATISTICS newName="su"
-->   target=Target name=st
--> Rename kind=PUBLICATION relationKind=PUBLICATION newName="q"
-->   target=Target name=p
--> Rename kind=SUBSCRIPTION relationKind=SUBSCRIPTION newName="q"
-->   target=Target name=p
--> Rename kind=EVENT_TRIGGER relationKind=EVENT_TRIGGER newName="f"
-->   target=Target name=e
--> Rename kind=OTHER relationKind=OTHER newName="m"
-->   target=Target name=l
--> Rename kind=OTHER relationKind=OTHER newName="d"
-->   target=Target name=c
--> Rename kind=OTHER relationKind=OTHER newName="b"
-->   target=Target name=a
--> Rename kind=OTHER relationKind=OTHER newName="p"
-->   target=Target name=btree.o
--> Rename kind=OTHER relationKind=OTHER newName="b"
-->   target=Target name=a
--> Rename kind=OTHER relationKind=OTHER newName="q"
-->   target=Target name=p

-- SET SCHEMA, OWNER

ALTER TABLE IF EXISTS a SET SCHEMA s; ALTER VIEW v SET SCHEMA s; ALTER SEQUENCE q SET SCHEMA s; ALTER TYPE t SET SCHEMA s; ALTER FUNCTION f() SET SCHEMA s; ALTER EXTENSION e SET SCHEMA s; ALTER DOMAIN d SET SCHEMA s; ALTER OPERATOR + (int, int) SET SCHEMA s; ALTER STATISTICS st SET SCHEMA s; ALTER COLLATION c SET SCHEMA s;
--> SetSchema kind=TABLE newSchema="s" ifExists
-->   target=Target name=a
--> SetSchema kind=VIEW newSchema="s"
-->   target=Target name=v
--> SetSchema kind=SEQUENCE newSchema="s"
-->   target=Target name=q
--> SetSchema kind=TYPE newSchema="s"
-->   target=Target name=t
--> SetSchema kind=FUNCTION newSchema="s"
-->   target=Target name=f arguments=[]
--> SetSchema kind=EXTENSION newSchema="s"
-->   target=Target name=e
--> SetSchema kind=DOMAIN newSchema="s"
-->   target=Target name=d
--> SetSchema kind=OPERATOR newSchema="s"
-->   target=Target name="+" arguments=[int4, int4]
--> SetSchema kind=STATISTICS newSchema="s"
-->   target=Target name=st
--> SetSchema kind=OTHER newSchema="s"
-->   target=Target name=c
ALTER SCHEMA s OWNER TO bob; ALTER TYPE t OWNER TO SESSION_USER; ALTER FUNCTION f(int) OWNER TO bob; ALTER DATABASE d OWNER TO bob; ALTER PUBLICATION p OWNER TO bob; ALTER DOMAIN d OWNER TO bob; ALTER STATISTICS st OWNER TO bob; ALTER EVENT TRIGGER e OWNER TO bob; ALTER LARGE OBJECT 123 OWNER TO bob;
--> OwnerChange kind=SCHEMA name=s role="bob"
--> OwnerChange kind=TYPE name=t role="session_user"
--> OwnerChange kind=FUNCTION name=f role="bob"
--> OwnerChange kind=DATABASE name=d role="bob"
--> OwnerChange kind=PUBLICATION name=p role="bob"
--> OwnerChange kind=DOMAIN name=d role="bob"
--> OwnerChange kind=STATISTICS name=st role="bob"
--> OwnerChange kind=EVENT_TRIGGER name=e role="bob"
--> OwnerChange kind=OTHER name="123" role="bob"
ALTER FUNCTION f(int) DEPENDS ON EXTENSION e;
--> Unmodelled node="AlterObjectDependsStmt"
ALTER INDEX i NO DEPENDS ON EXTENSION e;
--> Unmodelled node="AlterObjectDependsStmt"

-- COMMENT, SECURITY LABEL

COMMENT ON TABLE s.t IS 'it''s'; COMMENT ON COLUMN s.t.c IS NULL; COMMENT ON COLUMN t.c IS ''; COMMENT ON INDEX i IS 'x'; COMMENT ON CONSTRAINT c ON s.t IS 'x'; COMMENT ON CONSTRAINT c ON DOMAIN s.d IS 'x'; COMMENT ON TRIGGER tr ON t IS 'x'; COMMENT ON POLICY p ON t IS 'x'; COMMENT ON RULE r ON t IS 'x'; COMMENT ON FUNCTION f(int) IS 'x'; COMMENT ON SCHEMA s IS 'x'; COMMENT ON TYPE s.t IS 'x'; COMMENT ON DOMAIN d IS 'x'; COMMENT ON EXTENSION e IS 'x'; COMMENT ON DATABASE d IS 'x'; COMMENT ON ROLE r IS 'x'; COMMENT ON VIEW v IS 'x'; COMMENT ON MATERIALIZED VIEW v IS 'x'; COMMENT ON SEQUENCE s IS 'x'; COMMENT ON CAST (int AS text) IS 'x'; COMMENT ON LARGE OBJECT 1 IS 'x'; COMMENT ON OPERATOR + (int, int) IS 'x'; COMMENT ON STATISTICS st IS 'x';
--> Comment kind=TABLE text="it's"
-->   target=Target name=s.t
--> Comment kind=COLUMN
-->   target=Target name=s.t member="c"
--> Comment kind=COLUMN
-->   target=Target name=t member="c"
--> Comment kind=INDEX text="x"
-->   target=Target name=i
--> Comment kind=CONSTRAINT text="x"
-->   target=Target name=s.t member="c"
--> Comment kind=DOMAIN_CONSTRAINT text="x"
-->   target=Target name=s.d member="c"
--> Comment kind=TRIGGER text="x"
-->   target=Target name=t member="tr"
--> Comment kind=POLICY text="x"
-->   target=Target name=t member="p"
--> Comment kind=RULE text="x"
-->   target=Target name=t member="r"
--> Comment kind=FUNCTION text="x"
-->   target=Target name=f arguments=[int4]
--> Comment kind=SCHEMA text="x"
-->   target=Target name=s
--> Comment kind=TYPE text="x"
-->   target=Target name=s.t
--> Comment kind=DOMAIN text="x"
-->   target=Target name=d
--> Comment kind=EXTENSION text="x"
-->   target=Target name=e
--> Comment kind=DATABASE text="x"
-->   target=Target name=d
--> Comment kind=ROLE text="x"
-->   target=Target name=r
--> Comment kind=VIEW text="x"
-->   target=Target name=v
--> Comment kind=MATERIALIZED_VIEW text="x"
-->   target=Target name=v
--> Comment kind=SEQUENCE text="x"
-->   target=Target name=s
--> Comment kind=OTHER text="x"
-->   target=Target name=int4.text
--> Comment kind=OTHER text="x"
-->   target=Target name="1"
--> Comment kind=OPERATOR text="x"
-->   target=Target name="+" arguments=[int4, int4]
--> Comment kind=STATISTICS text="x"
-->   target=Target name=st
SECURITY LABEL ON TABLE t IS 'secret';
--> Unmodelled node="SecLabelStmt"

-- GRANT, roles

GRANT SELECT, INSERT (a, b) ON TABLE s.t, u TO bob, PUBLIC WITH GRANT OPTION; GRANT ALL (c) ON t TO bob;
--> Grant grant kind=TABLE objects=[s.t, u] privileges=["select", "insert"] grantees=["bob", "public"]
--> Grant grant kind=TABLE objects=[t] grantees=["bob"]
GRANT ALL PRIVILEGES ON ALL TABLES IN SCHEMA s, t TO bob GRANTED BY alice;
--> Grant grant kind=TABLE allInSchema objects=[s, t] grantees=["bob"]
REVOKE GRANT OPTION FOR UPDATE ON t FROM CURRENT_USER CASCADE;
--> Grant kind=TABLE objects=[t] privileges=["update"] grantees=["current_user"]
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA s FROM PUBLIC;
--> Grant kind=FUNCTION allInSchema objects=[s] grantees=["public"]
GRANT USAGE ON SCHEMA s TO bob; GRANT EXECUTE ON FUNCTION s.f(int), g TO bob; GRANT USAGE, SELECT ON SEQUENCE q TO bob; GRANT CREATE ON DATABASE d TO bob; GRANT USAGE ON TYPE t TO bob; GRANT USAGE ON FOREIGN SERVER f TO bob; GRANT SELECT ON LARGE OBJECT 1 TO bob; GRANT USAGE ON LANGUAGE l TO bob; GRANT SET ON PARAMETER work_mem TO bob;
--> Grant grant kind=SCHEMA objects=[s] privileges=["usage"] grantees=["bob"]
--> Grant grant kind=FUNCTION objects=[s.f, g] privileges=["execute"] grantees=["bob"]
--> Grant grant kind=SEQUENCE objects=[q] privileges=["usage", "select"] grantees=["bob"]
--> Grant grant kind=DATABASE objects=[d] privileges=["create"] grantees=["bob"]
--> Grant grant kind=TYPE objects=[t] privileges=["usage"] grantees=["bob"]
--> Grant grant kind=OTHER objects=[f] privileges=["usage"] grantees=["bob"]
--> Grant grant kind=OTHER objects=["1"] privileges=["select"] grantees=["bob"]
--> Grant grant kind=OTHER objects=[l] privileges=["usage"] grantees=["bob"]
--> Grant grant kind=OTHER objects=[work_mem] privileges=["set"] grantees=["bob"]
ALTER DEFAULT PRIVILEGES FOR ROLE a IN SCHEMA s GRANT SELECT ON TABLES TO bob, alice;
--> DefaultPrivileges grantees=["bob", "alice"] grant
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
--> DefaultPrivileges grantees=["public"]
GRANT a, b TO c WITH ADMIN OPTION; REVOKE a FROM c CASCADE;
--> RoleChange statement="GRANT ROLE" roles=["a", "b", "c"]
--> RoleChange statement="REVOKE ROLE" roles=["a", "c"]
CREATE ROLE r WITH LOGIN SUPERUSER NOBYPASSRLS PASSWORD 'x' IN ROLE a; CREATE USER u; CREATE GROUP g USER a, b; ALTER ROLE r NOLOGIN CREATEDB PASSWORD NULL; ALTER ROLE r IN DATABASE d SET work_mem = '1MB'; ALTER USER ALL RESET ALL; ALTER GROUP g ADD USER a; REASSIGN OWNED BY a, CURRENT_USER TO b;
--> RoleChange statement="CREATE ROLE" roles=["r"] options=["login", "superuser", "password", "in role"]
--> RoleChange statement="CREATE ROLE" roles=["u"]
--> RoleChange statement="CREATE ROLE" roles=["g"] options=["role"]
--> RoleChange statement="ALTER ROLE" roles=["r"] options=["createdb"]
--> RoleChange statement="ALTER ROLE SET" roles=["r"]
--> RoleChange statement="ALTER ROLE SET"
--> RoleChange statement="ALTER ROLE" roles=["g"] options=["role"]
--> RoleChange statement="REASSIGN OWNED" roles=["a", "current_user", "b"]
ALTER DATABASE d SET search_path = x; ALTER DATABASE d WITH CONNECTION LIMIT 5; ALTER DATABASE d REFRESH COLLATION VERSION;
--> CatalogObject statement="ALTER DATABASE" name="d"
--> CatalogObject statement="ALTER DATABASE" name="d"
--> CatalogObject statement="ALTER DATABASE" name="d"

-- Schemas and extensions

CREATE SCHEMA IF NOT EXISTS shop AUTHORIZATION bob;
--> CreateSchema name="shop" ifNotExists
CREATE SCHEMA AUTHORIZATION CURRENT_USER;
--> CreateSchema name="current_user"
CREATE SCHEMA s CREATE TABLE t (a int DEFAULT 1 CHECK (a > 0), b text) CREATE UNIQUE INDEX i ON t (lower(b)) WHERE a > 1 CREATE VIEW v AS SELECT a FROM t WHERE b = 'x' CREATE SEQUENCE q GRANT SELECT ON t TO bob WITH GRANT OPTION CREATE TRIGGER tr AFTER INSERT ON t EXECUTE FUNCTION f();
--> CreateSchema name="s"
-->   elements=
-->     - CreateTable name=t persistence=PERMANENT
-->         columns=
-->           - ColumnDefinition name="a" type=int4 defaultValue=‹1› constant range=«a int DEFAULT 1 CHECK (a > 0)»
-->               constraints=
-->                 - Check expression=‹a > 0› columns=[a] enforced range=«CHECK (a > 0)»
-->           - ColumnDefinition name="b" type=text range=«b text»
-->     - CreateIndex name="i" table=t unique method="btree" where=‹a > 1› columns=[a]
-->         keys=
-->           - IndexKey expression=‹lower(b)› functions=[lower] columns=[b] name="lower"
-->     - CreateView name=v persistence=PERMANENT
-->         query=SqlQuery sql="SELECT a FROM t WHERE b = 'x'" relations=[t] columns=["a"] where=‹b = 'x'› columns=[b]
-->         shape=Select
-->           targets=
-->             - Item name="a"
-->                 column=ColumnUse column="a"
-->           from=
-->             - Named relation=t alias="t"
-->           uses=
-->             - ColumnUse column="a"
-->             - ColumnUse column="b"
-->     - CreateSequence name=q persistence=PERMANENT
-->     - Grant grant kind=TABLE objects=[t] privileges=["select"] grantees=["bob"]
-->     - CreateTrigger name="tr" table=t events=["insert"] function=f
CREATE EXTENSION IF NOT EXISTS "uuid-ossp" WITH SCHEMA public VERSION '1.1' CASCADE; CREATE EXTENSION e;
--> CreateExtension name="uuid-ossp" ifNotExists schema="public"
--> CreateExtension name="e"
ALTER EXTENSION e UPDATE TO '2'; ALTER EXTENSION e ADD TABLE t; ALTER EXTENSION e DROP FUNCTION f();
--> AlterExtension name="e" action="UPDATE"
--> AlterExtension name="e" action="CONTENTS"
--> AlterExtension name="e" action="CONTENTS"

-- Triggers, policies, rules, statistics

CREATE OR REPLACE TRIGGER tr BEFORE INSERT OR UPDATE OF a, b OR DELETE ON s.t FOR EACH ROW WHEN (OLD.a IS DISTINCT FROM NEW.a) EXECUTE FUNCTION s.f('x');
--> CreateTrigger name="tr" table=s.t replace row events=["insert", "delete", "update"] columns=["a", "b"] function=s.f
CREATE CONSTRAINT TRIGGER ct AFTER UPDATE ON t FROM s.other DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE PROCEDURE f();
--> CreateTrigger name="ct" table=t constraint constraintOn=s.other row events=["update"] function=f
CREATE TRIGGER tt AFTER TRUNCATE ON t REFERENCING NEW TABLE AS n EXECUTE FUNCTION f();
--> CreateTrigger name="tt" table=t events=["truncate"] function=f
CREATE TRIGGER vi INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION f();
--> CreateTrigger name="vi" table=v row events=["insert"] function=f
CREATE POLICY p ON s.t AS RESTRICTIVE FOR UPDATE TO bob, PUBLIC USING (owner = current_user AND x IN (SELECT 1 FROM y)) WITH CHECK ((a > 0));
--> CreatePolicy name="p" table=s.t command="update" roles=["bob", "public"] using=‹owner = current_user AND x IN (SELECT 1 FROM y)› subquery functions=["current_user"] columns=[owner, x] withCheck=‹(a > 0)› columns=[a]
CREATE POLICY p ON t WITH CHECK (true);
--> CreatePolicy name="p" table=t permissive command="all" roles=["public"] withCheck=‹true› constant
CREATE POLICY "using (check)" ON t USING (tenant = current_setting('app.tenant')::uuid);
--> CreatePolicy name="using (check)" table=t permissive command="all" roles=["public"] using=‹tenant = current_setting('app.tenant')::uuid› functions=[current_setting] columns=[tenant]
ALTER POLICY p ON t TO bob USING (a = 1) WITH CHECK (b);
--> AlterPolicy name="p" table=t roles=["bob"] using=‹a = 1› columns=[a] withCheck=‹b› columns=[b]
ALTER POLICY p ON t TO bob;
--> AlterPolicy name="p" table=t roles=["bob"]
CREATE OR REPLACE RULE r AS ON INSERT TO s.t WHERE NEW.a > 1 DO INSTEAD (INSERT INTO x VALUES (1); DELETE FROM y);
--> CreateRule name="r" table=s.t replace event="insert"
CREATE RULE "_RETURN" AS ON SELECT TO v DO INSTEAD SELECT * FROM t;
--> CreateRule name="_RETURN" table=v event="select"
CREATE STATISTICS IF NOT EXISTS s.st (ndistinct) ON a, (b + 1) FROM s.t;
--> CreateStatistics name=s.st tables=[s.t]
CREATE STATISTICS ON a, b FROM t;
--> CreateStatistics tables=[t]
ALTER STATISTICS st SET STATISTICS 100;
--> CatalogObject statement="ALTER STATISTICS" name="st"

-- Publications, subscriptions and what concerns the cluster

CREATE PUBLICATION p FOR TABLE ONLY s.a (x, y) WHERE (x > 1), b, TABLES IN SCHEMA t WITH (publish = 'insert'); CREATE PUBLICATION q FOR ALL TABLES; ALTER PUBLICATION p ADD TABLE c; ALTER PUBLICATION p SET (publish = 'insert');
--> Publication statement="CREATE PUBLICATION" name="p" tables=[s.a, b]
--> Publication statement="CREATE PUBLICATION" name="q"
--> Publication statement="ALTER PUBLICATION" name="p" tables=[c]
--> Publication statement="ALTER PUBLICATION" name="p"
CREATE SUBSCRIPTION sub CONNECTION 'host=x' PUBLICATION p, q; ALTER SUBSCRIPTION sub DISABLE; ALTER SUBSCRIPTION sub REFRESH PUBLICATION;
--> ClusterWide statement="CREATE SUBSCRIPTION" name="sub"
--> ClusterWide statement="ALTER SUBSCRIPTION" name="sub"
--> ClusterWide statement="ALTER SUBSCRIPTION" name="sub"
CREATE DATABASE d TEMPLATE template0; CREATE TABLESPACE ts LOCATION '/x'; ALTER TABLESPACE ts SET (random_page_cost = 1); ALTER SYSTEM SET work_mem = '1MB'; ALTER SYSTEM RESET ALL;
--> ClusterWide statement="CREATE DATABASE" name="d"
--> ClusterWide statement="CREATE TABLESPACE" name="ts"
--> CatalogObject statement="ALTER TABLESPACE" name="ts"
--> ClusterWide statement="ALTER SYSTEM" name="work_mem"
--> ClusterWide statement="ALTER SYSTEM" name="all"

-- What lives in system catalogs only

CREATE AGGREGATE a (int) (sfunc = f, stype = int); CREATE OPERATOR s.=== (leftarg = int, rightarg = int, function = f); CREATE COLLATION s.c (locale = 'x'); CREATE TEXT SEARCH CONFIGURATION s.ts (parser = p); CREATE TEXT SEARCH DICTIONARY d (template = simple); CREATE TEXT SEARCH PARSER p (start = f); CREATE TEXT SEARCH TEMPLATE t (lexize = f);
--> CatalogObject statement="CREATE AGGREGATE" name="a"
--> CatalogObject statement="CREATE OPERATOR" name="==="
--> CatalogObject statement="CREATE COLLATION" name="c"
--> CatalogObject statement="CREATE TEXT SEARCH CONFIGURATION" name="ts"
--> CatalogObject statement="CREATE TEXT SEARCH DICTIONARY" name="d"
--> CatalogObject statement="CREATE TEXT SEARCH PARSER" name="p"
--> CatalogObject statement="CREATE TEXT SEARCH TEMPLATE" name="t"
CREATE CAST (int AS text) WITH FUNCTION f(int); CREATE CONVERSION cv FOR 'UTF8' TO 'LATIN1' FROM f; CREATE TRANSFORM FOR int LANGUAGE sql (FROM SQL WITH FUNCTION f(internal)); CREATE ACCESS METHOD am TYPE INDEX HANDLER h; CREATE OPERATOR CLASS oc FOR TYPE int USING btree AS STORAGE int; CREATE OPERATOR FAMILY o USING btree; CREATE EVENT TRIGGER e ON ddl_command_start EXECUTE FUNCTION f(); CREATE LANGUAGE l; CREATE LANGUAGE l HANDLER h;
--> CatalogObject statement="CREATE CAST" name=""
--> CatalogObject statement="CREATE CONVERSION" name="cv"
--> CatalogObject statement="CREATE TRANSFORM" name="sql"
--> CatalogObject statement="CREATE ACCESS METHOD" name="am"
--> CatalogObject statement="CREATE OPERATOR CLASS" name="oc"
--> CatalogObject statement="CREATE OPERATOR FAMILY" name="o"
--> CatalogObject statement="CREATE EVENT TRIGGER" name="e"
--> CreateExtension name="l"
--> CatalogObject statement="CREATE LANGUAGE" name="l"
ALTER EVENT TRIGGER e DISABLE; ALTER COLLATION c REFRESH VERSION; ALTER OPERATOR FAMILY o USING btree ADD FUNCTION 1 (int, int) f(int, int); ALTER OPERATOR s.=== (int, int) SET (RESTRICT = NONE); ALTER TEXT SEARCH CONFIGURATION ts ADD MAPPING FOR email WITH simple; ALTER TEXT SEARCH DICTIONARY d (accept = false);
--> CatalogObject statement="ALTER EVENT TRIGGER" name="e"
--> CatalogObject statement="ALTER COLLATION" name="c"
--> CatalogObject statement="ALTER OPERATOR FAMILY" name="o"
--> CatalogObject statement="ALTER OPERATOR" name="==="
--> CatalogObject statement="ALTER TEXT SEARCH CONFIGURATION" name="ts"
--> CatalogObject statement="ALTER TEXT SEARCH DICTIONARY" name="d"
CREATE FOREIGN DATA WRAPPER w; ALTER FOREIGN DATA WRAPPER w OPTIONS (a 'b'); CREATE SERVER s FOREIGN DATA WRAPPER w; ALTER SERVER s OPTIONS (a 'b'); CREATE USER MAPPING FOR bob SERVER s; ALTER USER MAPPING FOR bob SERVER s OPTIONS (a 'b');
--> CatalogObject statement="CREATE FOREIGN DATA WRAPPER" name="w"
--> CatalogObject statement="ALTER FOREIGN DATA WRAPPER" name="w"
--> CatalogObject statement="CREATE SERVER" name="s"
--> CatalogObject statement="ALTER SERVER" name="s"
--> CatalogObject statement="CREATE USER MAPPING" name="s"
--> CatalogObject statement="ALTER USER MAPPING" name="s"
ALTER DATABASE d SET TABLESPACE ts;
--> ClusterWide statement="ALTER DATABASE" name="d"

-- What has no model

IMPORT FOREIGN SCHEMA s FROM SERVER r INTO t;
--> Unmodelled node="ImportForeignSchemaStmt"
