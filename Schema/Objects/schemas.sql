-- Who may look into which schema.
SET LOCAL ROLE recension_owner;
REVOKE ALL ON SCHEMA log, identity, read, read_next, projection FROM recension_server, recension_eraser;
GRANT USAGE ON SCHEMA log, identity, read, read_next, projection TO recension_server;
GRANT USAGE ON SCHEMA log TO recension_eraser;
