-- What pg_catalog says, in the form of the class Facts: the first column of a query names an object,
-- the others are its attributes; null is "absent". Columns that some majors lack are read through
-- to_jsonb. The views are temporary, in a session of their own.

CREATE TEMP VIEW spaces AS
SELECT oid, CASE WHEN nspname LIKE 'pg\_temp\_%' THEN 'pg_temp' ELSE quote_ident(nspname) END AS name
FROM pg_namespace
WHERE nspname LIKE 'pg\_temp\_%' AND oid <> pg_my_temp_schema()
   OR nspname NOT LIKE 'pg\_%' AND nspname <> 'information_schema';

CREATE TEMP VIEW classes AS
SELECT c.*, s.name || '.' || quote_ident(c.relname) AS name,
       CASE c.relpersistence WHEN 'p' THEN 'permanent' WHEN 'u' THEN 'unlogged' ELSE 'temporary' END AS persistence,
       (SELECT rolname FROM pg_roles WHERE oid = c.relowner AND rolname <> session_user) AS owner
FROM pg_class c
JOIN spaces s ON s.oid = c.relnamespace
WHERE NOT EXISTS (
  SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = c.oid AND deptype = 'e');

CREATE FUNCTION pg_temp.columns(relation oid, numbers int[]) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(quote_ident(attname), ', ' ORDER BY ord)
  FROM unnest(numbers) WITH ORDINALITY AS n (num, ord)
  JOIN pg_attribute ON attrelid = relation AND attnum = num AND num > 0
$$;

CREATE FUNCTION pg_temp.column_set(relation oid, numbers int[]) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(DISTINCT attname::text COLLATE "C", ', ' ORDER BY attname::text COLLATE "C")
  FROM pg_attribute WHERE attrelid = relation AND attnum = ANY (numbers) AND attnum > 0
$$;

CREATE FUNCTION pg_temp.keys(relation oid, numbers int[], options int[]) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(
    CASE WHEN num = 0 THEN '<>' ELSE quote_ident(attname) END
      || CASE WHEN options[ord - 1] & 1 = 1 THEN ' desc' ELSE '' END, ', ' ORDER BY ord)
  FROM unnest(numbers) WITH ORDINALITY AS n (num, ord)
  LEFT JOIN pg_attribute ON attrelid = relation AND attnum = num
$$;

-- Columns of a relation that an object depends on.
CREATE FUNCTION pg_temp.dependencies(class regclass, object oid, relation oid) RETURNS int[] LANGUAGE sql AS $$
  SELECT coalesce(array_agg(refobjsubid), '{}') FROM pg_depend
  WHERE classid = class AND objid = object AND refclassid = 'pg_class'::regclass
    AND refobjid = relation AND refobjsubid > 0
$$;

CREATE FUNCTION pg_temp.type_name(type oid, modifier int) RETURNS text LANGUAGE sql AS $$
  SELECT regexp_replace(format_type(type, modifier), '^pg_temp_\d+', 'pg_temp')
$$;

CREATE FUNCTION pg_temp.action(letter "char") RETURNS text LANGUAGE sql AS $$
  SELECT CASE letter WHEN 'a' THEN 'no_action' WHEN 'r' THEN 'restrict' WHEN 'c' THEN 'cascade'
    WHEN 'n' THEN 'set_null' WHEN 'd' THEN 'set_default' END
$$;

SELECT 'schema ' || name, 'n' || oid AS key FROM spaces WHERE name <> 'pg_temp';

SELECT 'table ' || name, 'c' || c.oid AS key, persistence, owner,
  obj_description(c.oid, 'pg_class') AS comment,
  CASE relkind WHEN 'f' THEN 'yes' END AS foreign,
  (SELECT CASE partstrat WHEN 'r' THEN 'range' WHEN 'l' THEN 'list' ELSE 'hash' END
      || ' (' || pg_temp.keys(c.oid, partattrs::int[], '{}') || ')'
    FROM pg_partitioned_table WHERE partrelid = c.oid) AS partitioned,
  (SELECT string_agg(p.name, ', ' ORDER BY inhseqno)
    FROM pg_inherits JOIN classes p ON p.oid = inhparent WHERE inhrelid = c.oid) AS parents,
  CASE WHEN relispartition THEN 'yes' END AS partition,
  CASE WHEN pg_get_expr(relpartbound, oid) = 'DEFAULT' THEN 'yes' END AS "default partition",
  (SELECT pg_temp.type_name(oid, NULL) FROM pg_type WHERE oid = c.reloftype) AS type,
  CASE relkind WHEN 'r' THEN (SELECT amname FROM pg_am WHERE oid = relam) ELSE '?' END AS "access method",
  CASE relkind WHEN 'f' THEN '?' ELSE CASE relreplident WHEN 'd' THEN 'default' WHEN 'n' THEN 'nothing' WHEN 'f' THEN 'full' ELSE 'index' END END
    AS "replica identity",
  CASE WHEN relrowsecurity THEN 'yes' END AS "row security",
  CASE WHEN relforcerowsecurity THEN 'yes' END AS "forced row security"
