-- The one exception to what stands in the log: a body that must go for legal reasons. log.erase takes it out and
-- appends an event that says so, by whom and why; the header stays, and every chain of headers with it. Nobody may
-- call it but administrators: superusers and those who are granted recension_eraser, as whoever made the schema is.
-- Until VACUUM has run, and in backups and WAL, the old bytes still lie on disk.
DO $$
BEGIN
  BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'recension_eraser') THEN
      CREATE ROLE recension_eraser NOLOGIN;
    END IF;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;  -- made at this very moment for another database
  END;
  IF NOT pg_catalog.pg_has_role(current_user, 'recension_eraser', CASE
      WHEN current_setting('server_version_num')::integer < 160000 THEN 'MEMBER' ELSE 'SET' END) THEN
    EXECUTE format('GRANT recension_eraser TO %I', current_user);
  END IF;
END
$$;

SET LOCAL ROLE recension_owner;
ALTER TABLE log.body ALTER COLUMN salt DROP NOT NULL, ALTER COLUMN content DROP NOT NULL,
  ADD CONSTRAINT whole_or_erased CHECK ((salt IS NULL) = (content IS NULL));
COMMENT ON TABLE log.body IS 'One row an event: what it says, apart from its header so that the header outlives it. Both columns are null where it was erased: a body.erased event of the stream says by whom and why.';

-- Only the eraser may change a body, and only from present to erased.
DROP TRIGGER immutable ON log.body;
CREATE TRIGGER immutable BEFORE DELETE OR TRUNCATE ON log.body
  FOR EACH STATEMENT EXECUTE FUNCTION log.refuse();
CREATE TRIGGER erasable BEFORE UPDATE ON log.body
  FOR EACH STATEMENT WHEN (current_user <> 'recension_eraser') EXECUTE FUNCTION log.refuse();
CREATE TRIGGER erased_only BEFORE UPDATE ON log.body
  FOR EACH ROW WHEN (NEW.position <> OLD.position OR OLD.content IS NULL OR NEW.content IS NOT NULL)
  EXECUTE FUNCTION log.refuse();
ALTER TABLE log.body ENABLE ALWAYS TRIGGER immutable;
ALTER TABLE log.body ENABLE ALWAYS TRIGGER erasable;
ALTER TABLE log.body ENABLE ALWAYS TRIGGER erased_only;

GRANT USAGE, CREATE ON SCHEMA log TO recension_eraser;
GRANT SELECT ON log.head, log.stream, log.event, log.body, log.tag TO recension_eraser;
GRANT INSERT ON log.event, log.body, log.tag, log.request TO recension_eraser;
GRANT UPDATE ON log.head, log.stream TO recension_eraser;
GRANT UPDATE (salt, content) ON log.body TO recension_eraser;

SET LOCAL ROLE recension_eraser;
CREATE FUNCTION log.erase("position" bigint, actor text, reason text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  last log.head;
  chain log.stream;
  target log.event;
  request text := 'erasure-' || gen_random_uuid();
  fresh bytea := uuid_send(gen_random_uuid());
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

  last.position := last.position + 1;
  last."time" := greatest(last."time", floor(extract(epoch FROM clock_timestamp()) * 1000000)::bigint);
  chain.sequence := chain.sequence + 1;
  chain.position := last.position;
  said := convert_to(format('{"position":%s,"reason":%s}', erase.position, to_json(erase.reason)), 'UTF8');
  digest := sha256(fresh || said);
  target.previous := chain.hash;
  -- The canonical header: the same eleven lines as everywhere.
  chain.hash := sha256('\x00'::bytea || convert_to(concat(
    E'recension event 1\nposition ', last.position, E'\npaper ', chain.name, E'\nsequence ', chain.sequence,
    E'\ntype body.erased\nversion 1\nactor ', actor, E'\ntime ', last."time", E'\ncause ', request,
    E'\nprevious ', encode(target.previous, 'hex'), E'\nbody ', encode(digest, 'hex'), E'\n'), 'UTF8'));

  INSERT INTO log.event (position, sequence, "time", version, stream, type, actor, cause, previous, body_digest, hash)
  VALUES (last.position, chain.sequence, last."time", 1, chain.name, 'body.erased', actor, request,
    target.previous, digest, chain.hash);
  INSERT INTO log.body (position, salt, content) VALUES (last.position, fresh, said);
  INSERT INTO log.request (key, fingerprint, position, answer) VALUES (request, sha256(said), last.position, '');
  -- Whoever looks at an entity that the event was about finds that something of it is gone.
  INSERT INTO log.tag (stream, tag, position)
  SELECT t.stream, t.tag, last.position FROM log.tag t WHERE t.stream = chain.name AND t.position = erase.position;
  UPDATE log.body b SET salt = NULL, content = NULL WHERE b.position = erase.position;
  UPDATE log.stream s SET sequence = chain.sequence, position = chain.position, hash = chain.hash
  WHERE s.name = chain.name;
  UPDATE log.head SET position = last.position, "time" = last."time";
  RETURN last.position;
END
$$;
COMMENT ON FUNCTION log.erase(bigint, text, text) IS 'Erases the body of the event at a position for legal reasons, and appends a body.erased event that names the actor and the reason. Gives that event''s position.';
REVOKE ALL ON FUNCTION log.erase(bigint, text, text) FROM PUBLIC;

SET LOCAL ROLE recension_owner;
REVOKE CREATE ON SCHEMA log FROM recension_eraser;
