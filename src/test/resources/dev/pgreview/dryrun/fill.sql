-- Rows for every empty table that is no partition tree, then statistics; see RowFiller.
DO $fill$
DECLARE
  target record;
  filled boolean;
BEGIN
  -- Neither triggers nor references while rows come in.
  SET LOCAL session_replication_role = replica;
  FOR target IN
    SELECT c.oid, format('%I.%I', n.nspname, c.relname) AS name,
      string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns,
      string_agg(
        CASE
          WHEN b.typcategory = 'E' THEN format(
            '(enum_range(NULL::%s))[1 + n %% array_length(enum_range(NULL::%1$s), 1)]', t.name)
          WHEN b.typname = 'bool' THEN 'n % 2 = 0'
          WHEN b.typname IN ('date', 'timestamp', 'timestamptz') THEN
            format('(timestamptz ''2026-01-01 00:00Z'' + n * interval ''1 minute'')::%s', t.name)
          WHEN b.typname IN ('time', 'timetz') THEN
            format('(time ''00:00'' + n * interval ''1 minute'')::%s', t.name)
          WHEN b.typname = 'interval' THEN 'n * interval ''1 minute'''
          WHEN b.typname = 'uuid' THEN 'md5(n::text)::uuid'
          WHEN b.typname = 'bytea' THEN 'int8send(n)'
          WHEN b.typname IN ('inet', 'cidr') THEN format('(inet ''10.0.0.0'' + n)::%s', t.name)
          WHEN b.typname IN ('tsrange', 'tstzrange') THEN format(
            '%s(timestamp ''2026-01-01'' + n * interval ''1 hour'','
            ' timestamp ''2026-01-01'' + n * interval ''1 hour'' + interval ''30 minutes'')', t.name)
          WHEN b.typname = 'daterange' THEN 'daterange(date ''2026-01-01'' + n::int, date ''2026-01-02'' + n::int)'
          WHEN b.typcategory = 'R' THEN format('%s(n::int, n::int + 1)', t.name)
          WHEN b.typcategory = 'A' THEN format('ARRAY[n]::%s', t.name)
          ELSE format('n::text::%s', t.name)
        END, ', ' ORDER BY a.attnum) AS values
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      AND a.attgenerated = '' AND a.attidentity = ''
    JOIN pg_type d ON d.oid = a.atttypid
    JOIN pg_type b ON b.oid = CASE d.typtype WHEN 'd' THEN d.typbasetype ELSE d.oid END
    CROSS JOIN LATERAL (SELECT format_type(a.atttypid, a.atttypmod) AS name) t
    LEFT JOIN pg_attrdef f ON f.adrelid = c.oid AND f.adnum = a.attnum
    WHERE c.relkind = 'r' AND NOT c.relispartition AND c.oid >= 16384 AND c.relpersistence <> 't'
      AND n.nspname NOT IN ('pg_catalog', 'information_schema')
      AND coalesce(pg_get_expr(f.adbin, f.adrelid), '') NOT LIKE 'nextval(%'
    GROUP BY c.oid, n.nspname, c.relname
  LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM ONLY %s)', target.name) INTO filled;
    IF NOT filled THEN
      BEGIN
        EXECUTE format('INSERT INTO %s (%s) SELECT %s FROM generate_series(1::bigint, :rows) AS n',
          target.name, target.columns, target.values);
      EXCEPTION WHEN OTHERS THEN
        RAISE EXCEPTION 'no rows for %: %', target.name, SQLERRM
          USING HINT = 'Insert rows in the set-up.', ERRCODE = SQLSTATE;
      END;
    END IF;
  END LOOP;
  FOR target IN SELECT schemaname, matviewname FROM pg_matviews WHERE ispopulated LOOP
    EXECUTE format('REFRESH MATERIALIZED VIEW %I.%I', target.schemaname, target.matviewname);
  END LOOP;
  FOR target IN SELECT c.oid::regclass AS name FROM pg_class c
    WHERE c.relkind IN ('r', 'p', 'm') AND c.oid >= 16384 AND c.relpersistence <> 't'
      AND c.relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace, 'pg_toast'::regnamespace)
  LOOP
    EXECUTE format('ANALYZE %s', target.name);
  END LOOP;
  FOR target IN SELECT c.oid::regclass AS name FROM pg_class c
    WHERE c.relkind IN ('r', 'm') AND c.oid >= 16384 AND c.relpersistence <> 't' AND c.relpages = 0
      AND c.relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace, 'pg_toast'::regnamespace)
  LOOP
    RAISE EXCEPTION '% is empty', target.name USING HINT = 'Insert rows in the set-up.';
  END LOOP;
END $fill$;
