-- The two sets of read models exchange their names, which every query follows from its next statement on.
DO $$
BEGIN
  -- Renaming a schema takes the right to make one.
  EXECUTE format('GRANT CREATE ON DATABASE %I TO recension_owner', current_database());
END
$$;
SET LOCAL ROLE recension_owner;

CREATE OR REPLACE FUNCTION projection.exchange() RETURNS void
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
REVOKE ALL ON FUNCTION projection.exchange() FROM PUBLIC, recension_eraser;
GRANT EXECUTE ON FUNCTION projection.exchange() TO recension_server;
