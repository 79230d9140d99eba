-- What an erasure leaves can be checked, and nothing is left to try guesses on. The body.erased event now names the
-- SHA-256 of what is left of the body, so that whoever has the history can tell that nobody altered it afterwards. The
-- fingerprint of the request that the words came with goes as well: it is not salted, and whoever guesses the words
-- would know from it that they guessed right. The request's key stays, and is never good for anything else.
SET LOCAL ROLE recension_owner;
ALTER TABLE log.request ALTER COLUMN fingerprint DROP NOT NULL;
COMMENT ON COLUMN log.request.fingerprint IS 'SHA-256 of what was asked and by whom; null where words of it were erased.';

-- Only the eraser may change a request, and only from present to erased.
DROP TRIGGER immutable ON log.request;
CREATE TRIGGER immutable BEFORE DELETE OR TRUNCATE ON log.request
  FOR EACH STATEMENT EXECUTE FUNCTION log.refuse();
CREATE TRIGGER erasable BEFORE UPDATE ON log.request
  FOR EACH STATEMENT WHEN (current_user <> 'recension_eraser') EXECUTE FUNCTION log.refuse();
CREATE TRIGGER erased_only BEFORE UPDATE ON log.request
  FOR EACH ROW WHEN (NEW.fingerprint IS NOT NULL OR OLD.fingerprint IS NULL) EXECUTE FUNCTION log.refuse();
ALTER TABLE log.request ENABLE ALWAYS TRIGGER immutable;
ALTER TABLE log.request ENABLE ALWAYS TRIGGER erasable;
ALTER TABLE log.request ENABLE ALWAYS TRIGGER erased_only;
GRANT SELECT ON log.request TO recension_eraser;
GRANT UPDATE (fingerprint) ON log.request TO recension_eraser;
GRANT CREATE ON SCHEMA log TO recension_eraser;

-- As before, and: rules and exceptions, which are what a policy says and no words of anyone's.
CREATE OR REPLACE FUNCTION log.without_words(content bytea) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog AS $$
DECLARE
  body jsonb;
  remains jsonb;
BEGIN
  BEGIN
    body := convert_from(content, 'UTF8')::jsonb;
  EXCEPTION WHEN data_exception THEN
    body := NULL;  -- not of a paper's: nothing is known of it that could stay
  END;
  IF body IS NULL OR jsonb_typeof(body) <> 'object' THEN RETURN convert_to('{}', 'UTF8'); END IF;
  SELECT jsonb_object_agg(key, CASE
    WHEN key = ANY (ARRAY['slug', 'base', 'scalars', 'mediaType', 'source', 'document', 'member', 'role', 'policy',
      'rules', 'exceptions', 'claim', 'anchors', 'anchor', 'kind', 'relation', 'other', 'wording', 'stance',
      'confidence', 'annotation', 'target', 'motivation', 'dispute', 'ground', 'side', 'correction', 'class',
      'subject', 'vote', 'verdict', 'thing']) THEN value
    WHEN jsonb_typeof(value) = 'string' THEN '"[erased]"'::jsonb
    WHEN jsonb_typeof(value) = 'array' THEN '[]'::jsonb
    WHEN jsonb_typeof(value) = 'object' THEN '{}'::jsonb
    ELSE value END)
  INTO remains FROM jsonb_each(body);
  RETURN convert_to(coalesce(remains, '{}')::text, 'UTF8');
END
$$;

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
  SELECT e.* INTO target FROM log.event e JOIN log.body b USING (position)
  WHERE e.position = erase.position AND e.type <> 'body.erased' AND b.content IS NOT NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'there is no body to erase at position %', erase.position USING ERRCODE = 'no_data_found';
  END IF;
  SELECT * INTO chain FROM log.stream s WHERE s.name = target.stream;
  SELECT log.without_words(b.content) INTO rest FROM log.body b WHERE b.position = erase.position;

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

  INSERT INTO log.event (position, sequence, "time", version, stream, type, actor, cause, previous, body_digest, hash)
  VALUES (last.position, chain.sequence, last."time", 2, chain.name, 'body.erased', actor, request,
    target.previous, digest, chain.hash);
  INSERT INTO log.body (position, salt, content) VALUES (last.position, fresh, said);
  INSERT INTO log.request (key, fingerprint, position, answer) VALUES (request, sha256(said), last.position, '');
  -- Whoever looks at an entity that the event was about finds that something of it is gone.
  INSERT INTO log.tag (stream, tag, position)
  SELECT t.stream, t.tag, last.position FROM log.tag t WHERE t.stream = chain.name AND t.position = erase.position;
  UPDATE log.body b SET salt = NULL, content = NULL, remains = rest WHERE b.position = erase.position;
  UPDATE log.request r SET fingerprint = NULL WHERE r.key = target.cause AND r.fingerprint IS NOT NULL;
  UPDATE log.stream s SET sequence = chain.sequence, position = chain.position, hash = chain.hash
  WHERE s.name = chain.name;
  UPDATE log.head SET position = last.position, "time" = last."time";
  -- The servers hold words in memory: they are to hear of it now, not when they look by themselves. It takes a lock of
  -- the whole cluster at the commit, which something so rare may.
  PERFORM pg_notify('recension_log', last.position::text);
  RETURN last.position;
END
$$;

SET LOCAL ROLE recension_owner;
REVOKE CREATE ON SCHEMA log FROM recension_eraser;
