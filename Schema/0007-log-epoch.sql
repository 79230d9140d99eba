-- Epochs fence off a deposed writer: after a failover the server that was taken for dead may still run and write.
-- Every append compares, under the lock on log.head, the log's epoch with the one that its server began in, and is
-- refused where they differ. log.take_over begins a new epoch, and says by whom and why. Servers that work side by
-- side share an epoch.
SET LOCAL ROLE recension_owner;

ALTER TABLE log.head ADD COLUMN epoch bigint NOT NULL DEFAULT 1 CHECK (epoch > 0);
COMMENT ON COLUMN log.head.epoch IS 'Servers that began in an earlier one no longer append: log.epoch says who deposed them, and why.';

CREATE TABLE log.epoch (
  epoch bigint PRIMARY KEY CHECK (epoch > 0),
  position bigint NOT NULL,
  "time" bigint NOT NULL,
  actor text NOT NULL,
  reason text NOT NULL
);
COMMENT ON TABLE log.epoch IS 'One row an epoch: when it began, by whom and why.';
COMMENT ON COLUMN log.epoch.position IS 'The last position of the epoch before.';
COMMENT ON COLUMN log.epoch."time" IS 'Microseconds since 1970-01-01 UTC, as the database''s clock had it.';
INSERT INTO log.epoch (epoch, position, "time", actor, reason)
SELECT 1, position, floor(extract(epoch FROM clock_timestamp()) * 1000000)::bigint, 'recension', 'the first'
FROM log.head;

CREATE TRIGGER immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON log.epoch
  FOR EACH STATEMENT EXECUTE FUNCTION log.refuse();
ALTER TABLE log.epoch ENABLE ALWAYS TRIGGER immutable;

-- As before, and: the epoch moves alone, by one, and only to one that log.epoch tells of.
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
    IF NEW."time" < OLD."time" THEN
      RAISE EXCEPTION 'log.head only moves forward: to an earlier time is refused' USING ERRCODE = 'insufficient_privilege';
    END IF;
  ELSIF NEW.name <> OLD.name OR NEW.sequence <= OLD.sequence THEN
    RAISE EXCEPTION 'log.stream only moves forward: from % % to % % is refused',
      OLD.name, OLD.sequence, NEW.name, NEW.sequence USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION log.take_over(actor text, reason text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  last log.head;
BEGIN
  IF coalesce(actor, '') = '' OR coalesce(reason, '') = '' THEN
    RAISE EXCEPTION 'taking over needs an actor and a reason' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  -- The lock that every append takes: no batch is under way when the epoch ends.
  SELECT * INTO last FROM log.head FOR UPDATE;
  INSERT INTO log.epoch (epoch, position, "time", actor, reason)
  VALUES (last.epoch + 1, last.position, floor(extract(epoch FROM clock_timestamp()) * 1000000)::bigint,
    take_over.actor, take_over.reason);
  UPDATE log.head SET epoch = last.epoch + 1;
  RETURN last.epoch + 1;
END
$$;
COMMENT ON FUNCTION log.take_over(text, text) IS 'Begins a new epoch: no server that is running may append any more. Notes the actor and the reason in log.epoch. Gives the new epoch.';
REVOKE ALL ON FUNCTION log.take_over(text, text) FROM PUBLIC;

-- The server appends within its epoch and begins none.
REVOKE UPDATE ON log.head FROM recension_server, recension_eraser;
GRANT UPDATE (position, "time") ON log.head TO recension_server, recension_eraser;
GRANT SELECT ON log.epoch TO recension_server;
