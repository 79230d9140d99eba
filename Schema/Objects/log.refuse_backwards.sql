-- Head and streams only ever move forward, the head's time with its position. The head's epoch moves alone, by one, and
-- only to one that log.epoch tells of. Its time goes back only to that of an event which says that the clock was mended,
-- and which log.mend_clock appended: the server's role cannot take that on.
SET LOCAL ROLE recension_owner;

CREATE OR REPLACE FUNCTION log.refuse_backwards() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF TG_TABLE_NAME = 'head' THEN
    IF NEW.epoch <> OLD.epoch THEN
      IF NEW.epoch = OLD.epoch + 1 AND NEW.position = OLD.position AND NEW."time" = OLD."time"
        AND EXISTS (SELECT FROM log.epoch e WHERE e.epoch = NEW.epoch)
      THEN
        RETURN NEW;
      END IF;
      RAISE EXCEPTION 'log.head only moves forward: from epoch % to % is refused', OLD.epoch, NEW.epoch
        USING ERRCODE = 'insufficient_privilege', HINT = 'SELECT log.take_over(actor, reason) begins the next one.';
    END IF;
  END IF;
  IF NEW.position <= OLD.position THEN
    RAISE EXCEPTION 'log.% only moves forward: from % to % is refused', TG_TABLE_NAME, OLD.position, NEW.position
      USING ERRCODE = 'insufficient_privilege';
  ELSIF TG_TABLE_NAME = 'head' THEN
    IF NEW."time" < OLD."time" AND (current_user <> 'recension_eraser' OR NEW.position <> OLD.position + 1
      OR NOT EXISTS (SELECT FROM log.event e WHERE e.position = NEW.position AND e.stream = '/clock'
        AND e.type = 'clock.mended' AND e."time" = NEW."time"))
    THEN
      RAISE EXCEPTION 'log.head only moves forward: to an earlier time is refused'
        USING ERRCODE = 'insufficient_privilege', HINT = 'SELECT log.mend_clock(actor, reason, time) mends a wrong clock.';
    END IF;
  ELSIF NEW.name <> OLD.name OR NEW.sequence <= OLD.sequence THEN
    RAISE EXCEPTION 'log.stream only moves forward: from % % to % % is refused',
      OLD.name, OLD.sequence, NEW.name, NEW.sequence USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
COMMENT ON FUNCTION log.refuse_backwards() IS 'The trigger of log.head and log.stream: they only move forward.';
REVOKE ALL ON FUNCTION log.refuse_backwards() FROM PUBLIC;
