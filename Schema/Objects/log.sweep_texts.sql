-- What an import would have kept and did not come to name: large files are stored before the request that names them,
-- so that nobody's request waits for them in the log's queue. Where that request then fails, or its server is killed,
-- they are left. A request looks under the log's lock whether its files are there and brings them again if they are not,
-- so a sweep never takes anything from one that is on its way.
SET LOCAL ROLE recension_owner;
GRANT CREATE ON SCHEMA log TO recension_eraser;  -- to make its own functions, and no longer

SET LOCAL ROLE recension_eraser;
CREATE OR REPLACE FUNCTION log.texts_unnamed() RETURNS SETOF bytea
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT a.digest FROM log.attachment a
  EXCEPT SELECT named.digest FROM log.streams() AS s (name), LATERAL log.texts(s.name) AS named (digest)
$$;
COMMENT ON FUNCTION log.texts_unnamed() IS 'Attachments that no import in the log names.';
REVOKE ALL ON FUNCTION log.texts_unnamed() FROM PUBLIC;

CREATE OR REPLACE FUNCTION log.sweep_texts() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  -- Mostly there is nothing, and then nobody waits.
  IF NOT EXISTS (SELECT FROM log.texts_unnamed()) THEN RETURN NULL; END IF;
  PERFORM log.hold('recension', 'no import names it');
  RETURN log.erase_texts(ARRAY(SELECT log.texts_unnamed()), 'recension', 'no import names it', NULL);
END
$$;
COMMENT ON FUNCTION log.sweep_texts() IS 'Erases the attachments that no import in the log names, and appends a text.erased event. Gives that event''s position; NULL where there is nothing to erase.';
REVOKE ALL ON FUNCTION log.sweep_texts() FROM PUBLIC;

SET LOCAL ROLE recension_owner;
REVOKE CREATE ON SCHEMA log FROM recension_eraser;
