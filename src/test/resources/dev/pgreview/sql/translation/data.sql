INSERT INTO shop.t (a, b) VALUES (1, lower('x')), (2, DEFAULT) ON CONFLICT (a) DO UPDATE SET b = excluded.b WHERE t.b IS NULL RETURNING id;
--> Insert target=shop.t columns=["a", "b"] onConflict conflictTarget
-->   source=SqlQuery sql="VALUES (1, lower('x')), (2, DEFAULT)" functions=[lower] columns=["column1", "column2"] valuesRows=2
INSERT INTO t DEFAULT VALUES;
--> Insert target=t
INSERT INTO t AS alias (a) OVERRIDING SYSTEM VALUE SELECT x.a FROM x, shop.y WHERE x.a > 3 ORDER BY 1 LIMIT 10 ON CONFLICT DO NOTHING;
--> Insert target=t columns=["a"] onConflict
-->   source=SqlQuery sql="SELECT x.a FROM x, shop.y WHERE x.a > 3 ORDER BY 1 LIMIT 10" relations=[x, shop.y] columns=["a"] limited where=‹x.a > 3› columns=[a]
INSERT INTO t (SELECT * FROM x) RETURNING *;
--> Insert target=t
-->   source=SqlQuery sql="(SELECT * FROM x)" relations=[x] columns=["*"]
INSERT INTO t TABLE x;
--> Insert target=t
-->   source=SqlQuery sql="TABLE x" relations=[x] columns=["*"]
INSERT INTO t (a) WITH w AS (SELECT 1 FROM z) SELECT * FROM w;
--> Insert target=t columns=["a"]
-->   source=SqlQuery sql="WITH w AS (SELECT 1 FROM z) SELECT * FROM w" relations=[z] columns=["*"]
WITH moved AS (DELETE FROM a WHERE old < now() RETURNING *), other AS MATERIALIZED (SELECT 1 FROM moved) INSERT INTO b SELECT * FROM moved, other, c;
--> Insert target=b
-->   source=SqlQuery sql="SELECT * FROM moved, other, c" relations=[c] functions=[now] columns=["*"]
-->     dataChanges=
-->       - Delete target=a where=‹old < now()› functions=[now] columns=[old] functions=[now]
UPDATE shop.t SET a = 1, b = (SELECT max(x) FROM other WHERE y = 'z, FROM'), c = DEFAULT, d[1] = a IS DISTINCT FROM b FROM s.src AS f JOIN src2 USING (id) WHERE t.id = f.id AND EXISTS (SELECT 1 FROM third) RETURNING *;
--> Update target=shop.t where=‹t.id = f.id AND EXISTS (SELECT 1 FROM third)› subquery columns=[id] relations=[other, s.src, src2, third] functions=[max]
-->   assignments=
-->     - Assignment column="a" value=‹1› constant
-->     - Assignment column="b" value=‹(SELECT max(x) FROM other WHERE y = 'z, FROM')› subquery functions=[max] columns=[x, y]
-->     - Assignment column="c" value=‹DEFAULT›
-->     - Assignment column="d" value=‹a IS DISTINCT FROM b› columns=[a, b]
UPDATE t SET (a, b) = (1, f(2)), (c, d) = (SELECT x, y FROM z), "e=f" = 3 WHERE CURRENT OF cur;
--> Update target=t where=‹CURRENT OF cur› relations=[z] functions=[f]
-->   assignments=
-->     - Assignment column="a" value=‹1› constant
-->     - Assignment column="b" value=‹f(2)› functions=[f]
-->     - Assignment column="c" value=‹(SELECT x, y FROM z)› subquery columns=[x, y]
-->     - Assignment column="d" value=‹(SELECT x, y FROM z)› subquery columns=[x, y]
-->     - Assignment column="e=f" value=‹3› constant
UPDATE ONLY t SET a = a + 1;
--> Update target=t only
-->   assignments=
-->     - Assignment column="a" value=‹a + 1› columns=[a]
UPDATE t x SET a = CASE WHEN b THEN 1 ELSE 2 END WHERE id IN (SELECT id FROM t WHERE a IS NULL ORDER BY id LIMIT 1000 FOR UPDATE SKIP LOCKED);
--> Update target=t where=‹id IN (SELECT id FROM t WHERE a IS NULL ORDER BY id LIMIT 1000 FOR UPDATE SKIP LOCKED)› subquery columns=[id, a] relations=[t]
-->   assignments=
-->     - Assignment column="a" value=‹CASE WHEN b THEN 1 ELSE 2 END› columns=[b]
WITH batch AS (SELECT id FROM t LIMIT 10), gone AS (DELETE FROM x WHERE true) UPDATE t SET a = 1 FROM batch WHERE t.id = batch.id;
--> Update target=t where=‹t.id = batch.id› columns=[id] relations=[t]
-->   assignments=
-->     - Assignment column="a" value=‹1› constant
-->   dataChanges=
-->     - Delete target=x where=‹true› constant
DELETE FROM shop.t USING u, (SELECT id FROM v) w WHERE t.id = u.id OR t.x < current_date;
--> Delete target=shop.t where=‹t.id = u.id OR t.x < current_date› functions=["current_date"] columns=[id, x] relations=[u, v] functions=["current_date"]
DELETE FROM t;
--> Delete target=t
WITH x AS (UPDATE a SET b = 1 RETURNING *), y AS (INSERT INTO log SELECT * FROM x) DELETE FROM c WHERE d IN (SELECT id FROM x);
--> Delete target=c where=‹d IN (SELECT id FROM x)› subquery columns=[d, id]
-->   dataChanges=
-->     - Update target=a
-->         assignments=
-->           - Assignment column="b" value=‹1› constant
-->     - Insert target=log
-->         source=SqlQuery sql="SELECT * FROM x" columns=["*"]
MERGE INTO shop.t AS t USING (SELECT * FROM src WHERE a > 1) s ON t.id = s.id WHEN MATCHED AND s.gone THEN DELETE WHEN MATCHED THEN UPDATE SET a = s.a WHEN NOT MATCHED THEN INSERT (id) VALUES (s.id) WHEN NOT MATCHED BY SOURCE THEN DO NOTHING;
--> Merge target=shop.t relations=[src]
WITH w AS (SELECT 1 FROM deep) MERGE INTO t USING w ON true WHEN MATCHED THEN DELETE;
--> Merge target=t relations=[deep]
SELECT a, b.c, d AS e, f(), count(*), *, x.* FROM s.t AS b LEFT JOIN LATERAL (SELECT 1 FROM u) l ON true WHERE a = 1 AND b.limit > 2 GROUP BY 1 HAVING true ORDER BY a LIMIT 5 FOR UPDATE OF b;
--> Select
-->   query=SqlQuery sql="SELECT a, b.c, d AS e, f(), count(*), *, x.* FROM s.t AS b LEFT JOIN LATERAL (SELECT 1 FROM u) l ON true WHERE a = 1 AND b.limit > 2 GROUP BY 1 HAVING true ORDER BY a LIMIT 5 FOR UPDATE OF b" relations=[s.t, u] functions=[f, count] columns=["a", "c", "e", "f", "count", "*", "*"] rowLocking limited where=‹a = 1 AND b.limit > 2› columns=[a, limit]
SELECT 1 FROM a UNION SELECT 2 FROM b WHERE x INTERSECT SELECT 3 FROM c;
--> Select
-->   query=SqlQuery sql="SELECT 1 FROM a UNION SELECT 2 FROM b WHERE x INTERSECT SELECT 3 FROM c" relations=[a, b, c] columns=["?column?"]
SELECT 1 WHERE EXISTS (SELECT FROM x WHERE y) OFFSET 3;
--> Select
-->   query=SqlQuery sql="SELECT 1 WHERE EXISTS (SELECT FROM x WHERE y) OFFSET 3" relations=[x] columns=["?column?"] where=‹EXISTS (SELECT FROM x WHERE y)› subquery columns=[y]
SELECT * FROM t WHERE a ORDER BY b FETCH FIRST 5 ROWS ONLY FOR NO KEY UPDATE;
--> Select
-->   query=SqlQuery sql="SELECT * FROM t WHERE a ORDER BY b FETCH FIRST 5 ROWS ONLY FOR NO KEY UPDATE" relations=[t] columns=["*"] rowLocking limited where=‹a› columns=[a]
SELECT * FROM t LIMIT ALL;
--> Select
-->   query=SqlQuery sql="SELECT * FROM t LIMIT ALL" relations=[t] columns=["*"]
WITH RECURSIVE r AS (SELECT 1 FROM base UNION ALL SELECT 2 FROM r) SELECT * FROM r, real WHERE r.id > 1;
--> Select
-->   query=SqlQuery sql="WITH RECURSIVE r AS (SELECT 1 FROM base UNION ALL SELECT 2 FROM r) SELECT * FROM r, real WHERE r.id > 1" relations=[base, "real"] columns=["*"] where=‹r.id > 1› columns=[id]
WITH t AS (SELECT * FROM t) SELECT * FROM t, public.t;
--> Select
-->   query=SqlQuery sql="WITH t AS (SELECT * FROM t) SELECT * FROM t, public.t" relations=[t, public.t] columns=["*"]
WITH a AS (SELECT 1 FROM b), b AS (SELECT 1 FROM a) SELECT (WITH c AS (SELECT * FROM a) SELECT 1 FROM c, d) FROM b;
--> Select
-->   query=SqlQuery sql="WITH a AS (SELECT 1 FROM b), b AS (SELECT 1 FROM a) SELECT (WITH c AS (SELECT * FROM a) SELECT 1 FROM c, d) FROM b" relations=[b, d] columns=["?column?"]
WITH gone AS (DELETE FROM x USING y WHERE x.id = y.id RETURNING x.id) SELECT * FROM gone;
--> Select
-->   query=SqlQuery sql="WITH gone AS (DELETE FROM x USING y WHERE x.id = y.id RETURNING x.id) SELECT * FROM gone" relations=[y] columns=["*"]
-->     dataChanges=
-->       - Delete target=x where=‹x.id = y.id› columns=[id] relations=[y]
VALUES (1, 2), (3, 4);
--> Select
-->   query=SqlQuery sql="VALUES (1, 2), (3, 4)" columns=["column1", "column2"] valuesRows=2
TABLE shop.orders;
--> Select
-->   query=SqlQuery sql="TABLE shop.orders" relations=[shop.orders] columns=["*"]
(SELECT a FROM t WHERE b) ORDER BY 1;
--> Select
-->   query=SqlQuery sql="(SELECT a FROM t WHERE b) ORDER BY 1" relations=[t] columns=["a"] where=‹b› columns=[b]
SELECT * FROM generate_series(1, 10) g, ROWS FROM (f(1), g(2)) r, XMLTABLE('/a' PASSING d COLUMNS x int) q, t TABLESAMPLE system (1);
--> Select
-->   query=SqlQuery sql="SELECT * FROM generate_series(1, 10) g, ROWS FROM (f(1), g(2)) r, XMLTABLE('/a' PASSING d COLUMNS x int) q, t TABLESAMPLE system (1)" relations=[t] functions=[generate_series, f, g] columns=["*"]
SELECT set_config('lock_timeout', '5s', true);
--> SetVariable name="lock_timeout" value="5s" local
SELECT pg_catalog.set_config('Search_Path', '', false) AS x;
--> SetVariable name="search_path" value=""
SELECT set_config('a.b', x, false) FROM t;
--> Select
-->   query=SqlQuery sql="SELECT set_config('a.b', x, false) FROM t" relations=[t] functions=[set_config] columns=["set_config"]
SELECT pg_sleep(1), (SELECT count(*) FROM t), percentile_cont(0.5) WITHIN GROUP (ORDER BY a) FROM u WHERE sum(a) FILTER (WHERE b) > 1 WINDOW w AS (ORDER BY a);
--> Select
-->   query=SqlQuery sql="SELECT pg_sleep(1), (SELECT count(*) FROM t), percentile_cont(0.5) WITHIN GROUP (ORDER BY a) FROM u WHERE sum(a) FILTER (WHERE b) > 1 WINDOW w AS (ORDER BY a)" relations=[t, u] functions=[pg_sleep, count, percentile_cont, sum] columns=["pg_sleep", "count", "percentile_cont"] where=‹sum(a) FILTER (WHERE b) > 1› functions=[sum] columns=[a, b]
COPY shop.t (a, b) FROM STDIN WITH (FORMAT csv);
--> Copy relation=shop.t fromInput standardStream
COPY (SELECT * FROM t WHERE a > 1) TO '/tmp/x';
--> Copy
-->   query=SqlQuery sql="SELECT * FROM t WHERE a > 1" relations=[t] columns=["*"] where=‹a > 1› columns=[a]
COPY t TO PROGRAM 'gzip > x';
--> Copy relation=t program
COPY t FROM '/tmp/file' WHERE a > 1;
--> Copy relation=t fromInput
COPY (DELETE FROM t RETURNING *) TO STDOUT;
--> Copy standardStream
-->   query=SqlQuery sql="DELETE FROM t RETURNING *"
-->     dataChanges=
-->       - Delete target=t
EXPLAIN SELECT * FROM t WHERE a = 1;
--> Explain
-->   statement=Select
-->     query=SqlQuery sql="SELECT * FROM t WHERE a = 1" relations=[t] columns=["*"] where=‹a = 1› columns=[a]
EXPLAIN (ANALYZE, COSTS off) UPDATE t SET a = 1 WHERE b;
--> Explain analyze
-->   statement=Update target=t where=‹b› columns=[b]
-->     assignments=
-->       - Assignment column="a" value=‹1› constant
EXPLAIN ANALYZE VERBOSE DELETE FROM t;
--> Explain analyze
-->   statement=Delete target=t
EXPLAIN (ANALYZE false) CREATE TABLE x AS SELECT 1 FROM t;
--> Explain
-->   statement=CreateTableAs name=x persistence=PERMANENT withData
-->     query=SqlQuery sql="SELECT 1 FROM t" relations=[t] columns=["?column?"]
-->     shape=Select
-->       targets=
-->         - Item name="?column?" type=int4
-->       from=
-->         - Named relation=t alias="t"
