-- Over how many seconds writes were counted. From 15 on stats_reset of a database is null until somebody
-- resets it; then the shared statistics tell since when there are any: a crash resets all.
SELECT pg_is_in_recovery() AS standby,
       extract(epoch FROM now() - coalesce(
         (SELECT stats_reset FROM pg_stat_database WHERE datname = current_database()),
         least((SELECT stats_reset FROM pg_stat_archiver),
               (SELECT stats_reset FROM pg_stat_bgwriter),
               (SELECT stats_reset FROM pg_stat_wal)))) AS seconds
