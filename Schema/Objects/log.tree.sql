-- One row, which only grows.
SET LOCAL ROLE recension_owner;

CREATE OR REPLACE TRIGGER immutable BEFORE INSERT OR DELETE OR TRUNCATE ON log.tree
  FOR EACH STATEMENT EXECUTE FUNCTION log.refuse();
ALTER TABLE log.tree ENABLE ALWAYS TRIGGER immutable;
CREATE OR REPLACE TRIGGER forward BEFORE UPDATE ON log.tree
  FOR EACH ROW WHEN (NEW.size <= OLD.size) EXECUTE FUNCTION log.refuse();
ALTER TABLE log.tree ENABLE ALWAYS TRIGGER forward;

REVOKE ALL ON log.tree FROM recension_server, recension_eraser;
GRANT SELECT, UPDATE ON log.tree TO recension_server;
