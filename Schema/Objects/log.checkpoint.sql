-- Written once.
SET LOCAL ROLE recension_owner;

CREATE OR REPLACE TRIGGER immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON log.checkpoint
  FOR EACH STATEMENT EXECUTE FUNCTION log.refuse();
ALTER TABLE log.checkpoint ENABLE ALWAYS TRIGGER immutable;

REVOKE ALL ON log.checkpoint FROM recension_server, recension_eraser;
GRANT SELECT, INSERT ON log.checkpoint TO recension_server;
