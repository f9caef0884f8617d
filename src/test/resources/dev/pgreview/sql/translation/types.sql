CREATE TABLE builtin (a int, b integer, c int4, d bigint, e smallint, f decimal, g numeric(10), h numeric(10, -2), i real, j float, k float(10), l double precision, m bool, n text, o varchar, p varchar(20), q char, r char(5), s character varying(7), t "char", u bit(3), v bit varying(4), w bit varying);
--> CreateTable name=builtin persistence=PERMANENT
-->   columns=
-->     - ColumnDefinition name="a" type=int4 range=«a int»
-->     - ColumnDefinition name="b" type=int4 range=«b integer»
-->     - ColumnDefinition name="c" type=int4 range=«c int4»
-->     - ColumnDefinition name="d" type=int8 range=«d bigint»
-->     - ColumnDefinition name="e" type=int2 range=«e smallint»
-->     - ColumnDefinition name="f" type=numeric range=«f decimal»
-->     - ColumnDefinition name="g" type=numeric(10) range=«g numeric(10)»
-->     - ColumnDefinition name="h" type=numeric(10,-2) range=«h numeric(10, -2)»
-->     - ColumnDefinition name="i" type=float4 range=«i real»
-->     - ColumnDefinition name="j" type=float8 range=«j float»
-->     - ColumnDefinition name="k" type=float4 range=«k float(10)»
-->     - ColumnDefinition name="l" type=float8 range=«l double precision»
-->     - ColumnDefinition name="m" type=bool range=«m bool»
-->     - ColumnDefinition name="n" type=text range=«n text»
-->     - ColumnDefinition name="o" type=varchar range=«o varchar»
-->     - ColumnDefinition name="p" type=varchar(20) range=«p varchar(20)»
-->     - ColumnDefinition name="q" type=bpchar(1) range=«q char»
-->     - ColumnDefinition name="r" type=bpchar(5) range=«r char(5)»
-->     - ColumnDefinition name="s" type=varchar(7) range=«s character varying(7)»
-->     - ColumnDefinition name="t" type=char range=«t "char"»
-->     - ColumnDefinition name="u" type=bit(3) range=«u bit(3)»
-->     - ColumnDefinition name="v" type=varbit(4) range=«v bit varying(4)»
-->     - ColumnDefinition name="w" type=varbit range=«w bit varying»
CREATE TABLE times (a timestamp, b timestamp(3), c timestamp with time zone, d timestamptz(0), e time, f time(2) with time zone, g interval, h interval day to second(3), i interval year, j interval(4), k date);
--> CreateTable name=times persistence=PERMANENT
-->   columns=
-->     - ColumnDefinition name="a" type=timestamp range=«a timestamp»
-->     - ColumnDefinition name="b" type=timestamp(3) range=«b timestamp(3)»
-->     - ColumnDefinition name="c" type=timestamptz range=«c timestamp with time zone»
-->     - ColumnDefinition name="d" type=timestamptz(0) range=«d timestamptz(0)»
-->     - ColumnDefinition name="e" type=time range=«e time»
-->     - ColumnDefinition name="f" type=timetz(2) range=«f time(2) with time zone»
-->     - ColumnDefinition name="g" type=interval range=«g interval»
-->     - ColumnDefinition name="h" type=interval(3,7176) range=«h interval day to second(3)»
-->     - ColumnDefinition name="i" type=interval(6,4) range=«i interval year»
-->     - ColumnDefinition name="j" type=interval(4) range=«j interval(4)»
-->     - ColumnDefinition name="k" type=date range=«k date»
CREATE TABLE others (a serial, b bigserial, c smallserial, d serial8, e pg_catalog.int4, f shop.money, g int[], h text[][3], i int ARRAY, j int ARRAY[4], k varchar(3)[], l uuid, m jsonb, n "Mixed", o geometry(Point, 4326), p public.vector(1536), q citext, r nchar(2), s json, t xml, u db.shop.kind);
--> CreateTable name=others persistence=PERMANENT
-->   columns=
-->     - ColumnDefinition name="a" type=serial int4 notNull range=«a serial»
-->     - ColumnDefinition name="b" type=serial int8 notNull range=«b bigserial»
-->     - ColumnDefinition name="c" type=serial int2 notNull range=«c smallserial»
-->     - ColumnDefinition name="d" type=serial int8 notNull range=«d serial8»
-->     - ColumnDefinition name="e" type=int4 range=«e pg_catalog.int4»
-->     - ColumnDefinition name="f" type=shop.money range=«f shop.money»
-->     - ColumnDefinition name="g" type=int4[] range=«g int[]»
-->     - ColumnDefinition name="h" type=text[][] range=«h text[][3]»
-->     - ColumnDefinition name="i" type=int4[] range=«i int ARRAY»
-->     - ColumnDefinition name="j" type=int4[] range=«j int ARRAY[4]»
-->     - ColumnDefinition name="k" type=varchar(3)[] range=«k varchar(3)[]»
-->     - ColumnDefinition name="l" type=uuid range=«l uuid»
-->     - ColumnDefinition name="m" type=jsonb range=«m jsonb»
-->     - ColumnDefinition name="n" type=Mixed range=«n "Mixed"»
-->     - ColumnDefinition name="o" type=geometry(4326) range=«o geometry(Point, 4326)»
-->     - ColumnDefinition name="p" type=public.vector(1536) range=«p public.vector(1536)»
-->     - ColumnDefinition name="q" type=citext range=«q citext»
-->     - ColumnDefinition name="r" type=bpchar(2) range=«r nchar(2)»
-->     - ColumnDefinition name="s" type=json range=«s json»
-->     - ColumnDefinition name="t" type=xml range=«t xml»
-->     - ColumnDefinition name="u" type=shop.kind range=«u db.shop.kind»
CREATE FUNCTION f(a orders.id%TYPE, b SETOF shop.orders.id%TYPE) RETURNS SETOF int LANGUAGE c AS 'x';
--> CreateFunction name=f arguments=[orders.id%TYPE, setof shop.orders.id%TYPE] returns=setof int4 language="c" volatility=VOLATILE
-->   body=RoutineBody opaque reason="its language is c"
CREATE TYPE mood AS ENUM ('sad', 'it''s ok', 'happy');
--> CreateEnum name=mood values=["sad", "it's ok", "happy"]
CREATE TYPE shop.empty AS ENUM ();
--> CreateEnum name=shop.empty
CREATE TYPE person AS (name text COLLATE "C", age int);
--> CreateType name=person form="composite"
-->   attributes=
-->     - ColumnDefinition name="name" type=text collation="C" range=«name text COLLATE "C"»
-->     - ColumnDefinition name="age" type=int4 range=«age int»
CREATE TYPE r AS RANGE (subtype = float8, subtype_diff = float8mi);
--> CreateType name=r form="range"
CREATE TYPE shop.box3 (INPUT = f_in, OUTPUT = f_out);
--> CreateType name=shop.box3 form="base"
CREATE TYPE shelled;
--> CreateType name=shelled form="shell"
ALTER TYPE mood ADD VALUE IF NOT EXISTS 'ok' BEFORE 'happy';
--> AddEnumValue type=mood value="ok" ifNotExists
-->   place=EnumPlace neighbour="happy"
ALTER TYPE mood ADD VALUE 'new';
--> AddEnumValue type=mood value="new"
ALTER TYPE shop.mood RENAME VALUE 'sad' TO 'blue';
--> RenameEnumValue type=shop.mood value="sad" newValue="blue"
ALTER TYPE box3 SET (RECEIVE = f);
--> CatalogObject statement="ALTER TYPE" name="box3"
CREATE DOMAIN shop.positive AS numeric(10,2) COLLATE "C" DEFAULT 1 + 1 CONSTRAINT nn NOT NULL CONSTRAINT pos CHECK (VALUE > 0) CHECK (VALUE < f(10));
--> CreateDomain name=shop.positive type=numeric(10,2) defaultValue=‹1 + 1› constant notNull
-->   constraints=
-->     - NotNull name="nn" column="" range=«CONSTRAINT nn NOT NULL»
-->     - Check name="pos" expression=‹VALUE > 0› columns=[value] enforced range=«CONSTRAINT pos CHECK (VALUE > 0)»
-->     - Check expression=‹VALUE < f(10)› functions=[f] columns=[value] enforced range=«CHECK (VALUE < f(10))»
CREATE DOMAIN plain text;
--> CreateDomain name=plain type=text
CREATE DOMAIN short_one varchar(3)CHECK(length(VALUE)>1)DEFAULT'x';
--> CreateDomain name=short_one type=varchar(3) defaultValue=‹'x'› constant
-->   constraints=
-->     - Check expression=‹length(VALUE)>1› functions=[length] columns=[value] enforced range=«CHECK(length(VALUE)>1)»
ALTER DOMAIN d SET DEFAULT lower('A');
--> AlterDomain name=d
-->   action=SetDefault value=‹lower('A')› functions=[lower]
ALTER DOMAIN d DROP DEFAULT;
--> AlterDomain name=d
-->   action=DropDefault
ALTER DOMAIN d SET NOT NULL;
--> AlterDomain name=d
-->   action=SetNotNull
ALTER DOMAIN d DROP NOT NULL;
--> AlterDomain name=d
-->   action=DropNotNull
ALTER DOMAIN shop.d ADD CONSTRAINT c CHECK (VALUE <> 'x') NOT VALID;
--> AlterDomain name=shop.d
-->   action=AddConstraint
-->     constraint=Check name="c" expression=‹VALUE <> 'x'› columns=[value] notValid enforced range=«CONSTRAINT c CHECK (VALUE <> 'x') NOT VALID»
ALTER DOMAIN d ADD CHECK (VALUE > 0);
--> AlterDomain name=d
-->   action=AddConstraint
-->     constraint=Check expression=‹VALUE > 0› columns=[value] enforced range=«CHECK (VALUE > 0)»
ALTER DOMAIN d ADD CONSTRAINT n NOT NULL;
--> AlterDomain name=d
-->   action=AddConstraint
-->     constraint=NotNull name="n" column="value" range=«CONSTRAINT n NOT NULL»
ALTER DOMAIN d DROP CONSTRAINT IF EXISTS c CASCADE;
--> AlterDomain name=d
-->   action=DropConstraint constraint="c" ifExists cascade
ALTER DOMAIN d VALIDATE CONSTRAINT c;
--> AlterDomain name=d
-->   action=ValidateConstraint constraint="c"
