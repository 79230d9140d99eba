-- What an import would have kept and did not come to name: large files are stored before the request that names them,
-- so that nobody's request waits for them in the log's queue. Where that request then fails, or its server is killed,
-- they are left. A request looks under the log's lock whether its files are there and brings them again if they are not,
-- so a sweep never takes anything from one that is on its way.
SET LOCAL ROLE recension_owner;
GRANT CREATE ON SCHEMA log TO recension_eraser;  -- to make its own functions, and no longer

SET LOCAL ROLE recension_eraser;
CREATE OR REPLACE FUNCTION log.texts_unnamed() RETURNS SETOF bytea
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  WITH RECURSIVE stream (name) AS (
    (SELECT e.stream FROM log.event e ORDER BY e.stream LIMIT 1)
    UNION ALL
    SELECT (SELECT e.stream FROM log.event e WHERE e.stream > s.name ORDER BY e.stream LIMIT 1)
    FROM stream s WHERE s.name IS NOT NULL
  )
  SELECT a.digest FROM log.attachment a
  EXCEPT SELECT named.digest FROM stream s, LATERAL log.texts(s.name) AS named (digest)
$$;
COMMENT ON FUNCTION log.texts_unnamed() IS 'Attachments that no import in the log names.';
REVOKE ALL ON FUNCTION log.texts_unnamed() FROM PUBLIC;

CREATE OR REPLACE FUNCTION log.sweep_texts() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  last log.head;
  gone bytea[];
  place bigint;
BEGIN
  -- Mostly there is nothing, and then nobody waits.
  IF NOT EXISTS (SELECT FROM log.texts_unnamed()) THEN RETURN NULL; END IF;
  SELECT * INTO last FROM log.head FOR UPDATE;
  SELECT array_agg(due.digest) INTO gone FROM log.texts_unnamed() AS due (digest);
  IF gone IS NULL THEN RETURN NULL; END IF;

  place := log.tell('/texts', 'text.erased', 1, 'recension', 'erasure-' || gen_random_uuid(),
    greatest(last."time", floor(extract(epoch FROM clock_timestamp()) * 1000000)::bigint),
    format('{"digests":%s,"reason":"no import names it"}',
      (SELECT json_agg(encode(digest, 'hex')) FROM unnest(gone) AS digest)));
  DELETE FROM log.attachment a WHERE a.digest = ANY (gone);
  UPDATE log.head h SET position = place, "time" = e."time" FROM log.event e WHERE e.position = place;
  PERFORM pg_notify('recension_log', place::text);
  RETURN place;
END
$$;
COMMENT ON FUNCTION log.sweep_texts() IS 'Erases the attachments that no import in the log names, and appends a text.erased event. Gives that event''s position; NULL where there is nothing to erase.';
REVOKE ALL ON FUNCTION log.sweep_texts() FROM PUBLIC;

SET LOCAL ROLE recension_owner;
REVOKE CREATE ON SCHEMA log FROM recension_eraser;
