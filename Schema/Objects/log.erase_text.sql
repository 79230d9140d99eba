-- The text of a paper that was removed: what was imported, and the documents read out of it. They stand beside the log,
-- under their SHA-256, which events go on naming; nothing is proved by them, and nothing that is made of the log needs
-- those of a removed paper. What a paper that is still there was imported from as well stays.
SET LOCAL ROLE recension_owner;
GRANT CREATE ON SCHEMA log TO recension_eraser;  -- to make its own functions, and no longer

SET LOCAL ROLE recension_eraser;
CREATE OR REPLACE FUNCTION log.texts(paper text) RETURNS SETOF bytea
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT decode(named.digest, 'hex')
  FROM log.tag t JOIN log.event e USING (position),
    LATERAL (SELECT convert_from(coalesce(e.content, e.remains), 'UTF8')::jsonb AS body) said,
    LATERAL (VALUES (said.body ->> 'source'), (said.body ->> 'document'), (said.body ->> 'original')) named (digest)
  WHERE t.stream = texts.paper AND t.tag = 'paper' AND e.type IN ('paper.imported', 'base.imported')
    AND named.digest ~ '^[0-9a-f]{64}$'
$$;
COMMENT ON FUNCTION log.texts(text) IS 'The SHA-256 of everything that the imports of a paper name.';
REVOKE ALL ON FUNCTION log.texts(text) FROM PUBLIC;

CREATE OR REPLACE FUNCTION log.texts_to_erase(paper text) RETURNS SETOF bytea
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  WITH RECURSIVE stream (name) AS (
    (SELECT e.stream FROM log.event e ORDER BY e.stream LIMIT 1)
    UNION ALL
    SELECT (SELECT e.stream FROM log.event e WHERE e.stream > s.name ORDER BY e.stream LIMIT 1)
    FROM stream s WHERE s.name IS NOT NULL
  )
  SELECT DISTINCT a.digest FROM log.texts(texts_to_erase.paper) AS own (digest) JOIN log.attachment a USING (digest)
  WHERE a.digest NOT IN (
    SELECT other.digest FROM stream s, LATERAL log.texts(s.name) AS other (digest)
    WHERE s.name <> texts_to_erase.paper AND s.name !~ '/'
      AND NOT EXISTS (SELECT FROM log.event e WHERE e.stream = s.name AND e.type = 'paper.removed'))
$$;
COMMENT ON FUNCTION log.texts_to_erase(text) IS 'Those of a removed paper that are there and that no other paper, but removed ones, has as well.';
REVOKE ALL ON FUNCTION log.texts_to_erase(text) FROM PUBLIC;

CREATE OR REPLACE FUNCTION log.erase_text(paper text, actor text, reason text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  last log.head;
  gone bytea[];
  place bigint;
BEGIN
  IF actor IS NULL OR actor COLLATE "C" !~ '^[!-~]{1,128}$' OR coalesce(reason, '') = '' THEN
    RAISE EXCEPTION 'an erasure needs an actor (1 to 128 visible ASCII characters) and a reason'
      USING ERRCODE = 'invalid_parameter_value';
  END IF;
  -- The lock that every append takes: nobody imports the same text meanwhile.
  SELECT * INTO last FROM log.head FOR UPDATE;
  IF NOT EXISTS (SELECT FROM log.event e WHERE e.stream = paper AND e.type = 'paper.removed') THEN
    RAISE EXCEPTION 'only the text of a paper that was removed is erased' USING ERRCODE = 'no_data_found';
  END IF;
  SELECT array_agg(due.digest) INTO gone FROM log.texts_to_erase(erase_text.paper) AS due (digest);
  IF gone IS NULL THEN RETURN NULL; END IF;

  place := log.tell('/texts', 'text.erased', 1, actor, 'erasure-' || gen_random_uuid(),
    greatest(last."time", floor(extract(epoch FROM clock_timestamp()) * 1000000)::bigint),
    format('{"digests":%s,"paper":%s,"reason":%s}',
      (SELECT json_agg(encode(digest, 'hex')) FROM unnest(gone) AS digest), to_json(erase_text.paper),
      to_json(erase_text.reason)));
  DELETE FROM log.attachment a WHERE a.digest = ANY (gone);
  UPDATE log.head h SET position = place, "time" = e."time" FROM log.event e WHERE e.position = place;
  PERFORM pg_notify('recension_log', place::text);
  RETURN place;
END
$$;
COMMENT ON FUNCTION log.erase_text(text, text, text) IS 'Erases the text that a removed paper was imported from, and what was read out of it, as far as no other paper has the same, and appends a text.erased event that names the actor and the reason. Gives that event''s position; NULL where there is nothing to erase.';
REVOKE ALL ON FUNCTION log.erase_text(text, text, text) FROM PUBLIC;

SET LOCAL ROLE recension_owner;
REVOKE CREATE ON SCHEMA log FROM recension_eraser;
