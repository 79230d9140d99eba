-- Written once, by log.take_over alone: a server appends within its epoch and begins none.
SET LOCAL ROLE recension_owner;

CREATE OR REPLACE TRIGGER immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON log.epoch
  FOR EACH STATEMENT EXECUTE FUNCTION log.refuse();
ALTER TABLE log.epoch ENABLE ALWAYS TRIGGER immutable;

REVOKE ALL ON log.epoch FROM recension_server, recension_eraser;
GRANT SELECT ON log.epoch TO recension_server;
