CREATE INDEX ON t (a);
--> CreateIndex table=t method="btree" keys=[a]
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON ONLY shop.t USING gin (a text_pattern_ops DESC NULLS LAST, lower(b) COLLATE "C" varchar_ops, (c || ')') ASC) INCLUDE (d, e) NULLS NOT DISTINCT WITH (fillfactor = 70) TABLESPACE x WHERE a > 0 AND b IS NOT NULL;
--> CreateIndex name="i" table=shop.t only unique concurrently ifNotExists method="gin" include=["d", "e"] where=‹a > 0 AND b IS NOT NULL› columns=[a, b] nullsNotDistinct
-->   keys=
-->     - IndexKey column="a" operatorClass="text_pattern_ops" descending name="a"
-->     - IndexKey expression=‹lower(b)› functions=[lower] columns=[b] operatorClass="varchar_ops" collation="C" name="lower"
-->     - IndexKey expression=‹(c || ')')› columns=[c] name="expr"
CREATE INDEX i ON t USING btree (coalesce(a, ''), jsonb_path_ops, date_trunc('day', at AT TIME ZONE 'utc'), (data ->> 'a'));
--> CreateIndex name="i" table=t method="btree"
-->   keys=
-->     - IndexKey expression=‹coalesce(a, '')› columns=[a] name="coalesce"
-->     - jsonb_path_ops
-->     - IndexKey expression=‹date_trunc('day', at AT TIME ZONE 'utc')› functions=[date_trunc, timezone] columns=[at] name="date_trunc"
-->     - IndexKey expression=‹(data ->> 'a')› columns=[data] name="expr"
CREATE INDEX i ON t (f(g(a), 'x)') DESC, ((a + b) * (c)), CAST(a AS text), shop.f(a));
--> CreateIndex name="i" table=t method="btree"
-->   keys=
-->     - IndexKey expression=‹f(g(a), 'x)')› functions=[f, g] columns=[a] descending name="f"
-->     - IndexKey expression=‹((a + b) * (c))› columns=[a, b, c] name="expr"
-->     - IndexKey expression=‹CAST(a AS text)› columns=[a] name="a"
-->     - IndexKey expression=‹shop.f(a)› functions=[shop.f] columns=[a] name="f"
CREATE INDEX i ON t (a) WHERE (status = ANY ('{a,b}'::text[])) -- the open ones
--> CreateIndex name="i" table=t method="btree" keys=[a] where=‹(status = ANY ('{a,b}'::text[]))› columns=[status]
;
CREATE INDEX i ON "Tä(ble" ("a)b" varchar_pattern_ops) WHERE "ü" = '(';
--> CreateIndex name="i" table="Tä(ble" method="btree" where=‹"ü" = '('› columns=[ü]
-->   keys=
-->     - IndexKey column="a)b" operatorClass="varchar_pattern_ops" name="a)b"
REINDEX INDEX CONCURRENTLY s.i;
--> Reindex target=INDEX name=s.i concurrently
REINDEX (CONCURRENTLY, TABLESPACE x) TABLE t;
--> Reindex target=TABLE name=t concurrently
REINDEX (CONCURRENTLY false) TABLE t;
--> Reindex target=TABLE name=t
REINDEX SCHEMA CONCURRENTLY s;
--> Reindex target=SCHEMA name=s concurrently
REINDEX DATABASE;
--> Reindex target=DATABASE
REINDEX SYSTEM db;
--> Reindex target=SYSTEM name=db
DROP INDEX CONCURRENTLY IF EXISTS s.a, b;
--> Drop kind=INDEX ifExists concurrently
-->   objects=
-->     - Target name=s.a
-->     - Target name=b
