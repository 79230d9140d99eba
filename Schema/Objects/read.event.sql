-- The history of a paper, out of the log itself; in both sets of read models.
SET LOCAL ROLE recension_owner;
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
      COMMENT ON VIEW %1$I.event IS 'One row an event, in order of sequence in its paper: the log''s own.';
      COMMENT ON COLUMN %1$I.event.body IS 'What happened, as JSON: body::jsonb.';
      COMMENT ON COLUMN %1$I.event.erased IS 'Whether the words are gone; body is what is left then.';

      REVOKE ALL ON %1$I.event FROM recension_server, recension_eraser;
      GRANT SELECT ON %1$I.event TO recension_server;
    $sql$, name);
  END LOOP;
END
$$;
