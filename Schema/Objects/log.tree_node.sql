-- Written once.
SET LOCAL ROLE recension_owner;

CREATE OR REPLACE TRIGGER immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON log.tree_node
  FOR EACH STATEMENT EXECUTE FUNCTION log.refuse();
ALTER TABLE log.tree_node ENABLE ALWAYS TRIGGER immutable;

REVOKE ALL ON log.tree_node FROM recension_server, recension_eraser;
GRANT SELECT, INSERT ON log.tree_node TO recension_server;