FROM classes c
WHERE relkind IN ('r', 'p', 'f');

SELECT 'column ' || c.name || '.' || quote_ident(attname), 'a' || c.oid || '.' || attnum AS key,
  row_number() OVER (PARTITION BY c.oid ORDER BY attnum) AS position,
  pg_temp.type_name(atttypid, atttypmod) AS type,
  CASE WHEN attnotnull THEN 'yes' END AS "not null",
  CASE WHEN atthasdef AND attgenerated = '' THEN 'yes' END AS "default",
  CASE attidentity WHEN 'a' THEN 'always' WHEN 'd' THEN 'by_default' END AS identity,
  CASE attgenerated WHEN 's' THEN 'stored' WHEN 'v' THEN 'virtual' END
    || ' ' || coalesce(pg_temp.column_set(c.oid,
      (SELECT array_agg(e) FROM (
        SELECT unnest(pg_temp.dependencies('pg_attrdef', d.oid, c.oid)) FROM pg_attrdef d
        WHERE adrelid = c.oid AND adnum = attnum
        -- PostgreSQL 14 keeps them at the column.
        UNION SELECT refobjsubid FROM pg_depend
        WHERE classid = 'pg_class'::regclass AND objid = c.oid AND objsubid = attnum
          AND refclassid = 'pg_class'::regclass AND refobjid = c.oid AND refobjsubid > 0
        EXCEPT SELECT attnum) AS x (e))), '-') AS generated,
  (SELECT collname FROM pg_collation WHERE oid = attcollation
    AND attcollation <> (SELECT typcollation FROM pg_type WHERE oid = atttypid)) AS collation,
  attinhcount AS "inherit count",
  CASE WHEN attislocal THEN 'yes' END AS local,
  col_description(c.oid, attnum) AS comment
FROM classes c
JOIN pg_attribute ON attrelid = c.oid
WHERE relkind IN ('r', 'p', 'f') AND attnum > 0 AND NOT attisdropped;

SELECT 'constraint ' || c.name || '.' || quote_ident(k.conname), 'k' || k.oid AS key,
  CASE k.contype WHEN 'c' THEN 'check' WHEN 'n' THEN 'not null' WHEN 'p' THEN 'primary key'
    WHEN 'u' THEN 'unique' WHEN 'x' THEN 'exclusion' ELSE 'foreign key' END AS kind,
  CASE k.contype WHEN 'c' THEN pg_temp.column_set(c.oid, k.conkey::int[])
    ELSE pg_temp.columns(c.oid, k.conkey::int[]) END AS columns,
  CASE WHEN k.convalidated THEN 'yes' END AS valid,
  CASE WHEN k.connoinherit THEN 'yes' END AS "no inherit",
  CASE WHEN coalesce((to_jsonb(k) ->> 'conenforced')::bool, true) THEN 'yes' END AS enforced,
  k.coninhcount AS "inherit count",
  CASE WHEN k.conislocal THEN 'yes' END AS local,
  CASE WHEN k.condeferrable THEN 'yes' END AS deferrable,
  CASE k.contype WHEN 'f' THEN (SELECT name FROM classes WHERE oid = k.confrelid) END AS references,
  pg_temp.columns(k.confrelid, k.confkey::int[]) AS "referenced columns",
  pg_temp.action(k.confdeltype) AS "on delete",
  pg_temp.action(k.confupdtype) AS "on update",
  CASE WHEN k.contype IN ('p', 'u', 'x') THEN (SELECT name FROM classes WHERE oid = k.conindid) END AS index
FROM pg_constraint k
JOIN classes c ON c.oid = k.conrelid
-- PostgreSQL gives a foreign key to a partitioned table one more for each of its partitions.
LEFT JOIN pg_constraint parent ON parent.oid = k.conparentid AND parent.conrelid = k.conrelid
WHERE k.contype IN ('c', 'n', 'p', 'u', 'x', 'f') AND parent.oid IS NULL;

