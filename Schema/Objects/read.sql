-- The server makes and remakes the rows of every table that there is in read and read_next. Their views have their own grants.
SET LOCAL ROLE recension_owner;
DO $$
DECLARE
  name text;
BEGIN
  FOR name IN SELECT format('%I.%I', schemaname, tablename) FROM pg_catalog.pg_tables
    WHERE schemaname IN ('read', 'read_next') LOOP
    EXECUTE format('REVOKE ALL ON %s FROM recension_server, recension_eraser', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON %s TO recension_server', name);
  END LOOP;
END
$$;
