-- What is left of a body when its words are erased: who voted how on what, and where in the text, without anything that
-- anyone wrote. The papers' readers go on from it. It cannot be checked against the header's digest any more; the
-- body.erased event names its SHA-256, so that nobody can alter it unseen.
SET LOCAL ROLE recension_owner;

-- What log.facts does not name is taken for words.
CREATE OR REPLACE FUNCTION log.without_words(type text, version integer, content bytea) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog AS $$
DECLARE
  facts text[] := coalesce(log.facts(type, version), '{}');
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
    WHEN key = ANY (facts) THEN value
    WHEN jsonb_typeof(value) = 'string' THEN '"[erased]"'::jsonb
    WHEN jsonb_typeof(value) = 'array' THEN '[]'::jsonb
    WHEN jsonb_typeof(value) = 'object' THEN '{}'::jsonb
    ELSE value END)
  INTO remains FROM jsonb_each(body);
  RETURN convert_to(coalesce(remains, '{}')::text, 'UTF8');
END
$$;
COMMENT ON FUNCTION log.without_words(text, integer, bytea) IS 'The body of an event of a type and version with every text in it replaced by [erased], but for what log.facts names: ids, ranges and the words of closed lists.';
REVOKE ALL ON FUNCTION log.without_words(text, integer, bytea) FROM PUBLIC, recension_server;
GRANT EXECUTE ON FUNCTION log.without_words(text, integer, bytea) TO recension_eraser;

-- A place in a text is kept with some words of the text around it, so that it is found in a later version. Of a paper that was
-- removed there is no later version, and its text goes as well.
CREATE OR REPLACE FUNCTION log.without_quotes(body jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog AS $$
  SELECT CASE jsonb_typeof(body)
    WHEN 'object' THEN (
      SELECT coalesce(jsonb_object_agg(key, CASE
        WHEN key IN ('quote', 'prefix', 'suffix') AND jsonb_typeof(value) = 'string' THEN '"[erased]"'::jsonb
        ELSE log.without_quotes(value) END), '{}')
      FROM jsonb_each(body))
    WHEN 'array' THEN (
      SELECT coalesce(jsonb_agg(log.without_quotes(value) ORDER BY place), '[]')
      FROM jsonb_array_elements(body) WITH ORDINALITY AS list (value, place))
    ELSE body END
$$;
COMMENT ON FUNCTION log.without_quotes(jsonb) IS 'The same, with [erased] for the words of the text at each place that it names.';
REVOKE ALL ON FUNCTION log.without_quotes(jsonb) FROM PUBLIC, recension_server;
GRANT EXECUTE ON FUNCTION log.without_quotes(jsonb) TO recension_eraser;

CREATE OR REPLACE FUNCTION log.without_places(remains bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog AS $$
  SELECT convert_to(log.without_quotes(convert_from(remains, 'UTF8')::jsonb)::text, 'UTF8')
$$;
COMMENT ON FUNCTION log.without_places(bytea) IS 'What an erasure left, with [erased] for the words of the text at each place that it names.';
REVOKE ALL ON FUNCTION log.without_places(bytea) FROM PUBLIC, recension_server;
GRANT EXECUTE ON FUNCTION log.without_places(bytea) TO recension_eraser;
