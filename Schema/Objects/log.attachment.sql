-- Written once.
SET LOCAL ROLE recension_owner;

CREATE OR REPLACE TRIGGER immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON log.attachment
  FOR EACH STATEMENT EXECUTE FUNCTION log.refuse();
ALTER TABLE log.attachment ENABLE ALWAYS TRIGGER immutable;

REVOKE ALL ON log.attachment FROM recension_server, recension_eraser;
GRANT SELECT, INSERT ON log.attachment TO recension_server;
