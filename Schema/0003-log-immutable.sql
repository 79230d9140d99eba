-- What stands in the log stays. Grants keep the server's role from changing it; these triggers keep everyone,
-- the owner and a superuser too, also where session_replication_role would switch ordinary triggers off.
SET LOCAL ROLE recension_owner;

CREATE FUNCTION log.refuse() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  RAISE EXCEPTION 'log.% is append-only: % is refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'insufficient_privilege', HINT = 'What was said stays. To take something back, append an event that says so.';
END
$$;
REVOKE ALL ON FUNCTION log.refuse() FROM PUBLIC;

CREATE TRIGGER immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON log.event
  FOR EACH STATEMENT EXECUTE FUNCTION log.refuse();
CREATE TRIGGER immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON log.body
  FOR EACH STATEMENT EXECUTE FUNCTION log.refuse();
CREATE TRIGGER immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON log.tag
  FOR EACH STATEMENT EXECUTE FUNCTION log.refuse();
CREATE TRIGGER immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON log.request
  FOR EACH STATEMENT EXECUTE FUNCTION log.refuse();
CREATE TRIGGER immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON log.attachment
  FOR EACH STATEMENT EXECUTE FUNCTION log.refuse();
CREATE TRIGGER immutable BEFORE DELETE OR TRUNCATE ON log.stream
  FOR EACH STATEMENT EXECUTE FUNCTION log.refuse();
CREATE TRIGGER immutable BEFORE INSERT OR DELETE OR TRUNCATE ON log.head
  FOR EACH STATEMENT EXECUTE FUNCTION log.refuse();

-- Head and streams only ever move forward, the head's time with it.
CREATE FUNCTION log.refuse_backwards() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF NEW.position <= OLD.position THEN
    RAISE EXCEPTION 'log.% only moves forward: from % to % is refused', TG_TABLE_NAME, OLD.position, NEW.position
      USING ERRCODE = 'insufficient_privilege';
  ELSIF TG_TABLE_NAME = 'head' THEN
    IF NEW."time" < OLD."time" THEN
      RAISE EXCEPTION 'log.head only moves forward: to an earlier time is refused' USING ERRCODE = 'insufficient_privilege';
    END IF;
  ELSIF NEW.name <> OLD.name OR NEW.sequence <= OLD.sequence THEN
    RAISE EXCEPTION 'log.stream only moves forward: from % % to % % is refused',
      OLD.name, OLD.sequence, NEW.name, NEW.sequence USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION log.refuse_backwards() FROM PUBLIC;

CREATE TRIGGER forward BEFORE UPDATE ON log.head FOR EACH ROW EXECUTE FUNCTION log.refuse_backwards();
CREATE TRIGGER forward BEFORE UPDATE ON log.stream FOR EACH ROW EXECUTE FUNCTION log.refuse_backwards();

ALTER TABLE log.event ENABLE ALWAYS TRIGGER immutable;
ALTER TABLE log.body ENABLE ALWAYS TRIGGER immutable;
ALTER TABLE log.tag ENABLE ALWAYS TRIGGER immutable;
ALTER TABLE log.request ENABLE ALWAYS TRIGGER immutable;
ALTER TABLE log.attachment ENABLE ALWAYS TRIGGER immutable;
ALTER TABLE log.stream ENABLE ALWAYS TRIGGER immutable;
ALTER TABLE log.head ENABLE ALWAYS TRIGGER immutable;
ALTER TABLE log.head ENABLE ALWAYS TRIGGER forward;
ALTER TABLE log.stream ENABLE ALWAYS TRIGGER forward;
