-- Events are dated by the server's clock, and never earlier than the event before: so one event of a clock that was
-- ahead dates all that come after it. log.mend_clock begins a new stretch of time from the right clock, by an event that
-- says by whom and why. What stands before it with later times is known by that to be dated wrongly; it stays as it is.
-- Nobody may call it but who may erase.
SET LOCAL ROLE recension_owner;
GRANT CREATE ON SCHEMA log TO recension_eraser;  -- to make its own function, and no longer

SET LOCAL ROLE recension_eraser;
CREATE OR REPLACE FUNCTION log.mend_clock(actor text, reason text, "time" bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  last log.head;
BEGIN
  IF coalesce("time", 0) <= 0 THEN
    RAISE EXCEPTION 'a mending needs a time' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  last := log.hold(actor, reason);
  -- Clocks of several servers differ a little; within a minute there is nothing to mend.
  IF "time" >= last."time" - 60000000 THEN RETURN NULL; END IF;
  RETURN log.told(log.tell('/clock', 'clock.mended', 1, actor, 'mending-' || gen_random_uuid(), "time",
    format('{"reason":%s}', to_json(reason))));
END
$$;
COMMENT ON FUNCTION log.mend_clock(text, text, bigint) IS 'Begins a new stretch of time at a time earlier than the log''s last, in microseconds since 1970-01-01 UTC, and appends a clock.mended event that names the actor and the reason. Gives that event''s position; NULL where the time is not earlier by more than a minute, so that there is nothing to mend.';
REVOKE ALL ON FUNCTION log.mend_clock(text, text, bigint) FROM PUBLIC;

SET LOCAL ROLE recension_owner;
REVOKE CREATE ON SCHEMA log FROM recension_eraser;
