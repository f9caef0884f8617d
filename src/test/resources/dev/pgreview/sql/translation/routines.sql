CREATE OR REPLACE FUNCTION shop.f(a int, OUT b text, INOUT c numeric(3), VARIADIC d text[], e int DEFAULT 1) RETURNS record LANGUAGE SQL IMMUTABLE STRICT SECURITY DEFINER SET search_path = shop, public SET work_mem FROM CURRENT AS 'SELECT 1, ''it''''s'' FROM t; UPDATE u SET a = 1';
--> CreateFunction name=shop.f replace arguments=[int4, numeric(3), text[], int4] returns=record language="sql" volatility=IMMUTABLE securityDefiner settings=["search_path", "work_mem"]
-->   body=RoutineBody
-->     statements=
-->       - «SELECT 1, ''it''''s'' FROM t» as ‹SELECT 1, 'it''s' FROM t›
-->           Select
-->             query=SqlQuery sql="SELECT 1, 'it''s' FROM t" relations=[t] columns=["?column?", "?column?"]
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
-->     statements=
-->       - «(SELECT max(x) FROM t WHERE b > a)» as ‹SELECT (SELECT max(x) FROM t WHERE b > a)›
-->           Select
-->             query=SqlQuery sql="SELECT (SELECT max(x) FROM t WHERE b > a)" relations=[t] functions=[max] columns=["max"]
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
-->     statements=
-->       - «COMMIT»
-->           Transaction kind=COMMIT
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
-->   body=RoutineBody dynamicSql reason="a statement in its body does not parse: syntax error at or near "SELEC""
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
-->   body=RoutineBody
-->     statements=
-->       - «'SELECT \'a\\n\' \n FROM t; SELECT 2 FROM "\u00fc"'» as ‹SELECT 'a\n' ⏎ FROM t›
-->           Select
-->             query=SqlQuery sql="SELECT 'a\n' ⏎ FROM t" relations=[t] columns=["?column?"]
-->       - «'SELECT \'a\\n\' \n FROM t; SELECT 2 FROM "\u00fc"'» as ‹SELECT 2 FROM "ü"›
-->           Select
-->             query=SqlQuery sql="SELECT 2 FROM "ü"" relations=["ü"] columns=["?column?"]
ALTER FUNCTION s.f(int) STABLE SET search_path = x;
--> AlterFunction name=s.f arguments=[int4] volatility=STABLE set=["search_path"]
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
-->       - «ALTER TABLE t ADD "ä" text DEFAULT ''''x''''» as ‹ALTER TABLE t ADD "ä" text DEFAULT 'x'›
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
-->   body=RoutineBody
-->     statements=
-->       - «(SELECT count(*) FROM declared)» as ‹SELECT (SELECT count(*) FROM declared)›
-->           Select
-->             query=SqlQuery sql="SELECT (SELECT count(*) FROM declared)" relations=[declared] functions=[count] columns=["count"]
-->       - «SELECT * FROM cursored WHERE a = p»
-->           Select
-->             query=SqlQuery sql="SELECT * FROM cursored WHERE a = p" relations=[cursored] columns=["*"] where=‹a = p› columns=[a, p]
-->       - «NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood')» as ‹SELECT NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood')›
-->           Select
-->             query=SqlQuery sql="SELECT NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood')" relations=[pg_type] columns=["?column?"]
-->       - conditional «CREATE TYPE mood AS ENUM ('a', 'b;c')»
-->           CreateEnum name=mood values=["a", "b;c"]
-->       - conditional «UPDATE t SET a = 1»
-->           Update target=t
-->             assignments=
-->               - Assignment column="a" value=‹1› constant
-->       - conditional «UPDATE t SET a = 2»
-->           Update target=t
-->             assignments=
-->               - Assignment column="a" value=‹2› constant
-->       - «SELECT id FROM ids WHERE x»
-->           Select
-->             query=SqlQuery sql="SELECT id FROM ids WHERE x" relations=[ids] columns=["id"] where=‹x› columns=[x]
-->       - looped «UPDATE t SET a = r.id WHERE id = r.id»
-->           Update target=t where=‹id = r.id› columns=[id]
-->             assignments=
-->               - Assignment column="a" value=‹r.id› columns=[id]
-->       - looped «INSERT INTO log VALUES ('x') RETURNING id INTO n» as ‹INSERT INTO log VALUES ('x') RETURNING id       ›
-->           Insert target=log
-->             source=SqlQuery sql="VALUES ('x')" columns=["column1"] valuesRows=1
-->       - looped «DELETE FROM t WHERE id IN (SELECT id FROM t LIMIT 100)»
-->           Delete target=t where=‹id IN (SELECT id FROM t LIMIT 100)› subquery columns=[id] relations=[t]
-->       - looped «n < (SELECT max(id) FROM w)» as ‹SELECT n < (SELECT max(id) FROM w)›
-->           Select
-->             query=SqlQuery sql="SELECT n < (SELECT max(id) FROM w)" relations=[w] functions=[max] columns=["?column?"]
-->       - looped «f(n)» as ‹SELECT f(n)›
-->           Select
-->             query=SqlQuery sql="SELECT f(n)" functions=[f] columns=["f"]
-->       - «(SELECT 1 FROM bound)» as ‹SELECT (SELECT 1 FROM bound)›
-->           Select
-->             query=SqlQuery sql="SELECT (SELECT 1 FROM bound)" relations=[bound] columns=["?column?"]
-->       - looped «PERFORM pg_sleep(1), x FROM performed» as ‹SELECT  pg_sleep(1), x FROM performed›
-->           Select
-->             query=SqlQuery sql="SELECT  pg_sleep(1), x FROM performed" relations=[performed] functions=[pg_sleep] columns=["pg_sleep", "x"]
-->       - looped «CALL p(n)»
-->           Call procedure=p
-->       - «TRUNCATE risky»
-->           Truncate relations=[risky]
-->       - conditional «(SELECT 1 FROM raised)» as ‹SELECT (SELECT 1 FROM raised)›
-->           Select
-->             query=SqlQuery sql="SELECT (SELECT 1 FROM raised)" relations=[raised] columns=["?column?"]
-->       - conditional «DROP TABLE handled»
-->           Drop kind=TABLE
-->             objects=
-->               - Target name=handled
-->       - conditional «UPDATE cased SET a = 1»
-->           Update target=cased
-->             assignments=
-->               - Assignment column="a" value=‹1› constant
-->       - conditional «UPDATE cased SET a = 2»
-->           Update target=cased
-->             assignments=
-->               - Assignment column="a" value=‹2› constant
-->       - «SELECT a, b INTO STRICT n, r.x FROM selected WHERE c = 1» as ‹SELECT a, b                    FROM selected WHERE c = 1›
-->           Select
-->             query=SqlQuery sql="SELECT a, b                    FROM selected WHERE c = 1" relations=[selected] columns=["a", "b"] where=‹c = 1› columns=[c]
-->       - «SELECT INTO n count(*) FROM first_into» as ‹SELECT        count(*) FROM first_into›
-->           Select
-->             query=SqlQuery sql="SELECT        count(*) FROM first_into" relations=[first_into] functions=[count] columns=["count"]
-->       - «SELECT 1 FROM opened»
-->           Select
-->             query=SqlQuery sql="SELECT 1 FROM opened" relations=[opened] columns=["?column?"]
-->       - «SELECT 1 FROM opened_dynamically»
-->           Select
-->             query=SqlQuery sql="SELECT 1 FROM opened_dynamically" relations=[opened_dynamically] columns=["?column?"]
-->       - «UPDATE t SET a = 1 WHERE CURRENT OF c»
-->           Update target=t where=‹CURRENT OF c›
-->             assignments=
-->               - Assignment column="a" value=‹1› constant
-->       - «SET LOCAL lock_timeout = '1s'»
-->           SetVariable name="lock_timeout" value="1s" local
-->       - «COMMIT»
-->           Transaction kind=COMMIT
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
-->   body=RoutineBody dynamicSql reason="a statement in its body does not parse: syntax error at or near "not""
-->     statements=
-->       - «ALTER TABLE a ADD b int»
-->           AlterTable name=a kind=TABLE
-->             commands=
-->               - Command range=«ADD b int»
-->                   action=AddColumn
-->                     column=ColumnDefinition name="b" type=int4 range=«b int»
-->       - «DROP TABLE c»
-->           Drop kind=TABLE
-->             objects=
-->               - Target name=c
-->       - «'ALTER TABLE ' || 'a' || ' DROP b'» as ‹ALTER TABLE a DROP b›
-->           AlterTable name=a kind=TABLE
-->             commands=
-->               - Command range=«DROP b»
-->                   action=DropColumn column="b"
-->       - «format('DROP INDEX i')» as ‹DROP INDEX i›
-->           Drop kind=INDEX
-->             objects=
-->               - Target name=i
-->       - «CREATE INDEX i ON t (a)»
-->           CreateIndex name="i" table=t method="btree" keys=[a]
-->       - «SELECT 1 FROM x»
-->           Select
-->             query=SqlQuery sql="SELECT 1 FROM x" relations=[x] columns=["?column?"]
-->       - «SELECT 1 FROM looped»
-->           Select
-->             query=SqlQuery sql="SELECT 1 FROM looped" relations=[looped] columns=["?column?"]
-->       - «SELECT 2 FROM returned»
-->           Select
-->             query=SqlQuery sql="SELECT 2 FROM returned" relations=[returned] columns=["?column?"]
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
-->   body=RoutineBody
-->     statements=
-->       - «SELECT o.* INTO v.id, w FROM orders o WHERE o.id = NEW.id» as ‹SELECT o.*              FROM orders o WHERE o.id = NEW.id›
-->           Select
-->             query=SqlQuery sql="SELECT o.*              FROM orders o WHERE o.id = NEW.id" relations=[orders] columns=["*"] where=‹o.id = NEW.id› columns=[id]
-->       - «(SELECT sum(price) FROM items WHERE order_id = NEW.id)» as ‹SELECT (SELECT sum(price) FROM items WHERE order_id = NEW.id)›
-->           Select
-->             query=SqlQuery sql="SELECT (SELECT sum(price) FROM items WHERE order_id = NEW.id)" relations=[items] functions=[sum] columns=["sum"]
CREATE FUNCTION rq() RETURNS SETOF orders LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY SELECT * FROM orders; RETURN NEXT (SELECT o FROM other o); RETURN QUERY WITH x AS (SELECT 1) SELECT * FROM x, y; RETURN; END $$;
--> CreateFunction name=rq returns=setof orders language="plpgsql" volatility=VOLATILE
-->   body=RoutineBody
-->     statements=
-->       - «SELECT * FROM orders»
-->           Select
-->             query=SqlQuery sql="SELECT * FROM orders" relations=[orders] columns=["*"]
-->       - «(SELECT o FROM other o)» as ‹SELECT (SELECT o FROM other o)›
-->           Select
-->             query=SqlQuery sql="SELECT (SELECT o FROM other o)" relations=[other] columns=["o"]
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
-->       - «DO $x$ BEGIN UPDATE deep SET a = 1; END $x$»
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
