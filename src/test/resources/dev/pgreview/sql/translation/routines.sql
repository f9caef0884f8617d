CREATE OR REPLACE FUNCTION shop.f(a int, OUT b text, INOUT c numeric(3), VARIADIC d text[], e int DEFAULT 1) RETURNS record LANGUAGE SQL IMMUTABLE STRICT SECURITY DEFINER SET search_path = shop, public SET work_mem FROM CURRENT AS 'SELECT 1, ''it''''s'' FROM t; UPDATE u SET a = 1';
--> CreateFunction name=shop.f replace arguments=[int4, "numeric"(3), text[], int4] returns=record language="sql" volatility=IMMUTABLE securityDefiner settings=["search_path", "work_mem"]
-->   body=RoutineBody dynamicSql
-->     statements=
-->       - «UPDATE u SET a = 1»
-->           Update target=u
-->             assignments=
-->               - Assignment column="a" value=‹1› constant
CREATE FUNCTION f() RETURNS TABLE (a int, b text) STABLE LANGUAGE sql AS $body$
  -- first
  SELECT a, b FROM t; -- second
  DELETE FROM u WHERE a = 1
$body$;
--> CreateFunction name=f returns=setof record language="sql" volatility=STABLE
-->   body=RoutineBody
-->     statements=
-->       - «SELECT a, b FROM t»
-->           Select
-->             query=SqlQuery sql="SELECT a, b FROM t" relations=[t] columns=["a", "b"]
-->       - «DELETE FROM u WHERE a = 1»
-->           Delete target=u where=‹a = 1› columns=[a]
CREATE FUNCTION f(a int) RETURNS int RETURN (SELECT max(x) FROM t WHERE b > a);
--> CreateFunction name=f arguments=[int4] returns=int4 language="sql" volatility=VOLATILE
-->   body=RoutineBody
CREATE FUNCTION f() RETURNS void BEGIN ATOMIC INSERT INTO t VALUES (CASE WHEN true THEN 1 END); UPDATE u SET a = 1; END;
--> CreateFunction name=f returns=void language="sql" volatility=VOLATILE
-->   body=RoutineBody
-->     statements=
-->       - «INSERT INTO t VALUES (CASE WHEN true THEN 1 END)»
-->           Insert target=t
-->             source=SqlQuery sql="VALUES (CASE WHEN true THEN 1 END)" columns=["column1"] valuesRows=1
-->       - «UPDATE u SET a = 1»
-->           Update target=u
-->             assignments=
-->               - Assignment column="a" value=‹1› constant
CREATE PROCEDURE p() LANGUAGE 'plpgsql' AS $$ BEGIN COMMIT; END $$;
--> CreateFunction name=p procedure language="plpgsql" volatility=VOLATILE
-->   body=RoutineBody
CREATE FUNCTION c_one() RETURNS int LANGUAGE c AS 'lib', 'symbol';
--> CreateFunction name=c_one returns=int4 language="c" volatility=VOLATILE
-->   body=RoutineBody opaque reason="its language is c"
CREATE FUNCTION js() RETURNS int LANGUAGE plv8 AS $$ return 1; $$;
--> CreateFunction name=js returns=int4 language="plv8" volatility=VOLATILE
-->   body=RoutineBody opaque reason="its language is plv8"
CREATE FUNCTION internal_one(cstring) RETURNS int LANGUAGE internal AS 'x';
--> CreateFunction name=internal_one arguments=[cstring] returns=int4 language="internal" volatility=VOLATILE
-->   body=RoutineBody opaque reason="its language is internal"
CREATE FUNCTION broken() RETURNS int LANGUAGE sql AS $$ SELEC 1; UPDATE t SET a = 1 $$;
--> CreateFunction name=broken returns=int4 language="sql" volatility=VOLATILE
-->   body=RoutineBody dynamicSql
-->     statements=
-->       - «UPDATE t SET a = 1»
-->           Update target=t
-->             assignments=
-->               - Assignment column="a" value=‹1› constant
CREATE FUNCTION broken2() RETURNS int LANGUAGE plpgsql AS $$ BEGIN IF x THEN NULL; END $$;
--> CreateFunction name=broken2 returns=int4 language="plpgsql" volatility=VOLATILE
-->   body=RoutineBody opaque reason="its body does not parse: syntax error at end of input"
CREATE FUNCTION escaped() RETURNS int LANGUAGE sql AS E'SELECT \'a\\n\' \n FROM t; SELECT 2 FROM "\u00fc"';
--> CreateFunction name=escaped returns=int4 language="sql" volatility=VOLATILE
-->   body=RoutineBody dynamicSql
-->     statements=
-->       - «SELECT 2 FROM "\u00fc"»
-->           Select
-->             query=SqlQuery sql="SELECT 2 FROM "\u00fc"" relations=["\u00fc"] columns=["?column?"]
ALTER FUNCTION s.f(int) STABLE SET search_path = x;
--> AlterFunction name=s.f volatility=STABLE
ALTER PROCEDURE p OWNER TO bob;
--> OwnerChange kind=PROCEDURE name=p role="bob"
CALL shop.p(1, 'x');
--> Call procedure=shop.p
DO $$ BEGIN ALTER TABLE t ADD COLUMN a int, DROP COLUMN b; END $$;
--> DoBlock language="plpgsql"
-->   body=RoutineBody
-->     statements=
-->       - «ALTER TABLE t ADD COLUMN a int, DROP COLUMN b»
-->           AlterTable name=t kind=TABLE
-->             commands=
-->               - Command range=«ADD COLUMN a int»
-->                   action=AddColumn
-->                     column=ColumnDefinition name="a" type=int4 range=«a int»
-->               - Command range=«DROP COLUMN b»
-->                   action=DropColumn column="b"
DO LANGUAGE plpgsql 'BEGIN EXECUTE ''ALTER TABLE t ADD "ä" text DEFAULT ''''x''''''; END';
--> DoBlock language="plpgsql"
-->   body=RoutineBody
-->     statements=
-->       - «DO LANGUAGE plpgsql 'BEGIN EXECUTE ''ALTER TABLE t ADD "ä" text DEFAULT ''''x''''''; END'» as ‹ALTER TABLE t ADD "ä" text DEFAULT 'x'›
-->           AlterTable name=t kind=TABLE
-->             commands=
-->               - Command range=«ADD "ä" text DEFAULT 'x'»
-->                   action=AddColumn
-->                     column=ColumnDefinition name="ä" type=text defaultValue=‹'x'› constant range=«"ä" text DEFAULT 'x'»
DO LANGUAGE plperl $$ return; $$;
--> DoBlock language="plperl"
-->   body=RoutineBody opaque reason="its language is plperl"
DO $do$
DECLARE
  r record; n int := (SELECT count(*) FROM declared); k constant text := 'x';
  c CURSOR (p int) FOR SELECT * FROM cursored WHERE a = p;
BEGIN
  -- ALTER TABLE in_a_comment ADD a int;
  IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood') THEN
    CREATE TYPE mood AS ENUM ('a', 'b;c');
  ELSIF n > 1 THEN
    UPDATE t SET a = 1;
  ELSE
    UPDATE t SET a = 2;
  END IF;
  FOR r IN SELECT id FROM ids WHERE x LOOP
    UPDATE t SET a = r.id WHERE id = r.id;
    INSERT INTO log VALUES ('x') RETURNING id INTO n;
  END LOOP;
  <<outer>> LOOP
    DELETE FROM t WHERE id IN (SELECT id FROM t LIMIT 100);
    EXIT outer WHEN NOT FOUND;
  END LOOP outer;
  WHILE n < (SELECT max(id) FROM w) LOOP
    n := n + 1;
    n = f(n);
  END LOOP;
  FOR i IN REVERSE 10..(SELECT 1 FROM bound) BY 2 LOOP PERFORM pg_sleep(1), x FROM performed; END LOOP;
  FOREACH n IN ARRAY ARRAY[1,2] LOOP CALL p(n); END LOOP;
  BEGIN
    TRUNCATE risky;
  EXCEPTION WHEN undefined_table OR others THEN
    RAISE NOTICE 'failed: %; %', SQLERRM, (SELECT 1 FROM raised);
    DROP TABLE handled;
  END;
  CASE n WHEN 1, 2 THEN UPDATE cased SET a = 1; ELSE UPDATE cased SET a = 2; END CASE;
  CASE WHEN n = 1 THEN NULL; END CASE;
  SELECT a, b INTO STRICT n, r.x FROM selected WHERE c = 1;
  SELECT INTO n count(*) FROM first_into;
  OPEN c(3); FETCH c INTO r; MOVE NEXT FROM c; CLOSE c;
  FOR r IN c(4) LOOP NULL; END LOOP;
  OPEN d FOR SELECT 1 FROM opened;
  OPEN d FOR EXECUTE 'SELECT 1 FROM opened_dynamically';
  UPDATE t SET a = 1 WHERE CURRENT OF c;
  GET DIAGNOSTICS n = ROW_COUNT;
  ASSERT n > 1, 'no';
  SET LOCAL lock_timeout = '1s';
  COMMIT;
  RETURN;
END
$do$;
--> DoBlock language="plpgsql"
-->   body=RoutineBody opaque reason="its body does not parse: "d" is not a known variable"
DO $$
DECLARE t text := 'x'; r record;
BEGIN
  EXECUTE 'ALTER TABLE a ADD b int; DROP TABLE c';
  EXECUTE 'ALTER TABLE ' || 'a' || ' DROP b';
  EXECUTE format('DROP INDEX i');
  EXECUTE format('DROP TABLE %I', t);
  EXECUTE 'DROP TABLE ' || quote_ident(t);
  EXECUTE $q$CREATE INDEX i ON t (a)$q$ USING 1;
  EXECUTE 'SELECT 1 FROM x' INTO r;
  EXECUTE 'not sql';
  FOR r IN EXECUTE 'SELECT 1 FROM looped' LOOP NULL; END LOOP;
  FOR r IN EXECUTE t LOOP NULL; END LOOP;
  RETURN QUERY EXECUTE 'SELECT 2 FROM returned';
END $$;
--> DoBlock language="plpgsql"
-->   body=RoutineBody opaque reason="its body does not parse: cannot use RETURN QUERY in a non-SETOF function"
CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE v orders%ROWTYPE; w orders.id%TYPE;
BEGIN
  SELECT o.* INTO v.id, w FROM orders o WHERE o.id = NEW.id;
  NEW.total := (SELECT sum(price) FROM items WHERE order_id = NEW.id);
  IF TG_OP = 'UPDATE' THEN RETURN OLD; END IF;
  RETURN NEW;
END;
$$;
--> CreateFunction name=tf returns=trigger language="plpgsql" volatility=VOLATILE
-->   body=RoutineBody opaque reason="its body does not parse: "v.id" is not a known variable"
CREATE FUNCTION rq() RETURNS SETOF orders LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY SELECT * FROM orders; RETURN NEXT (SELECT o FROM other o); RETURN QUERY WITH x AS (SELECT 1) SELECT * FROM x, y; RETURN; END $$;
--> CreateFunction name=rq returns=setof orders language="plpgsql" volatility=VOLATILE
-->   body=RoutineBody
-->     statements=
-->       - «SELECT * FROM orders»
-->           Select
-->             query=SqlQuery sql="SELECT * FROM orders" relations=[orders] columns=["*"]
-->       - «WITH x AS (SELECT 1) SELECT * FROM x, y»
-->           Select
-->             query=SqlQuery sql="WITH x AS (SELECT 1) SELECT * FROM x, y" relations=[y] columns=["*"]
CREATE FUNCTION nested() RETURNS void LANGUAGE plpgsql AS $outer$
BEGIN
  EXECUTE $inner$ DO $x$ BEGIN UPDATE deep SET a = 1; END $x$ $inner$;
  CREATE FUNCTION created() RETURNS int LANGUAGE sql AS 'SELECT 1 FROM within';
END $outer$;
--> CreateFunction name=nested returns=void language="plpgsql" volatility=VOLATILE
-->   body=RoutineBody
-->     statements=
-->       - «$inner$ DO $x$ BEGIN UPDATE deep SET a = 1; END $x$ $inner$» as ‹ DO $x$ BEGIN UPDATE deep SET a = 1; END $x$ ›
-->           DoBlock language="plpgsql"
-->             body=RoutineBody
-->               statements=
-->                 - «UPDATE deep SET a = 1»
-->                     Update target=deep
-->                       assignments=
-->                         - Assignment column="a" value=‹1› constant
-->       - «CREATE FUNCTION created() RETURNS int LANGUAGE sql AS 'SELECT 1 FROM within'»
-->           CreateFunction name=created returns=int4 language="sql" volatility=VOLATILE
-->             body=RoutineBody
-->               statements=
-->                 - «SELECT 1 FROM within»
-->                     Select
-->                       query=SqlQuery sql="SELECT 1 FROM within" relations=[within] columns=["?column?"]
