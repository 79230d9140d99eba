-- Three roles that nobody logs in as. The tables belong to recension_owner. The server works as recension_server, which
-- may append to the log and read it, and nothing else there. recension_eraser owns log.erase; administrators who may
-- call it are granted that role. Roles are of the whole cluster, so another database of it may have made them already.
DO $$
DECLARE
  wanted text;
  -- From version 16 on, who makes a role is its member, but may not act as it.
  right_wanted text := CASE WHEN current_setting('server_version_num')::integer < 160000 THEN 'MEMBER' ELSE 'SET' END;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['recension_owner', 'recension_server', 'recension_eraser'] LOOP
    BEGIN
      IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = wanted) THEN
        EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
      END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL;  -- made at this very moment for another database
    END;
    IF NOT pg_catalog.pg_has_role(current_user, wanted, right_wanted) THEN
      EXECUTE format('GRANT %I TO %I', wanted, current_user);
    END IF;
  END LOOP;
END
$$;
