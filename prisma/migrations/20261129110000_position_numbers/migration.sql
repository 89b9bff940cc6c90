-- Numbers of positions follow no order: a gap between two of them would tell of a position that nobody may know of.
-- Of three figures, until a third of those are taken.
-- A restored backup drops the tables and leaves the function.
CREATE OR REPLACE FUNCTION free_position_number() RETURNS integer LANGUAGE sql VOLATILE AS $$
  SELECT free.number
  FROM generate_series(100, CASE WHEN (SELECT count(*) FROM position) < 300 THEN 999 ELSE 99999 END) AS free (number)
  WHERE NOT EXISTS (SELECT FROM position p WHERE p.number = free.number)
  ORDER BY random() LIMIT 1
$$;
ALTER TABLE "position" ALTER COLUMN "number" SET DEFAULT free_position_number();
DROP SEQUENCE "position_number_seq";
