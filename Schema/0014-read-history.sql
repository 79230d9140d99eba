-- Histories are read from the log itself. The tables that had every event in words, and which events are about which
-- thing, said once more what log.event, log.body and log.tag say, and were half of what it cost to write the read models;
-- views of the same names take their place. Only who erased what is kept beside: in the log that stands with the event
-- that erases, and is asked for by the one whose words are gone.
SET LOCAL ROLE recension_owner;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['read', 'read_next'] LOOP
    EXECUTE format($sql$
      DROP TABLE %1$I.event, %1$I.subject;

      CREATE TABLE %1$I.erasure (
        paper text COLLATE "C" NOT NULL,
        erased bigint NOT NULL,
        position bigint NOT NULL,
        by text COLLATE "C" NOT NULL,
        at timestamptz NOT NULL,
        reason text NOT NULL,
        PRIMARY KEY (paper, erased)
      );
      COMMENT ON TABLE %1$I.erasure IS 'One row for each event whose words were erased for legal reasons.';
      COMMENT ON COLUMN %1$I.erasure.erased IS 'The position of the event whose words are gone.';
      COMMENT ON COLUMN %1$I.erasure.position IS 'The position of the event that says so.';

      CREATE VIEW %1$I.event AS
        SELECT e.stream AS paper, e.sequence, e.position, to_timestamp(e."time" / 1000000.0) AS at, e.actor AS by,
          e.type, convert_from(coalesce(b.content, b.remains), 'UTF8') AS body, b.salt IS NULL AS erased
        FROM %1$I.paper p JOIN log.event e ON e.stream = p.paper AND e.position <= p.last
        JOIN log.body b ON b.position = e.position;
      COMMENT ON VIEW %1$I.event IS 'One row an event, in order of sequence in its paper: the log''s own.';
      COMMENT ON COLUMN %1$I.event.body IS 'What happened, as JSON: body::jsonb.';
      COMMENT ON COLUMN %1$I.event.erased IS 'Whether the words are gone; body is what is left then.';

      CREATE VIEW %1$I.subject AS
        SELECT t.stream AS paper,
          CASE split_part(t.tag, ':', 1) WHEN 'claim' THEN 'c' WHEN 'annotation' THEN 'a' WHEN 'dispute' THEN 'd'
            WHEN 'correction' THEN 'x' END || split_part(t.tag, ':', 2) AS id,
          e.sequence, t.position
        FROM %1$I.paper p JOIN log.tag t ON t.stream = p.paper AND t.position <= p.last
        JOIN log.event e ON e.position = t.position
        WHERE t.tag LIKE '%%:%%' AND e.type <> 'body.erased';
      COMMENT ON VIEW %1$I.subject IS 'Which events are about which thing: the history of each.';

      -- Ids and addresses are no language's words: to order them as such took a third of what a new annotation costs.
      ALTER TABLE %1$I.annotation ALTER COLUMN target TYPE text COLLATE "C";
      ALTER TABLE %1$I.dispute ALTER COLUMN target TYPE text COLLATE "C";

      GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON %1$I.erasure TO recension_server;
      GRANT SELECT ON %1$I.event, %1$I.subject TO recension_server;
    $sql$, name);
  END LOOP;
END
$$;
