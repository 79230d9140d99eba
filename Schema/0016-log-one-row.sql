-- One row an event, the body in the row of its header: what is appended together, read together and checked together
-- took two rows, two indexes' entries and a join. The header outlives the body all the same: of an event that is there
-- nothing changes but for salt, content and remains, once, and by log.erase alone.
SET LOCAL ROLE recension_owner;

ALTER TABLE log.event ADD COLUMN salt bytea, ADD COLUMN content bytea, ADD COLUMN remains bytea;
ALTER TABLE log.event DISABLE TRIGGER immutable;
UPDATE log.event e SET salt = b.salt, content = b.content, remains = b.remains
FROM log.body b WHERE b.position = e.position;
DO $$
BEGIN
  IF EXISTS (SELECT FROM log.event e FULL JOIN log.body b ON b.position = e.position
    WHERE e.position IS NULL OR b.position IS NULL) THEN
    RAISE EXCEPTION 'the log is damaged: there are headers without bodies, or bodies without headers'
      USING HINT = 'Restore the database from a backup before this program is started on it.';
  END IF;
END
$$;
-- In one go, where a check for each column would be read anew for each statement.
ALTER TABLE log.event ADD CONSTRAINT whole_or_erased
  CHECK ((salt IS NULL) = (content IS NULL) AND (content IS NULL OR remains IS NULL));

COMMENT ON TABLE log.event IS 'One row an event: its header, and what it says. The header''s canonical form is eleven lines of ASCII; hash is SHA-256 over a zero byte and that.';
COMMENT ON COLUMN log.event.body_digest IS 'SHA-256 over the salt and the content.';
COMMENT ON COLUMN log.event.salt IS 'Random bytes, so that the digest does not betray a body that was erased; null where it was.';
COMMENT ON COLUMN log.event.content IS 'JSON in UTF-8, the very bytes that were appended: convert_from(content, ''UTF8'')::jsonb. Null where it was erased: a body.erased event of the stream says by whom and why.';
COMMENT ON COLUMN log.event.remains IS 'Of an erased body: its shape, ids and choices as JSON in UTF-8, with the words taken out.';

DROP TRIGGER immutable ON log.event;
CREATE TRIGGER immutable BEFORE DELETE OR TRUNCATE ON log.event
  FOR EACH STATEMENT EXECUTE FUNCTION log.refuse();
CREATE TRIGGER erasable BEFORE UPDATE ON log.event
  FOR EACH STATEMENT WHEN (current_user <> 'recension_eraser') EXECUTE FUNCTION log.refuse();
CREATE TRIGGER erased_only BEFORE UPDATE ON log.event
  FOR EACH ROW WHEN (
    (NEW.position, NEW.sequence, NEW."time", NEW.version, NEW.stream, NEW.type, NEW.actor, NEW.cause, NEW.previous,
      NEW.body_digest, NEW.hash)
    IS DISTINCT FROM (OLD.position, OLD.sequence, OLD."time", OLD.version, OLD.stream, OLD.type, OLD.actor, OLD.cause,
      OLD.previous, OLD.body_digest, OLD.hash)
    OR OLD.content IS NULL OR NEW.content IS NOT NULL)
  EXECUTE FUNCTION log.refuse();
CREATE TRIGGER told BEFORE UPDATE ON log.event FOR EACH ROW EXECUTE FUNCTION log.refuse_untold();
ALTER TABLE log.event ENABLE ALWAYS TRIGGER immutable;
ALTER TABLE log.event ENABLE ALWAYS TRIGGER erasable;
ALTER TABLE log.event ENABLE ALWAYS TRIGGER erased_only;
ALTER TABLE log.event ENABLE ALWAYS TRIGGER told;
GRANT UPDATE (salt, content, remains) ON log.event TO recension_eraser;

-- As before, and of the one row.
CREATE OR REPLACE FUNCTION log.refuse_untold() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
  told jsonb;
  target log.event;
BEGIN
  SELECT convert_from(e.content, 'UTF8')::jsonb INTO told
  FROM log.head h JOIN log.event e ON e.position = h.position + 1
  WHERE e.type = 'body.erased' AND e.body_digest = sha256(e.salt || e.content);
  SELECT * INTO target FROM log.event e WHERE e.position = (told ->> 'position')::bigint;
  IF coalesce(told ->> 'reason', '') <> '' THEN
    IF TG_TABLE_NAME = 'event' THEN
      IF OLD.position = target.position AND told ->> 'remains' = encode(sha256(NEW.remains), 'hex') THEN
        RETURN NEW;
      END IF;
    ELSIF OLD.key = target.cause THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'log.% is append-only: nothing in the log tells of this erasure', TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege',
      HINT = 'SELECT log.erase(position, actor, reason) erases a body, and appends the event that says by whom and why.';
END
$$;
GRANT CREATE ON SCHEMA log TO recension_eraser;

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
  SELECT * INTO chain FROM log.stream s WHERE s.name = target.stream;
  rest := log.without_words(target.content);

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

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['read', 'read_next'] LOOP
    EXECUTE format($sql$
      CREATE OR REPLACE VIEW %1$I.event AS
        SELECT e.stream AS paper, e.sequence, e.position, to_timestamp(e."time" / 1000000.0) AS at, e.actor AS by,
          e.type, convert_from(coalesce(e.content, e.remains), 'UTF8') AS body, e.salt IS NULL AS erased
        FROM %1$I.paper p JOIN log.event e ON e.stream = p.paper AND e.position <= p.last;
    $sql$, name);
  END LOOP;
END
$$;
DROP TABLE log.body;
