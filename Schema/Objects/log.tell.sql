-- What an administrator does at the database itself is told of by an event, as what anyone does: with its header, its
-- place in its stream and its request. The log is held from log.hold on; the event stands behind its head, which log.told
-- moves last, so that triggers see what is told of and who reads the log sees nothing by halves.
SET LOCAL ROLE recension_owner;
GRANT CREATE ON SCHEMA log TO recension_eraser;  -- to make its own functions, and no longer

SET LOCAL ROLE recension_eraser;
CREATE OR REPLACE FUNCTION log.hold(actor text, reason text) RETURNS log.head
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
  last log.head;
BEGIN
  IF actor IS NULL OR actor COLLATE "C" !~ '^[!-~]{1,128}$' OR coalesce(reason, '') = '' THEN
    RAISE EXCEPTION 'this needs an actor (1 to 128 visible ASCII characters) and a reason'
      USING ERRCODE = 'invalid_parameter_value';
  END IF;
  -- The lock that every append takes: what is read after it stands.
  SELECT * INTO last FROM log.head FOR UPDATE;
  RETURN last;
END
$$;
COMMENT ON FUNCTION log.hold(text, text) IS 'Sees that someone acts for a reason, and holds the log until the transaction ends. Gives its head.';
REVOKE ALL ON FUNCTION log.hold(text, text) FROM PUBLIC;

CREATE OR REPLACE FUNCTION log.tell(
  stream text, type text, version integer, actor text, request text, "time" bigint, said text
) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
  fresh bytea := uuid_send(gen_random_uuid());
  content bytea := convert_to(said, 'UTF8');
  digest bytea := sha256(fresh || content);
  chain log.stream;
  place bigint;
  hash bytea;
BEGIN
  SELECT h.position + 1, coalesce(tell."time",
    greatest(h."time", floor(extract(epoch FROM clock_timestamp()) * 1000000)::bigint))
  INTO place, "time" FROM log.head h;
  -- What is noted of the end only counts where its event is missing: then nothing takes that event's place.
  SELECT * INTO chain FROM (
    (SELECT e.stream, e.sequence, e.position, e.hash FROM log.event e WHERE e.stream = tell.stream
      ORDER BY e.sequence DESC LIMIT 1)
    UNION ALL SELECT s.name, s.sequence, s.position, s.hash FROM log.stream s WHERE s.name = tell.stream
    UNION ALL SELECT tell.stream, 0, 0, decode(repeat('00', 32), 'hex')
  ) AS ends ORDER BY ends.sequence DESC LIMIT 1;
  chain.sequence := chain.sequence + 1;
  -- The canonical header: the same eleven lines as everywhere.
  hash := sha256('\x00'::bytea || convert_to(concat(
    E'recension event 1\nposition ', place, E'\npaper ', stream, E'\nsequence ', chain.sequence,
    E'\ntype ', type, E'\nversion ', version, E'\nactor ', actor, E'\ntime ', "time", E'\ncause ', request,
    E'\nprevious ', encode(chain.hash, 'hex'), E'\nbody ', encode(digest, 'hex'), E'\n'), 'UTF8'));

  INSERT INTO log.event (position, sequence, "time", version, stream, type, actor, cause, previous, body_digest, hash,
    salt, content)
  VALUES (place, chain.sequence, tell."time", tell.version, tell.stream, tell.type, tell.actor, tell.request,
    chain.hash, digest, hash, fresh, content);
  INSERT INTO log.request (key, fingerprint, position, answer) VALUES (tell.request, sha256(content), place, '');
  RETURN place;
END
$$;
COMMENT ON FUNCTION log.tell(text, text, integer, text, text, bigint, text) IS 'Appends an event behind the head, which is held; it is dated now where no time is given. Gives its position.';
REVOKE ALL ON FUNCTION log.tell(text, text, integer, text, text, bigint, text) FROM PUBLIC;

CREATE OR REPLACE FUNCTION log.told(place bigint) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  UPDATE log.head h SET position = place, "time" = e."time" FROM log.event e WHERE e.position = place;
  -- The servers hold words in memory: they are to hear of it now, not when they look by themselves. It takes a lock of
  -- the whole cluster at the commit, which something so rare may.
  PERFORM pg_notify('recension_log', place::text);
  RETURN place;
END
$$;
COMMENT ON FUNCTION log.told(bigint) IS 'Moves the head to the event that was told, when all that it tells of is done. Gives its position.';
REVOKE ALL ON FUNCTION log.told(bigint) FROM PUBLIC;

SET LOCAL ROLE recension_owner;
REVOKE CREATE ON SCHEMA log FROM recension_eraser;
