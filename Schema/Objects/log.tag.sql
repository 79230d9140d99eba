-- Written once.
SET LOCAL ROLE recension_owner;

CREATE OR REPLACE TRIGGER immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON log.tag
  FOR EACH STATEMENT EXECUTE FUNCTION log.refuse();
ALTER TABLE log.tag ENABLE ALWAYS TRIGGER immutable;

REVOKE ALL ON log.tag FROM recension_server, recension_eraser;
GRANT SELECT, INSERT ON log.tag TO recension_server, recension_eraser;