SELECT 'index ' || c.name, 'c' || c.oid AS key, c.persistence, '?' AS owner,
  obj_description(c.oid, 'pg_class') AS comment,
  t.name AS table,
  (SELECT amname FROM pg_am WHERE oid = c.relam) AS method,
  CASE WHEN indisunique THEN 'yes' END AS unique,
  pg_temp.keys(t.oid, (indkey::int[])[0:indnkeyatts - 1], indoption::int[]) AS keys,
  pg_temp.columns(t.oid, (indkey::int[])[indnkeyatts:]) AS include,
  pg_temp.column_set(t.oid, indkey::int[] || pg_temp.dependencies('pg_class', c.oid, t.oid)) AS reads,
  CASE WHEN indpred IS NOT NULL THEN 'yes' END AS partial,
  CASE WHEN (to_jsonb(i) ->> 'indnullsnotdistinct')::bool THEN 'yes' END AS "nulls not distinct",
  CASE WHEN indisvalid THEN 'yes' END AS valid,
  (SELECT quote_ident(conname) FROM pg_constraint WHERE conindid = c.oid AND contype IN ('p', 'u', 'x')) AS constraint,
  (SELECT p.name FROM pg_inherits JOIN classes p ON p.oid = inhparent WHERE inhrelid = c.oid) AS parent
FROM pg_index i
JOIN classes c ON c.oid = indexrelid
JOIN classes t ON t.oid = indrelid;

SELECT 'view ' || name, 'c' || c.oid AS key, persistence, owner,
  obj_description(c.oid, 'pg_class') AS comment,
  CASE relkind WHEN 'm' THEN 'yes' END AS materialized,
  (SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
    WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped) AS columns,
  (SELECT string_agg(o, ', ' ORDER BY o COLLATE "C") FROM unnest(reloptions) o) AS options,
  (SELECT string_agg(DISTINCT r.name COLLATE "C", ', ' ORDER BY r.name COLLATE "C")
    FROM pg_rewrite w
    JOIN pg_depend ON classid = 'pg_rewrite'::regclass AND objid = w.oid AND refclassid = 'pg_class'::regclass
    JOIN classes r ON r.oid = refobjid
    WHERE ev_class = c.oid AND rulename = '_RETURN' AND refobjid <> c.oid) AS reads,
  (SELECT string_agg(DISTINCT r.name || '.' || quote_ident(attname) COLLATE "C", ', '
      ORDER BY r.name || '.' || quote_ident(attname) COLLATE "C")
    FROM pg_rewrite w
    JOIN pg_depend ON classid = 'pg_rewrite'::regclass AND objid = w.oid AND refclassid = 'pg_class'::regclass
    JOIN classes r ON r.oid = refobjid
    JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid AND attnum > 0
    WHERE ev_class = c.oid AND rulename = '_RETURN' AND refobjid <> c.oid) AS uses,
  (SELECT string_agg(pg_temp.type_name(atttypid, atttypmod), ', ' ORDER BY attnum) FROM pg_attribute
    WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped) AS types,
  CASE WHEN relispopulated THEN 'yes' END AS populated
FROM classes c
WHERE relkind IN ('v', 'm');

SELECT 'sequence ' || c.name, 'c' || c.oid AS key, c.persistence, '?' AS owner,
  obj_description(c.oid, 'pg_class') AS comment,
  (SELECT typname FROM pg_type WHERE oid = seqtypid) AS type,
  t.name || '.' || quote_ident(attname) AS "owned by",
  CASE deptype WHEN 'i' THEN 'yes' END AS identity
FROM pg_sequence
JOIN classes c ON c.oid = seqrelid
LEFT JOIN pg_depend ON classid = 'pg_class'::regclass AND objid = c.oid AND refobjsubid > 0 AND deptype IN ('a', 'i')
  AND refclassid = 'pg_class'::regclass
LEFT JOIN classes t ON t.oid = refobjid
LEFT JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid;

CREATE TEMP VIEW types AS
SELECT t.*, s.name || '.' || quote_ident(typname) AS name
FROM pg_type t
JOIN spaces s ON s.oid = typnamespace
WHERE NOT EXISTS (
    SELECT FROM pg_depend WHERE classid = 'pg_type'::regclass AND objid = t.oid AND deptype = 'e')
  AND (typtype <> 'c' OR (SELECT relkind FROM pg_class WHERE oid = typrelid) = 'c')
  AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid);

