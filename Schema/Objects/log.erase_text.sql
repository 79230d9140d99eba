-- The text of a paper that was removed: what was imported, and the documents read out of it. They stand beside the log,
-- under their SHA-256, which events go on naming; nothing is proved by them, and nothing that is made of the log needs
-- those of a removed paper. What a paper that is still there was imported from as well stays.
SET LOCAL ROLE recension_owner;
GRANT CREATE ON SCHEMA log TO recension_eraser;  -- to make its own functions, and no longer

SET LOCAL ROLE recension_eraser;
CREATE OR REPLACE FUNCTION log.streams() RETURNS SETOF text
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  -- From name to name along the index: events are many, streams are few.
  WITH RECURSIVE stream (name) AS (
    (SELECT e.stream FROM log.event e ORDER BY e.stream LIMIT 1)
    UNION ALL
    SELECT (SELECT e.stream FROM log.event e WHERE e.stream > s.name ORDER BY e.stream LIMIT 1)
    FROM stream s WHERE s.name IS NOT NULL
  )
  SELECT s.name FROM stream s WHERE s.name IS NOT NULL
$$;
COMMENT ON FUNCTION log.streams() IS 'The names of all streams.';
REVOKE ALL ON FUNCTION log.streams() FROM PUBLIC;

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
  SELECT DISTINCT a.digest FROM log.texts(texts_to_erase.paper) AS own (digest) JOIN log.attachment a USING (digest)
  WHERE a.digest NOT IN (
    SELECT other.digest FROM log.streams() AS s (name), LATERAL log.texts(s.name) AS other (digest)
    WHERE s.name <> texts_to_erase.paper AND s.name !~ '/' AND NOT log.is_removed(s.name))
$$;
COMMENT ON FUNCTION log.texts_to_erase(text) IS 'Those of a removed paper that are there and that no other paper, but removed ones, has as well.';
REVOKE ALL ON FUNCTION log.texts_to_erase(text) FROM PUBLIC;

-- Which files an event names is known of the types that the program knew which brought this database up to date. One of a
-- newer program may name more, and is not to lose them to an older one that was started again.
CREATE OR REPLACE FUNCTION log.erase_texts(gone bytea[], actor text, reason text, paper text) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
  foreign_type text;
  place bigint;
BEGIN
  IF gone = '{}' THEN RETURN NULL; END IF;
  SELECT format('%s, version %s', said.type, said.version) INTO foreign_type
  FROM (SELECT DISTINCT e.type, e.version FROM log.event e) AS said
  WHERE said.type NOT IN ('body.erased', 'text.erased', 'clock.mended') AND log.facts(said.type, said.version) IS NULL
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'the log has events of a newer program (%), which may name files: none is erased', foreign_type
      USING ERRCODE = 'feature_not_supported';
  END IF;

  place := log.tell('/texts', 'text.erased', 1, actor, 'erasure-' || gen_random_uuid(), NULL,
    format('{"digests":%s,%s"reason":%s}', (SELECT json_agg(encode(digest, 'hex')) FROM unnest(gone) AS digest),
      '"paper":' || to_json(paper)::text || ',', to_json(reason)));
  DELETE FROM log.attachment a WHERE a.digest = ANY (gone);
  RETURN log.told(place);
END
$$;
COMMENT ON FUNCTION log.erase_texts(bytea[], text, text, text) IS 'Erases attachments of a log that is held, and appends a text.erased event that names them, the actor and the reason, and the paper if there is one. Gives that event''s position; NULL where there is nothing to erase.';
REVOKE ALL ON FUNCTION log.erase_texts(bytea[], text, text, text) FROM PUBLIC;

CREATE OR REPLACE FUNCTION log.erase_text(paper text, actor text, reason text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  -- Nobody imports the same text meanwhile.
  PERFORM log.hold(actor, reason);
  IF NOT log.is_removed(paper) THEN
    RAISE EXCEPTION 'only the text of a paper that was removed is erased' USING ERRCODE = 'no_data_found';
  END IF;
  RETURN log.erase_texts(ARRAY(SELECT log.texts_to_erase(paper)), actor, reason, paper);
END
$$;
COMMENT ON FUNCTION log.erase_text(text, text, text) IS 'Erases the text that a removed paper was imported from, and what was read out of it, as far as no other paper has the same, and appends a text.erased event that names the actor and the reason. Gives that event''s position; NULL where there is nothing to erase.';
REVOKE ALL ON FUNCTION log.erase_text(text, text, text) FROM PUBLIC;

SET LOCAL ROLE recension_owner;
REVOKE CREATE ON SCHEMA log FROM recension_eraser;
