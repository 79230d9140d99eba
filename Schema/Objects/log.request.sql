-- Written once. Only the eraser may change a request, only its fingerprint and its answer, once, from present to erased, and
-- only where the log tells of it.
SET LOCAL ROLE recension_owner;

CREATE OR REPLACE TRIGGER immutable BEFORE DELETE OR TRUNCATE ON log.request
  FOR EACH STATEMENT EXECUTE FUNCTION log.refuse();
ALTER TABLE log.request ENABLE ALWAYS TRIGGER immutable;
CREATE OR REPLACE TRIGGER erasable BEFORE UPDATE ON log.request
  FOR EACH STATEMENT WHEN (current_user <> 'recension_eraser') EXECUTE FUNCTION log.refuse();
ALTER TABLE log.request ENABLE ALWAYS TRIGGER erasable;
CREATE OR REPLACE TRIGGER erased_only BEFORE UPDATE ON log.request
  FOR EACH ROW WHEN (NEW.fingerprint IS NOT NULL OR OLD.fingerprint IS NULL OR NEW.answer <> '') EXECUTE FUNCTION log.refuse();
ALTER TABLE log.request ENABLE ALWAYS TRIGGER erased_only;
CREATE OR REPLACE TRIGGER told BEFORE UPDATE ON log.request
  FOR EACH ROW EXECUTE FUNCTION log.refuse_untold();
ALTER TABLE log.request ENABLE ALWAYS TRIGGER told;

REVOKE ALL ON log.request FROM recension_server, recension_eraser;
GRANT SELECT, INSERT ON log.request TO recension_server, recension_eraser;
GRANT UPDATE (fingerprint, answer) ON log.request TO recension_eraser;
