SET lock_timeout = '5s'; SET LOCAL Statement_Timeout TO 1000; SET SESSION work_mem = DEFAULT; SET search_path = shop, "My Schema", public; SET LOCAL a.b = on; SET x TO -1.5; SET y TO 'a', 'b';
--> SetVariable name="lock_timeout" value="5s"
--> SetVariable name="statement_timeout" value="1000" local
--> SetVariable name="work_mem"
--> SetVariable name="search_path" value="shop, "My Schema", public"
--> SetVariable name="a.b" value="on" local
--> SetVariable name="x" value="-1.5"
--> SetVariable name="y" value="a, b"
SET TIME ZONE 'UTC'; SET TIME ZONE LOCAL; SET LOCAL TIME ZONE INTERVAL '+02:00' HOUR TO MINUTE; SET NAMES 'utf8'; SET SCHEMA 'shop'; SET ROLE bob; SET LOCAL ROLE NONE; SET SESSION AUTHORIZATION bob; SET SESSION AUTHORIZATION DEFAULT; SET XML OPTION DOCUMENT; SET x FROM CURRENT;
--> SetVariable name="timezone" value="UTC"
--> SetVariable name="timezone"
--> SetVariable name="timezone" value="+02:00" local
--> SetVariable name="client_encoding" value="utf8"
--> SetVariable name="search_path" value="shop"
--> SetVariable name="role" value="bob"
--> SetVariable name="role" value="none" local
--> SetVariable name="session_authorization" value="bob"
--> SetVariable name="session_authorization"
--> SetVariable name="xmloption" value="DOCUMENT"
--> SetVariable name="x"
RESET lock_timeout; RESET ALL; RESET TIME ZONE; RESET ROLE; RESET SESSION AUTHORIZATION; DISCARD ALL; DISCARD PLANS; DISCARD TEMP;
--> SetVariable name="lock_timeout"
--> SetVariable name="all"
--> SetVariable name="timezone"
--> SetVariable name="role"
--> SetVariable name="session_authorization"
--> SetVariable name="all"
--> SessionCommand statement="DISCARD PLANS"
--> SessionCommand statement="DISCARD TEMP"
SET TRANSACTION ISOLATION LEVEL SERIALIZABLE, READ ONLY; SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE; SET TRANSACTION SNAPSHOT 'x';
--> SessionCommand statement="SET TRANSACTION"
--> SessionCommand statement="SET SESSION CHARACTERISTICS"
--> SessionCommand statement="SET TRANSACTION SNAPSHOT"
SHOW lock_timeout; SHOW ALL;
--> SessionCommand statement="SHOW"
--> SessionCommand statement="SHOW"
BEGIN; BEGIN ISOLATION LEVEL SERIALIZABLE; START TRANSACTION READ ONLY; COMMIT; END; COMMIT AND CHAIN; ROLLBACK; ABORT; SAVEPOINT a; RELEASE SAVEPOINT a; ROLLBACK TO SAVEPOINT a; PREPARE TRANSACTION 'x'; COMMIT PREPARED 'x'; ROLLBACK PREPARED 'x';
--> Transaction kind=BEGIN
--> Transaction kind=BEGIN
--> Transaction kind=BEGIN
--> Transaction kind=COMMIT
--> Transaction kind=COMMIT
--> Transaction kind=COMMIT chain
--> Transaction kind=ROLLBACK
--> Transaction kind=ROLLBACK
--> Transaction kind=SAVEPOINT savepoint="a"
--> Transaction kind=RELEASE savepoint="a"
--> Transaction kind=ROLLBACK_TO savepoint="a"
--> Transaction kind=PREPARE
--> Transaction kind=OTHER
--> Transaction kind=OTHER
PREPARE q (int) AS UPDATE s.t SET a = $1 FROM u; EXECUTE q(1); DEALLOCATE q; DEALLOCATE ALL;
--> SessionCommand statement="PREPARE" written=s.t relations=[u]
--> SessionCommand statement="EXECUTE"
--> SessionCommand statement="DEALLOCATE"
--> SessionCommand statement="DEALLOCATE"
LISTEN c; NOTIFY c, 'x'; UNLISTEN *; CHECKPOINT; LOAD 'lib'; SET CONSTRAINTS ALL DEFERRED; SET CONSTRAINTS s.a, b IMMEDIATE;
--> SessionCommand statement="LISTEN"
--> SessionCommand statement="NOTIFY"
--> SessionCommand statement="UNLISTEN"
--> SessionCommand statement="CHECKPOINT"
--> SessionCommand statement="LOAD"
--> SessionCommand statement="SET CONSTRAINTS"
--> SessionCommand statement="SET CONSTRAINTS" relations=[s.a, b]
DECLARE c CURSOR WITH HOLD FOR SELECT * FROM s.t, u; FETCH NEXT FROM c; MOVE c; CLOSE c;
--> SessionCommand statement="DECLARE" relations=[s.t, u]
--> SessionCommand statement="FETCH"
--> SessionCommand statement="MOVE"
--> SessionCommand statement="CLOSE"
VACUUM; VACUUM FULL s.t, u; VACUUM (FULL, ANALYZE, PARALLEL 2) t (a, b); VACUUM ANALYZE t; VACUUM (FULL off) t; VACUUM (PROCESS_MAIN off) ONLY t, u; VACUUM (ONLY_DATABASE_STATS); ANALYZE ONLY t; ANALYZE; ANALYZE VERBOSE s.t (a); ANALYZE t, u;
--> Vacuum truncate extent=ALL
--> Vacuum relations=[s.t, u] full truncate extent=ALL
--> Vacuum relations=[t] full analyze truncate extent=ALL
--> Vacuum relations=[t] analyze truncate extent=ALL
--> Vacuum relations=[t] truncate extent=ALL
--> Vacuum relations=[t, u] only=[t] truncate extent=TOAST
--> Vacuum truncate extent=DATABASE_STATISTICS
--> Analyze relations=[t] only=[t]
--> Analyze
--> Analyze relations=[s.t]
--> Analyze relations=[t, u]
CLUSTER; CLUSTER s.t USING i; CLUSTER VERBOSE t;
--> Cluster
--> Cluster relation=s.t index="i"
--> Cluster relation=t
REFRESH MATERIALIZED VIEW CONCURRENTLY s.mv WITH DATA; REFRESH MATERIALIZED VIEW mv WITH NO DATA;
--> RefreshMaterializedView name=s.mv concurrently withData
--> RefreshMaterializedView name=mv
SELECT FROM;
--> SYNTAX: syntax error at end of input
SELEC 1;
--> SYNTAX: syntax error at or near "SELEC"
\connect other
--> META_COMMAND: \connect is a command of psql; PostgreSQL does not know it
