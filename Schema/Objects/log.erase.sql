-- The one exception to what stands in the log: a body that must go for legal reasons. log.erase takes it out and
-- appends an event that says so, by whom and why; the header stays, and every chain of headers with it. Nobody may
-- call it but administrators: superusers and those who are granted recension_eraser, as whoever made the schema is.
-- Until VACUUM FULL has written the table anew, and in backups and WAL, the old bytes still lie on disk.
--
-- The fingerprint of the request that the words came with goes as well: it is not salted, and whoever guesses the words
-- would know from it that they guessed right. So does the answer, which may have words, such as a title. The request's key
-- stays, and is never good for anything else.
--
-- Where in the text something was said outlives an erasure, with some words of the text, and is erased once the paper is
-- removed: of what was erased before, by a second erasure.
SET LOCAL ROLE recension_owner;
GRANT CREATE ON SCHEMA log TO recension_eraser;  -- to make its own functions, and no longer

SET LOCAL ROLE recension_eraser;
CREATE OR REPLACE FUNCTION log.is_removed(stream text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT EXISTS (
    SELECT FROM log.tag t JOIN log.event e USING (position)
    WHERE t.stream = split_part(is_removed.stream, '/', 1) AND t.tag = 'paper' AND e.type = 'paper.removed')
$$;
COMMENT ON FUNCTION log.is_removed(text) IS 'Whether the paper that a stream is of, or a notebook''s, was removed.';
REVOKE ALL ON FUNCTION log.is_removed(text) FROM PUBLIC;

CREATE OR REPLACE FUNCTION log.erase("position" bigint, actor text, reason text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  target log.event;
  rest bytea;
  place bigint;
BEGIN
  PERFORM log.hold(actor, reason);
  SELECT e.* INTO target FROM log.event e WHERE e.position = erase.position AND e.type <> 'body.erased';
  rest := coalesce(target.remains, log.without_words(target.type, target.version, target.content));
  IF log.is_removed(target.stream) THEN rest := log.without_places(rest); END IF;
  IF rest IS NOT DISTINCT FROM target.remains THEN
    RAISE EXCEPTION 'there is no body to erase at position %', erase.position USING ERRCODE = 'no_data_found';
  END IF;

  place := log.tell(target.stream, 'body.erased', 2, actor, 'erasure-' || gen_random_uuid(), NULL,
    format('{"position":%s,"reason":%s,"remains":"%s"}',
      erase.position, to_json(erase.reason), encode(sha256(rest), 'hex')));
  -- Whoever looks at an entity that the event was about finds that something of it is gone.
  INSERT INTO log.tag (stream, tag, position)
  SELECT t.stream, t.tag, place FROM log.tag t WHERE t.stream = target.stream AND t.position = erase.position;
  UPDATE log.event e SET salt = NULL, content = NULL, remains = rest WHERE e.position = erase.position;
  UPDATE log.request r SET fingerprint = NULL, answer = '' WHERE r.key = target.cause AND r.fingerprint IS NOT NULL;
  RETURN log.told(place);
END
$$;
COMMENT ON FUNCTION log.erase(bigint, text, text) IS 'Erases the body of the event at a position for legal reasons, and appends a body.erased event that names the actor and the reason. Gives that event''s position.';
REVOKE ALL ON FUNCTION log.erase(bigint, text, text) FROM PUBLIC;

SET LOCAL ROLE recension_owner;
REVOKE CREATE ON SCHEMA log FROM recension_eraser;
