-- Written once. Of an event that is there nothing changes but for salt, content and remains: from present to erased, and
-- from there to what names no words of the text, by log.erase alone, and only where the log tells of it.
SET LOCAL ROLE recension_owner;

CREATE OR REPLACE TRIGGER immutable BEFORE DELETE OR TRUNCATE ON log.event
  FOR EACH STATEMENT EXECUTE FUNCTION log.refuse();
ALTER TABLE log.event ENABLE ALWAYS TRIGGER immutable;
CREATE OR REPLACE TRIGGER erasable BEFORE UPDATE ON log.event
  FOR EACH STATEMENT WHEN (current_user <> 'recension_eraser') EXECUTE FUNCTION log.refuse();
ALTER TABLE log.event ENABLE ALWAYS TRIGGER erasable;
CREATE OR REPLACE TRIGGER erased_only BEFORE UPDATE ON log.event
  FOR EACH ROW WHEN (
    (NEW.position, NEW.sequence, NEW."time", NEW.version, NEW.stream, NEW.type, NEW.actor, NEW.cause, NEW.previous,
      NEW.body_digest, NEW.hash)
    IS DISTINCT FROM (OLD.position, OLD.sequence, OLD."time", OLD.version, OLD.stream, OLD.type, OLD.actor, OLD.cause,
      OLD.previous, OLD.body_digest, OLD.hash)
    OR NEW.content IS NOT NULL
    OR OLD.content IS NULL AND (NEW.remains IS NOT DISTINCT FROM OLD.remains
      OR NEW.remains IS DISTINCT FROM log.without_places(OLD.remains)))
  EXECUTE FUNCTION log.refuse();
ALTER TABLE log.event ENABLE ALWAYS TRIGGER erased_only;
CREATE OR REPLACE TRIGGER told BEFORE UPDATE ON log.event
  FOR EACH ROW EXECUTE FUNCTION log.refuse_untold();
ALTER TABLE log.event ENABLE ALWAYS TRIGGER told;

REVOKE ALL ON log.event FROM recension_server, recension_eraser;
GRANT SELECT, INSERT ON log.event TO recension_server, recension_eraser;
GRANT UPDATE (salt, content, remains) ON log.event TO recension_eraser;
