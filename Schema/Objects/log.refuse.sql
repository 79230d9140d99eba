-- What stands in the log stays. Grants keep the server's role from changing it; triggers that call this function keep
-- everyone from it, the owner and a superuser too. They are ENABLE ALWAYS, so that they count also where
-- session_replication_role switches ordinary triggers off.
SET LOCAL ROLE recension_owner;

CREATE OR REPLACE FUNCTION log.refuse() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  RAISE EXCEPTION 'log.% is append-only: % is refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'insufficient_privilege', HINT = 'What was said stays. To take something back, append an event that says so.';
END
$$;
COMMENT ON FUNCTION log.refuse() IS 'The trigger of what is never done to a table of the log.';
REVOKE ALL ON FUNCTION log.refuse() FROM PUBLIC;
