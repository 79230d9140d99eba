-- What people wrote in each thing and of it, to be found by its words: by the rules of the paper's language, as far as
-- PostgreSQL has any for it. A table of its own, for it is long and is written with every word that is said.
--
-- It tells where something can stand. What is shown to someone is looked for once more in what they may see.
SET LOCAL ROLE recension_owner;
DO $$
DECLARE
  name text;
  longest constant integer := 200000;
BEGIN
  FOREACH name IN ARRAY ARRAY['read', 'read_next'] LOOP
    EXECUTE format($sql$
      CREATE TABLE %1$I.said (
        paper text COLLATE "C" NOT NULL,
        id text COLLATE "C" NOT NULL,
        language text COLLATE "C" NOT NULL,
        text text NOT NULL,
        -- A vector has an end; what is longer is found by looking.
        is_cut boolean NOT NULL GENERATED ALWAYS AS (length(text) > %2$s) STORED,
        words tsvector NOT NULL GENERATED ALWAYS AS (
          CASE split_part(language, '-', 1)
          WHEN 'ar' THEN to_tsvector('pg_catalog.arabic'::regconfig, left(text, %2$s))
          WHEN 'ca' THEN to_tsvector('pg_catalog.catalan'::regconfig, left(text, %2$s))
          WHEN 'da' THEN to_tsvector('pg_catalog.danish'::regconfig, left(text, %2$s))
          WHEN 'de' THEN to_tsvector('pg_catalog.german'::regconfig, left(text, %2$s))
          WHEN 'el' THEN to_tsvector('pg_catalog.greek'::regconfig, left(text, %2$s))
          WHEN 'en' THEN to_tsvector('pg_catalog.english'::regconfig, left(text, %2$s))
          WHEN 'es' THEN to_tsvector('pg_catalog.spanish'::regconfig, left(text, %2$s))
          WHEN 'eu' THEN to_tsvector('pg_catalog.basque'::regconfig, left(text, %2$s))
          WHEN 'fi' THEN to_tsvector('pg_catalog.finnish'::regconfig, left(text, %2$s))
          WHEN 'fr' THEN to_tsvector('pg_catalog.french'::regconfig, left(text, %2$s))
          WHEN 'ga' THEN to_tsvector('pg_catalog.irish'::regconfig, left(text, %2$s))
          WHEN 'hi' THEN to_tsvector('pg_catalog.hindi'::regconfig, left(text, %2$s))
          WHEN 'hu' THEN to_tsvector('pg_catalog.hungarian'::regconfig, left(text, %2$s))
          WHEN 'hy' THEN to_tsvector('pg_catalog.armenian'::regconfig, left(text, %2$s))
          WHEN 'id' THEN to_tsvector('pg_catalog.indonesian'::regconfig, left(text, %2$s))
          WHEN 'it' THEN to_tsvector('pg_catalog.italian'::regconfig, left(text, %2$s))
          WHEN 'lt' THEN to_tsvector('pg_catalog.lithuanian'::regconfig, left(text, %2$s))
          WHEN 'ne' THEN to_tsvector('pg_catalog.nepali'::regconfig, left(text, %2$s))
          WHEN 'nl' THEN to_tsvector('pg_catalog.dutch'::regconfig, left(text, %2$s))
          WHEN 'no' THEN to_tsvector('pg_catalog.norwegian'::regconfig, left(text, %2$s))
          WHEN 'pt' THEN to_tsvector('pg_catalog.portuguese'::regconfig, left(text, %2$s))
          WHEN 'ro' THEN to_tsvector('pg_catalog.romanian'::regconfig, left(text, %2$s))
          WHEN 'ru' THEN to_tsvector('pg_catalog.russian'::regconfig, left(text, %2$s))
          WHEN 'sr' THEN to_tsvector('pg_catalog.serbian'::regconfig, left(text, %2$s))
          WHEN 'sv' THEN to_tsvector('pg_catalog.swedish'::regconfig, left(text, %2$s))
          WHEN 'ta' THEN to_tsvector('pg_catalog.tamil'::regconfig, left(text, %2$s))
          WHEN 'tr' THEN to_tsvector('pg_catalog.turkish'::regconfig, left(text, %2$s))
          WHEN 'yi' THEN to_tsvector('pg_catalog.yiddish'::regconfig, left(text, %2$s))
          ELSE to_tsvector('pg_catalog.simple'::regconfig, left(text, %2$s))
          END) STORED,
        PRIMARY KEY (paper, id)
      );
      CREATE INDEX said_words ON %1$I.said USING gin (words);
      COMMENT ON TABLE %1$I.said IS 'One row a thing: all that people wrote in it and of it, to be found by its words.';
      COMMENT ON COLUMN %1$I.said.language IS 'The main language of the paper (BCP 47), by whose rules words are found.';
      COMMENT ON COLUMN %1$I.said.text IS 'The texts that stand, a line each.';
      COMMENT ON COLUMN %1$I.said.is_cut IS 'Whether only the beginning of it is in words.';
      COMMENT ON COLUMN %1$I.said.words IS 'For @@, with a query of the same language.';
    $sql$, name, longest);
  END LOOP;
END
$$;
