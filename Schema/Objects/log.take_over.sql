-- Deposes every server that is running: see log.epoch. A server appends within its epoch and begins none.
SET LOCAL ROLE recension_owner;

CREATE OR REPLACE FUNCTION log.take_over(actor text, reason text) RETURNS bigint
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
REVOKE ALL ON FUNCTION log.take_over(text, text) FROM PUBLIC, recension_server, recension_eraser;
