-- The history of each thing, out of the log itself; in both sets of read models.
SET LOCAL ROLE recension_owner;
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['read', 'read_next'] LOOP
    EXECUTE format($sql$
      CREATE OR REPLACE VIEW %1$I.subject AS
        SELECT t.stream AS paper,
          CASE split_part(t.tag, ':', 1) WHEN 'claim' THEN 'c' WHEN 'annotation' THEN 'a' WHEN 'dispute' THEN 'd'
            WHEN 'correction' THEN 'x' END || split_part(t.tag, ':', 2) AS id,
          e.sequence, t.position
        FROM %1$I.paper p JOIN log.tag t ON t.stream = p.paper AND t.position <= p.last
        JOIN log.event e ON e.position = t.position
        WHERE t.tag LIKE '%%:%%' AND e.type <> 'body.erased';
      COMMENT ON VIEW %1$I.subject IS 'Which events are about which thing: the history of each.';

      REVOKE ALL ON %1$I.subject FROM recension_server, recension_eraser;
      GRANT SELECT ON %1$I.subject TO recension_server;
    $sql$, name);
  END LOOP;
END
$$;