SELECT 'type ' || name, 't' || t.oid AS key,
  CASE typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' WHEN 'c' THEN 'composite' WHEN 'r' THEN 'range'
    WHEN 'm' THEN 'multirange' WHEN 'p' THEN 'shell' ELSE 'base' END AS form,
  (SELECT string_agg(enumlabel, ', ' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid) AS values,
  pg_temp.type_name(typbasetype, typtypmod) AS base,
  CASE WHEN typdefault IS NOT NULL THEN 'yes' END AS "default",
  CASE WHEN typnotnull THEN 'yes' END AS "not null",
  (SELECT string_agg(quote_ident(attname) || ' ' || pg_temp.type_name(atttypid, atttypmod), ', ' ORDER BY attnum)
    FROM pg_attribute WHERE attrelid = typrelid AND typtype = 'c' AND attnum > 0 AND NOT attisdropped) AS attributes
FROM types t;

SELECT 'constraint ' || name || '.' || quote_ident(conname),
  CASE contype WHEN 'c' THEN 'check' ELSE 'not null' END AS kind,
  CASE WHEN convalidated THEN 'yes' END AS valid
FROM pg_constraint
JOIN types t ON t.oid = contypid;

SELECT 'routine ' || s.name || '.' || quote_ident(proname) || '('
    || coalesce((SELECT string_agg(pg_temp.type_name(a, NULL), ', ' ORDER BY ord)
      FROM unnest(proargtypes::oid[]) WITH ORDINALITY AS x (a, ord)), '') || ')',
  'p' || p.oid AS key,
  CASE prokind WHEN 'p' THEN 'yes' END AS procedure,
  CASE WHEN proretset THEN 'setof ' ELSE '' END || pg_temp.type_name(prorettype, NULL) AS returns,
  (SELECT lanname FROM pg_language WHERE oid = prolang) AS language,
  CASE provolatile WHEN 'i' THEN 'immutable' WHEN 's' THEN 'stable' ELSE 'volatile' END AS volatility,
  CASE WHEN prosecdef THEN 'yes' END AS "security definer",
  (SELECT string_agg(lower(split_part(o, '=', 1)), ', ' ORDER BY lower(split_part(o, '=', 1)) COLLATE "C")
    FROM unnest(proconfig) o) AS settings
FROM pg_proc p
JOIN spaces s ON s.oid = pronamespace
WHERE prokind IN ('f', 'p', 'w')
  AND NOT EXISTS (
    SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = p.oid AND deptype = 'e'
    -- The constructors of range types.
    OR classid = 'pg_proc'::regclass AND objid = p.oid AND deptype = 'i');

SELECT 'extension ' || quote_ident(extname), quote_ident(nspname) AS schema
FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace
WHERE extname <> 'plpgsql';

SELECT 'trigger ' || c.name || '.' || quote_ident(tgname), 'g' || g.oid AS key,
  s.name || '.' || quote_ident(proname) AS function,
  CASE WHEN tgtype & 1 = 1 THEN 'yes' END AS "for each row",
  concat_ws(', ', CASE WHEN tgtype & 8 > 0 THEN 'delete' END, CASE WHEN tgtype & 4 > 0 THEN 'insert' END,
    CASE WHEN tgtype & 32 > 0 THEN 'truncate' END, CASE WHEN tgtype & 16 > 0 THEN 'update' END) AS events,
  (SELECT string_agg(quote_ident(attname), ', ' ORDER BY ord) FROM unnest(tgattr::int[]) WITH ORDINALITY AS n (num, ord)
    JOIN pg_attribute ON attrelid = tgrelid AND attnum = num) AS columns,
  CASE WHEN tgenabled <> 'D' THEN 'yes' END AS enabled,
  CASE WHEN tgparentid <> 0 THEN 'yes' END AS inherited
FROM pg_trigger g
JOIN classes c ON c.oid = tgrelid
JOIN pg_proc p ON p.oid = tgfoid
LEFT JOIN spaces s ON s.oid = pronamespace
WHERE c.relkind IN ('r', 'p', 'f')
  -- Triggers that PostgreSQL 14 copies to partitions count as internal.
  AND (NOT tgisinternal OR tgparentid <> 0)
  AND NOT EXISTS (SELECT FROM pg_constraint WHERE oid = tgconstraint AND contype <> 't');

SELECT 'policy ' || c.name || '.' || quote_ident(polname),
  CASE WHEN polpermissive THEN 'yes' END AS permissive,
  CASE polcmd WHEN 'r' THEN 'select' WHEN 'a' THEN 'insert' WHEN 'w' THEN 'update' WHEN 'd' THEN 'delete'
    ELSE 'all' END AS command,
  (SELECT string_agg(coalesce(rolname, 'public'), ', ' ORDER BY coalesce(rolname, 'public') COLLATE "C")
    FROM unnest(polroles) r LEFT JOIN pg_roles ON oid = r) AS roles,
  CASE WHEN polqual IS NOT NULL THEN 'yes' END AS using,
  CASE WHEN polwithcheck IS NOT NULL THEN 'yes' END AS "with check"
FROM pg_policy
JOIN classes c ON c.oid = polrelid;

SELECT 'rule ' || c.name || '.' || quote_ident(rulename)
FROM pg_rewrite
JOIN classes c ON c.oid = ev_class
WHERE rulename <> '_RETURN' AND relkind IN ('r', 'p', 'f');
