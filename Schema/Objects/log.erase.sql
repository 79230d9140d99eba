-- The one exception to what stands in the log: a body that must go for legal reasons. log.erase takes it out and
-- appends an event that says so, by whom and why; the header stays, and every chain of headers with it. Nobody may
-- call it but administrators: superusers and those who are granted recension_eraser, as whoever made the schema is.
-- Until VACUUM has run, and in backups and WAL, the old bytes still lie on disk.
--
-- The fingerprint of the request that the words came with goes as well: it is not salted, and whoever guesses the words
-- would know from it that they guessed right. The request's key stays, and is never good for anything else.
SET LOCAL ROLE recension_owner;
GRANT CREATE ON SCHEMA log TO recension_eraser;  -- to make its own function, and no longer

SET LOCAL ROLE recension_eraser;
CREATE OR REPLACE FUNCTION log.erase("position" bigint, actor text, reason text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  last log.head;
  chain log.stream;
  target log.event;
  request text := 'erasure-' || gen_random_uuid();
  fresh bytea := uuid_send(gen_random_uuid());
  rest bytea;
  said bytea;
  digest bytea;
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
  -- What is noted of the end only counts where its event is missing: then nothing takes that event's place.
  SELECT * INTO chain FROM (
    (SELECT e.stream, e.sequence, e.position, e.hash FROM log.event e WHERE e.stream = target.stream
      ORDER BY e.sequence DESC LIMIT 1)
    UNION ALL SELECT s.name, s.sequence, s.position, s.hash FROM log.stream s WHERE s.name = target.stream
  ) AS ends ORDER BY ends.sequence DESC LIMIT 1;
  rest := log.without_words(target.type, target.version, target.content);

  last.position := last.position + 1;
  last."time" := greatest(last."time", floor(extract(epoch FROM clock_timestamp()) * 1000000)::bigint);
  chain.sequence := chain.sequence + 1;
  chain.position := last.position;
  said := convert_to(format('{"position":%s,"reason":%s,"remains":"%s"}',
    erase.position, to_json(erase.reason), encode(sha256(rest), 'hex')), 'UTF8');
  digest := sha256(fresh || said);
  target.previous := chain.hash;
  -- The canonical header: the same eleven lines as everywhere.
  chain.hash := sha256('\x00'::bytea || convert_to(concat(
    E'recension event 1\nposition ', last.position, E'\npaper ', chain.name, E'\nsequence ', chain.sequence,
    E'\ntype body.erased\nversion 2\nactor ', actor, E'\ntime ', last."time", E'\ncause ', request,
    E'\nprevious ', encode(target.previous, 'hex'), E'\nbody ', encode(digest, 'hex'), E'\n'), 'UTF8'));

  INSERT INTO log.event (position, sequence, "time", version, stream, type, actor, cause, previous, body_digest, hash,
    salt, content)
  VALUES (last.position, chain.sequence, last."time", 2, chain.name, 'body.erased', actor, request,
    target.previous, digest, chain.hash, fresh, said);
  INSERT INTO log.request (key, fingerprint, position, answer) VALUES (request, sha256(said), last.position, '');
  -- Whoever looks at an entity that the event was about finds that something of it is gone.
  INSERT INTO log.tag (stream, tag, position)
  SELECT t.stream, t.tag, last.position FROM log.tag t WHERE t.stream = chain.name AND t.position = erase.position;
  UPDATE log.event e SET salt = NULL, content = NULL, remains = rest WHERE e.position = erase.position;
  UPDATE log.request r SET fingerprint = NULL WHERE r.key = target.cause AND r.fingerprint IS NOT NULL;
  UPDATE log.head SET position = last.position, "time" = last."time";
  -- The servers hold words in memory: they are to hear of it now, not when they look by themselves. It takes a lock of
  -- the whole cluster at the commit, which something so rare may.
  PERFORM pg_notify('recension_log', last.position::text);
  RETURN last.position;
END
$$;
COMMENT ON FUNCTION log.erase(bigint, text, text) IS 'Erases the body of the event at a position for legal reasons, and appends a body.erased event that names the actor and the reason. Gives that event''s position.';
REVOKE ALL ON FUNCTION log.erase(bigint, text, text) FROM PUBLIC;

SET LOCAL ROLE recension_owner;
REVOKE CREATE ON SCHEMA log FROM recension_eraser;
