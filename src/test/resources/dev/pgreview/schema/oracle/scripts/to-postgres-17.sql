--# majors=14-17
-- What PostgreSQL 18 refuses and its forerunners take without doing it.
CREATE TABLE parted (id int PRIMARY KEY) PARTITION BY RANGE (id);
CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (0) TO (10);
ALTER TABLE parted SET UNLOGGED;
CREATE UNLOGGED TABLE parted_unlogged (id int PRIMARY KEY) PARTITION BY RANGE (id);
CREATE TABLE parted_unlogged_1 PARTITION OF parted_unlogged FOR VALUES FROM (0) TO (10);
ALTER TABLE parted_unlogged SET LOGGED;
ALTER TABLE parted_1 SET UNLOGGED;
