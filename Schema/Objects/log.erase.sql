-- The one exception to what stands in the log: a body that must go for legal reasons. log.erase takes it out and
-- appends an event that says so, by whom and why; the header stays, and every chain of headers with it. Nobody may
-- call it but administrators: superusers and those who are granted recension_eraser, as whoever made the schema is.
-- Until VACUUM has run, and in backups and WAL, the old bytes still lie on disk.
--
-- The fingerprint of the request that the words came with goes as well: it is not salted, and whoever guesses the words
-- would know from it that they guessed right. So does the answer, which may have words, such as a title. The request's key
-- stays, and is never good for anything else.
SET LOCAL ROLE recension_owner;
GRANT CREATE ON SCHEMA log TO recension_eraser;  -- to make its own function, and no longer

SET LOCAL ROLE recension_eraser;
CREATE OR REPLACE FUNCTION log.erase("position" bigint, actor text, reason text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  last log.head;
  target log.event;
  rest bytea;
  place bigint;
BEGIN
  IF actor IS NULL OR actor COLLATE "C" !~ '^[!-~]{1,128}$' OR coalesce(reason, '') = '' THEN
    RAISE EXCEPTION 'an erasure needs an actor (1 to 128 visible ASCII characters) and a reason'
      USING ERRCODE = 'invalid_parameter_value';
  END IF;
  -- The lock that every append takes: what is read after it stands.
  SELECT * INTO last FROM log.head FOR UPDATE;
  SELECT e.* INTO target FROM log.event e
  WHERE e.position = erase.position AND e.type <> 'body.erased' AND e.content IS NOT NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'there is no body to erase at position %', erase.position USING ERRCODE = 'no_data_found';
  END IF;
  rest := log.without_words(target.type, target.version, target.content);
  IF EXISTS (
    SELECT FROM log.tag t JOIN log.event e USING (position)
    WHERE t.stream = split_part(target.stream, '/', 1) AND t.tag = 'paper' AND e.type = 'paper.removed'
  ) THEN
    rest := convert_to(log.without_quotes(convert_from(rest, 'UTF8')::jsonb)::text, 'UTF8');
  END IF;

  place := log.tell(target.stream, 'body.erased', 2, actor, 'erasure-' || gen_random_uuid(),
    greatest(last."time", floor(extract(epoch FROM clock_timestamp()) * 1000000)::bigint),
    format('{"position":%s,"reason":%s,"remains":"%s"}',
      erase.position, to_json(erase.reason), encode(sha256(rest), 'hex')));
  -- Whoever looks at an entity that the event was about finds that something of it is gone.
  INSERT INTO log.tag (stream, tag, position)
  SELECT t.stream, t.tag, place FROM log.tag t WHERE t.stream = target.stream AND t.position = erase.position;
  UPDATE log.event e SET salt = NULL, content = NULL, remains = rest WHERE e.position = erase.position;
  UPDATE log.request r SET fingerprint = NULL, answer = '' WHERE r.key = target.cause AND r.fingerprint IS NOT NULL;
  UPDATE log.head h SET position = place, "time" = e."time" FROM log.event e WHERE e.position = place;
  -- The servers hold words in memory: they are to hear of it now, not when they look by themselves. It takes a lock of
  -- the whole cluster at the commit, which something so rare may.
  PERFORM pg_notify('recension_log', place::text);
  RETURN place;
END
$$;
COMMENT ON FUNCTION log.erase(bigint, text, text) IS 'Erases the body of the event at a position for legal reasons, and appends a body.erased event that names the actor and the reason. Gives that event''s position.';
REVOKE ALL ON FUNCTION log.erase(bigint, text, text) FROM PUBLIC;

SET LOCAL ROLE recension_owner;
REVOKE CREATE ON SCHEMA log FROM recension_eraser;
