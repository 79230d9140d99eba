-- Written once. A row goes by log.erase_text or log.sweep_texts alone, and only where the log tells of it.
SET LOCAL ROLE recension_owner;

CREATE OR REPLACE TRIGGER immutable BEFORE UPDATE OR TRUNCATE ON log.attachment
  FOR EACH STATEMENT EXECUTE FUNCTION log.refuse();
ALTER TABLE log.attachment ENABLE ALWAYS TRIGGER immutable;
CREATE OR REPLACE TRIGGER erasable BEFORE DELETE ON log.attachment
  FOR EACH STATEMENT WHEN (current_user <> 'recension_eraser') EXECUTE FUNCTION log.refuse();
ALTER TABLE log.attachment ENABLE ALWAYS TRIGGER erasable;
CREATE OR REPLACE TRIGGER told BEFORE DELETE ON log.attachment
  FOR EACH ROW EXECUTE FUNCTION log.refuse_untold();
ALTER TABLE log.attachment ENABLE ALWAYS TRIGGER told;

REVOKE ALL ON log.attachment FROM recension_server, recension_eraser;
GRANT SELECT, INSERT ON log.attachment TO recension_server;
GRANT SELECT, DELETE ON log.attachment TO recension_eraser;
