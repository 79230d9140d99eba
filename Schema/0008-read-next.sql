-- A second set of the tables of read. A new version of the projection builds its tables there while reads go on from
-- the first; when they are whole the two schemas exchange their names, which every query follows from its next
-- statement on. Tables are changed in both: LIKE copies columns, defaults, keys and indexes, not the future.
CREATE SCHEMA read_next AUTHORIZATION recension_owner;
DO $$
BEGIN
  -- Renaming a schema takes the right to make one.
  EXECUTE format('GRANT CREATE ON DATABASE %I TO recension_owner', current_database());
END
$$;
SET LOCAL ROLE recension_owner;
COMMENT ON SCHEMA read_next IS 'The read models of another version while they are built; empty otherwise.';

DO $$
DECLARE
  name text;
BEGIN
  FOR name IN SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = 'read' ORDER BY 1 LOOP
    EXECUTE format('CREATE TABLE read_next.%I (LIKE read.%I INCLUDING ALL)', name, name);
  END LOOP;
END
$$;
GRANT USAGE ON SCHEMA read_next TO recension_server;
GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA read, read_next TO recension_server;

-- Neither of the two: its name stays.
RESET ROLE;
CREATE SCHEMA projection AUTHORIZATION recension_owner;
SET LOCAL ROLE recension_owner;
GRANT USAGE ON SCHEMA projection TO recension_server;
CREATE FUNCTION projection.exchange() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  ALTER SCHEMA read RENAME TO read_exchanged;
  ALTER SCHEMA read_next RENAME TO read;
  ALTER SCHEMA read_exchanged RENAME TO read_next;
  COMMENT ON SCHEMA read IS 'Read models: projections of the log, for queries. Derived; the log is what counts.';
  COMMENT ON SCHEMA read_next IS 'The read models of another version while they are built; empty otherwise.';
END
$$;
COMMENT ON FUNCTION projection.exchange() IS 'Makes read_next the read models that are read, and the other way round. Whoever calls it holds the rows of both projection tables.';
REVOKE ALL ON FUNCTION projection.exchange() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION projection.exchange() TO recension_server;
