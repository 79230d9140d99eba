-- Which members of a body outlive an erasure, by the type and version of the event: those that hold facts, and no words
-- that anyone wrote. The rows follow from what a program stores, and Schema.keeping puts them in place of the one here.
SET LOCAL ROLE recension_owner;

CREATE OR REPLACE FUNCTION log.facts(type text, version integer) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog AS $$
  SELECT f.members FROM (VALUES
    ('', 0, ARRAY[]::text[])
  ) AS f (type, version, members) WHERE f.type = facts.type AND f.version = facts.version
$$;
COMMENT ON FUNCTION log.facts(text, integer) IS 'The members of the bodies of events of a type and version that an erasure keeps. NULL where the type and version are unknown.';
REVOKE ALL ON FUNCTION log.facts(text, integer) FROM PUBLIC, recension_server;
GRANT EXECUTE ON FUNCTION log.facts(text, integer) TO recension_eraser;
