-- What is read of an expression: its text, functions, columns, whether it is constant.

SELECT 1 WHERE true;
--> Select
-->   query=SqlQuery sql="SELECT 1 WHERE true" columns=["?column?"] where=‹true› constant
SELECT 1 WHERE 'x'::text;
--> Select
-->   query=SqlQuery sql="SELECT 1 WHERE 'x'::text" columns=["?column?"] where=‹'x'::text› constant
SELECT 1 WHERE NULL::int;
--> Select
-->   query=SqlQuery sql="SELECT 1 WHERE NULL::int" columns=["?column?"] where=‹NULL::int› constant
SELECT 1 WHERE -1;
--> Select
-->   query=SqlQuery sql="SELECT 1 WHERE -1" columns=["?column?"] where=‹-1› constant
SELECT 1 WHERE 1 + 2;
--> Select
-->   query=SqlQuery sql="SELECT 1 WHERE 1 + 2" columns=["?column?"] where=‹1 + 2› constant
SELECT 1 WHERE ARRAY[1, 2] = '{}';
--> Select
-->   query=SqlQuery sql="SELECT 1 WHERE ARRAY[1, 2] = '{}'" columns=["?column?"] where=‹ARRAY[1, 2] = '{}'› constant
SELECT 1 WHERE t.a.b > x;
--> Select
-->   query=SqlQuery sql="SELECT 1 WHERE t.a.b > x" columns=["?column?"] where=‹t.a.b > x› columns=[b, x]
SELECT 1 WHERE (t).a;
--> Select
-->   query=SqlQuery sql="SELECT 1 WHERE (t).a" columns=["?column?"] where=‹(t).a› columns=[t]
SELECT 1 WHERE t.*;
--> Select
-->   query=SqlQuery sql="SELECT 1 WHERE t.*" columns=["?column?"] where=‹t.*› columns=[*]
SELECT 1 WHERE $1 > 0;
--> Select
-->   query=SqlQuery sql="SELECT 1 WHERE $1 > 0" columns=["?column?"] where=‹$1 > 0›
SELECT 1 WHERE now() > current_timestamp(3) AND localtime IS NOT NULL AND current_user = session_user AND current_catalog = user;
--> Select
-->   query=SqlQuery sql="SELECT 1 WHERE now() > current_timestamp(3) AND localtime IS NOT NULL AND current_user = session_user AND current_catalog = user" functions=[now, "current_timestamp", "localtime", "current_user", "session_user", "current_catalog", "user"] columns=["?column?"] where=‹now() > current_timestamp(3) AND localtime IS NOT NULL AND current_user = session_user AND current_catalog = user› functions=[now, "current_timestamp", "localtime", "current_user", "session_user", "current_catalog", "user"]
SELECT 1 WHERE pg_catalog.lower(s.f(a)) LIKE 'x' ESCAPE '\';
--> Select
-->   query=SqlQuery sql="SELECT 1 WHERE pg_catalog.lower(s.f(a)) LIKE 'x' ESCAPE '\'" functions=[lower, s.f, like_escape] columns=["?column?"] where=‹pg_catalog.lower(s.f(a)) LIKE 'x' ESCAPE '\'› functions=[lower, s.f, like_escape] columns=[a]
SELECT 1 WHERE extract(year FROM a) = 3 AND position('a' IN b) > 0 AND substring(c FROM 1 FOR 2) = trim(both from d) AND (e, f) OVERLAPS (g, h) AND i AT TIME ZONE 'utc' IS NULL;
--> Select
-->   query=SqlQuery sql="SELECT 1 WHERE extract(year FROM a) = 3 AND position('a' IN b) > 0 AND substring(c FROM 1 FOR 2) = trim(both from d) AND (e, f) OVERLAPS (g, h) AND i AT TIME ZONE 'utc' IS NULL" functions=["extract", "position", "substring", btrim, "overlaps", timezone] columns=["?column?"] where=‹extract(year FROM a) = 3 AND position('a' IN b) > 0 AND substring(c FROM 1 FOR 2) = trim(both from d) AND (e, f) OVERLAPS (g, h) AND i AT TIME ZONE 'utc' IS NULL› functions=["extract", "position", "substring", btrim, "overlaps", timezone] columns=[a, b, c, d, e, f, g, h, i]
SELECT 1 WHERE coalesce(a, nullif(b, 1), greatest(c, 2)) IS NULL;
--> Select
-->   query=SqlQuery sql="SELECT 1 WHERE coalesce(a, nullif(b, 1), greatest(c, 2)) IS NULL" columns=["?column?"] where=‹coalesce(a, nullif(b, 1), greatest(c, 2)) IS NULL› columns=[a, b, c]
SELECT 1 WHERE a BETWEEN SYMMETRIC 1 AND 2 AND b NOT IN (1, 2) AND c ~* 'x' COLLATE "C";
--> Select
-->   query=SqlQuery sql="SELECT 1 WHERE a BETWEEN SYMMETRIC 1 AND 2 AND b NOT IN (1, 2) AND c ~* 'x' COLLATE "C"" columns=["?column?"] where=‹a BETWEEN SYMMETRIC 1 AND 2 AND b NOT IN (1, 2) AND c ~* 'x' COLLATE "C"› columns=[a, b, c]
SELECT 1 WHERE EXISTS (SELECT x FROM y WHERE z = f(w));
--> Select
-->   query=SqlQuery sql="SELECT 1 WHERE EXISTS (SELECT x FROM y WHERE z = f(w))" relations=[y] functions=[f] columns=["?column?"] where=‹EXISTS (SELECT x FROM y WHERE z = f(w))› subquery functions=[f] columns=[x, z, w]
SELECT 1 WHERE a = ANY (SELECT 1) OR ARRAY(SELECT 2) IS NULL;
--> Select
-->   query=SqlQuery sql="SELECT 1 WHERE a = ANY (SELECT 1) OR ARRAY(SELECT 2) IS NULL" columns=["?column?"] where=‹a = ANY (SELECT 1) OR ARRAY(SELECT 2) IS NULL› subquery columns=[a]
SELECT 1 WHERE CASE a WHEN 1 THEN b ELSE c END;
--> Select
-->   query=SqlQuery sql="SELECT 1 WHERE CASE a WHEN 1 THEN b ELSE c END" columns=["?column?"] where=‹CASE a WHEN 1 THEN b ELSE c END› columns=[a, b, c]
SELECT 1 WHERE xmlparse(document a) IS DOCUMENT AND json_value(b, '$.x') = 'c' AND JSON_OBJECT('k': d) IS JSON AND grouping(e) = 1;
--> Select
-->   query=SqlQuery sql="SELECT 1 WHERE xmlparse(document a) IS DOCUMENT AND json_value(b, '$.x') = 'c' AND JSON_OBJECT('k': d) IS JSON AND grouping(e) = 1" columns=["?column?"] where=‹xmlparse(document a) IS DOCUMENT AND json_value(b, '$.x') = 'c' AND JSON_OBJECT('k': d) IS JSON AND grouping(e) = 1› columns=[a, b, d, e]
SELECT 1 WHERE row_number() OVER (PARTITION BY a ORDER BY b) > 1 AND NOT (c);
--> Select
-->   query=SqlQuery sql="SELECT 1 WHERE row_number() OVER (PARTITION BY a ORDER BY b) > 1 AND NOT (c)" functions=[row_number] columns=["?column?"] where=‹row_number() OVER (PARTITION BY a ORDER BY b) > 1 AND NOT (c)› functions=[row_number] columns=[a, b, c]
SELECT 1 WHERE a->'b' ? 'c' AND d[1:2] = e[3];
--> Select
-->   query=SqlQuery sql="SELECT 1 WHERE a->'b' ? 'c' AND d[1:2] = e[3]" columns=["?column?"] where=‹a->'b' ? 'c' AND d[1:2] = e[3]› columns=[a, d, e]
SELECT 1 WHERE ((a)) = b::numeric(10, 2)[] GROUP BY 1;
--> Select
-->   query=SqlQuery sql="SELECT 1 WHERE ((a)) = b::numeric(10, 2)[] GROUP BY 1" columns=["?column?"] where=‹((a)) = b::numeric(10, 2)[]› columns=[a, b]
SELECT 1 WHERE /* first */ a -- last
 = 1 ;
--> Select
-->   query=SqlQuery sql="SELECT 1 WHERE /* first */ a -- last⏎ = 1" columns=["?column?"] where=‹a -- last⏎ = 1› columns=[a]
