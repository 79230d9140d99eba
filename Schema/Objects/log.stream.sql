-- Streams come and move forward; none goes.
SET LOCAL ROLE recension_owner;

CREATE OR REPLACE TRIGGER immutable BEFORE DELETE OR TRUNCATE ON log.stream
  FOR EACH STATEMENT EXECUTE FUNCTION log.refuse();
ALTER TABLE log.stream ENABLE ALWAYS TRIGGER immutable;
CREATE OR REPLACE TRIGGER forward BEFORE UPDATE ON log.stream
  FOR EACH ROW EXECUTE FUNCTION log.refuse_backwards();
ALTER TABLE log.stream ENABLE ALWAYS TRIGGER forward;

REVOKE ALL ON log.stream FROM recension_server, recension_eraser;
GRANT SELECT, INSERT, UPDATE ON log.stream TO recension_server;
GRANT SELECT ON log.stream TO recension_eraser;
