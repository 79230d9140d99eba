-- A clock that was wrong can be mended: times go back there, and nowhere else. See log.mend_clock.
SET LOCAL ROLE recension_owner;

COMMENT ON COLUMN log.event."time" IS 'Microseconds since 1970-01-01 UTC, as the server''s clock had it; never less than that of the position before, unless the event is a clock.mended. Where a later clock.mended has an earlier time, it is from a clock that was wrong.';
