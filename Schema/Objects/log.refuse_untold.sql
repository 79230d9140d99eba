-- Nothing is erased that the log does not tell of. Only recension_eraser may change an event or a request, but whoever is
-- granted that role may also take it on and update past log.erase, and nobody would know by whom and why. So each row
-- that is erased is held against the event that tells of it: log.erase appends that first, behind the head, which it
-- moves last and holds locked, so that what stands there is of this very transaction. log.erase_text and log.sweep_texts do the same.
SET LOCAL ROLE recension_owner;

CREATE OR REPLACE FUNCTION log.refuse_untold() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
  kind text;
  told jsonb;
  target log.event;
BEGIN
  SELECT e.type, convert_from(e.content, 'UTF8')::jsonb INTO kind, told
  FROM log.head h JOIN log.event e ON e.position = h.position + 1
  WHERE e.type IN ('body.erased', 'text.erased') AND e.body_digest = sha256(e.salt || e.content);
  SELECT * INTO target FROM log.event e WHERE e.position = (told ->> 'position')::bigint;
  IF coalesce(told ->> 'reason', '') <> '' THEN
    IF TG_TABLE_NAME = 'attachment' THEN
      IF kind = 'text.erased' AND told -> 'digests' ? encode(OLD.digest, 'hex') THEN RETURN OLD; END IF;
    ELSIF kind <> 'body.erased' THEN
      NULL;
    ELSIF TG_TABLE_NAME = 'event' THEN
      IF OLD.position = target.position AND told ->> 'remains' = encode(sha256(NEW.remains), 'hex') THEN
        RETURN NEW;
      END IF;
    ELSIF OLD.key = target.cause THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'log.% is append-only: nothing in the log tells of this erasure', TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege',
      HINT = 'log.erase(position, actor, reason) erases a body, log.erase_text(paper, actor, reason) the text of a removed paper; each appends the event that says by whom and why.';
END
$$;
COMMENT ON FUNCTION log.refuse_untold() IS 'The trigger of log.event, log.request and log.attachment: an erasure needs the event that tells of it.';
REVOKE ALL ON FUNCTION log.refuse_untold() FROM PUBLIC;
