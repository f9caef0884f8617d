-- A table's own numbers; a partitioned table has none. Rows are what the planner would take: as counted by
-- the last VACUUM or ANALYZE, for as many pages as there are now; before the first one what was counted since
-- the statistics were reset; null when neither is known.
WITH RECURSIVE own AS MATERIALIZED (
  SELECT c.oid, c.relnamespace, c.relname, c.relispartition,
         coalesce(pg_total_relation_size(c.oid), 0) AS bytes,
         CASE
           WHEN c.relkind = 'p' THEN 0
           WHEN pages.number = 0 THEN 0
           WHEN c.reltuples >= 0 AND c.relpages > 0 THEN c.reltuples / c.relpages * pages.number
           WHEN s.n_live_tup > 0 THEN s.n_live_tup
         END AS rows,
         coalesce(s.n_tup_ins + s.n_tup_upd + s.n_tup_del, 0) AS writes
  FROM pg_class c
  LEFT JOIN pg_stat_user_tables s ON s.relid = c.oid,
  LATERAL (
    SELECT CASE WHEN c.relkind = 'p' THEN 0
                ELSE coalesce(pg_relation_size(c.oid), 0) / current_setting('block_size')::int END AS number
  ) AS pages
  WHERE c.relkind IN ('r', 'p', 'm') AND c.relpersistence <> 't'
),
-- Each table with itself and its partitions, at all levels.
parts AS (
  SELECT oid AS whole, oid AS part FROM own
  UNION ALL
  SELECT parts.whole, i.inhrelid
  FROM parts
  JOIN pg_inherits i ON i.inhparent = parts.part
  JOIN own ON own.oid = i.inhrelid AND own.relispartition
)
SELECT n.nspname AS schema, w.relname AS name,
       sum(p.bytes)::bigint AS bytes,
       CASE WHEN bool_and(p.rows IS NOT NULL) THEN round(sum(p.rows))::bigint END AS rows,
       sum(p.writes)::bigint AS writes
FROM parts
JOIN own w ON w.oid = parts.whole
JOIN own p ON p.oid = parts.part
JOIN pg_namespace n ON n.oid = w.relnamespace
WHERE n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
GROUP BY n.nspname, w.oid, w.relname
