-- What has been said, as tables to look things up in: every list that a client shows comes from here, and so can
-- yours, from psql, R or pandas. All of it follows from the log and can be made anew from it; nothing here is the
-- only copy of anything. What passes is computed under the paper's policy in force. Ids and addresses are no
-- language's words: to order them as such took a third of what a new annotation costs, so they have the collation "C".
--
-- Histories are views, read.event and read.subject: they are read from the log itself. Only who erased what is a table
-- here: in the log that stands with the event that erases, and is asked for by the one whose words are gone.
CREATE SCHEMA read AUTHORIZATION recension_owner;
SET LOCAL ROLE recension_owner;
COMMENT ON SCHEMA read IS 'Read models: projections of the log, for queries. Derived; the log is what counts.';

CREATE TABLE read.projection (
  name text COLLATE "C" PRIMARY KEY,
  version integer NOT NULL,
  position bigint NOT NULL
);
COMMENT ON TABLE read.projection IS 'How far each projection has come. Its rows and this change in one transaction.';
COMMENT ON COLUMN read.projection.version IS 'The version of the projection''s rules.';
COMMENT ON COLUMN read.projection.position IS 'The position of the last event in it.';

CREATE TABLE read.paper (
  paper text COLLATE "C" PRIMARY KEY,
  title text NOT NULL,
  base text COLLATE "C" NOT NULL,
  by text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  position bigint NOT NULL,
  claims bigint NOT NULL,
  annotations bigint NOT NULL,
  disputes bigint NOT NULL,
  corrections bigint NOT NULL,
  last bigint NOT NULL,
  policy text NOT NULL
);
COMMENT ON TABLE read.paper IS 'One row a paper.';
COMMENT ON COLUMN read.paper.paper IS 'Its slug; every table here names papers by it.';
COMMENT ON COLUMN read.paper.base IS 'The SHA-256 name of its text as imported.';
COMMENT ON COLUMN read.paper.by IS 'Who imported it.';
COMMENT ON COLUMN read.paper.position IS 'The position of the event that imported it.';
COMMENT ON COLUMN read.paper.claims IS 'How many claims were made, withdrawn ones included; so the other counts.';
COMMENT ON COLUMN read.paper.last IS 'The position of its latest event.';
COMMENT ON COLUMN read.paper.policy IS 'The policy in force, as JSON.';

CREATE TABLE read.member (
  paper text COLLATE "C" NOT NULL,
  handle text COLLATE "C" NOT NULL,
  role text COLLATE "C" NOT NULL,
  joined boolean NOT NULL,
  position bigint NOT NULL,
  item text NOT NULL,
  PRIMARY KEY (paper, handle)
);
COMMENT ON TABLE read.member IS 'One row for each person in a paper.';
COMMENT ON COLUMN read.member.role IS 'reader, scholar, editor or owner.';
COMMENT ON COLUMN read.member.joined IS 'Whether they have used their invitation; only then are they counted.';
COMMENT ON COLUMN read.member.position IS 'The position of the event that gave the role.';
COMMENT ON COLUMN read.member.item IS 'The row as JSON, as the server sends it; so in every table here.';

CREATE TABLE read.claim (
  paper text COLLATE "C" NOT NULL,
  number bigint NOT NULL,
  id text COLLATE "C" NOT NULL,
  status text COLLATE "C" NOT NULL,
  by text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  position bigint NOT NULL,
  kind text COLLATE "C",
  statement text NOT NULL,
  address text NOT NULL,
  starts bigint NOT NULL,
  ends bigint NOT NULL,
  quote text NOT NULL,
  text_changed boolean NOT NULL,
  item text NOT NULL,
  PRIMARY KEY (paper, number)
);
COMMENT ON TABLE read.claim IS 'One row a claim.';
COMMENT ON COLUMN read.claim.status IS 'unreviewed, agreed, qualified, rejected, contested or withdrawn.';
COMMENT ON COLUMN read.claim.position IS 'The position of the event that made it.';
COMMENT ON COLUMN read.claim.kind IS 'fact, date, attribution, causal, interpretation or citation.';
COMMENT ON COLUMN read.claim.starts IS 'Where it begins, in Unicode scalars of the base''s reading text.';
COMMENT ON COLUMN read.claim.ends IS 'Where it ends, exclusive.';
COMMENT ON COLUMN read.claim.text_changed IS 'Whether an accepted correction changes its words.';

CREATE TABLE read.stance (
  paper text COLLATE "C" NOT NULL,
  claim text COLLATE "C" NOT NULL,
  handle text COLLATE "C" NOT NULL,
  stance text COLLATE "C" NOT NULL,
  confidence integer,
  reason text,
  current boolean NOT NULL,
  at timestamptz NOT NULL,
  position bigint NOT NULL,
  PRIMARY KEY (paper, claim, handle)
);
COMMENT ON TABLE read.stance IS 'One row for each person''s latest stance on a claim.';
COMMENT ON COLUMN read.stance.stance IS 'agree, disagree, qualify, unsure or recuse.';
COMMENT ON COLUMN read.stance.confidence IS '1 (a guess) to 5 (certain).';
COMMENT ON COLUMN read.stance.current IS 'Whether it is on the wording that stands; only then is it counted.';

CREATE TABLE read.annotation (
  paper text COLLATE "C" NOT NULL,
  number bigint NOT NULL,
  id text COLLATE "C" NOT NULL,
  status text COLLATE "C" NOT NULL,
  by text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  position bigint NOT NULL,
  target text COLLATE "C" NOT NULL,
  starts bigint,
  ends bigint,
  motivation text COLLATE "C" NOT NULL,
  body text NOT NULL,
  item text NOT NULL,
  PRIMARY KEY (paper, number)
);
COMMENT ON TABLE read.annotation IS 'One row an annotation; a reply is one whose target is an annotation.';
COMMENT ON COLUMN read.annotation.status IS 'standing or withdrawn.';
COMMENT ON COLUMN read.annotation.target IS 'The id of a thing, or the address of a passage.';
COMMENT ON COLUMN read.annotation.starts IS 'Where its passage begins, in scalars; null where it is on a thing.';
COMMENT ON COLUMN read.annotation.motivation IS 'W3C Web Annotation: commenting, questioning, describing …';
COMMENT ON COLUMN read.annotation.body IS 'The body that stands, in Markdown.';
CREATE INDEX annotation_target ON read.annotation (paper, target, number);

CREATE TABLE read.tag (
  paper text COLLATE "C" NOT NULL,
  tag text COLLATE "C" NOT NULL,
  number bigint NOT NULL,
  PRIMARY KEY (paper, tag, number)
);
COMMENT ON TABLE read.tag IS 'One row for each tag of an annotation.';
COMMENT ON COLUMN read.tag.number IS 'The number of the annotation.';

CREATE TABLE read.dispute (
  paper text COLLATE "C" NOT NULL,
  number bigint NOT NULL,
  id text COLLATE "C" NOT NULL,
  status text COLLATE "C" NOT NULL,
  basis text COLLATE "C" NOT NULL,
  by text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  position bigint NOT NULL,
  target text COLLATE "C" NOT NULL,
  starts bigint,
  ends bigint,
  ground text COLLATE "C",
  body text NOT NULL,
  item text NOT NULL,
  PRIMARY KEY (paper, number)
);
COMMENT ON TABLE read.dispute IS 'One row a dispute.';
COMMENT ON COLUMN read.dispute.status IS 'open, upheld, dismissed or withdrawn.';
COMMENT ON COLUMN read.dispute.basis IS 'ballot or ruling.';
COMMENT ON COLUMN read.dispute.target IS 'The id of a thing, or the address of a passage.';
CREATE INDEX dispute_target ON read.dispute (paper, target, number);

CREATE TABLE read.correction (
  paper text COLLATE "C" NOT NULL,
  number bigint NOT NULL,
  id text COLLATE "C" NOT NULL,
  status text COLLATE "C" NOT NULL,
  basis text COLLATE "C" NOT NULL,
  by text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  position bigint NOT NULL,
  address text NOT NULL,
  starts bigint NOT NULL,
  ends bigint NOT NULL,
  old text NOT NULL,
  new text NOT NULL,
  class text COLLATE "C",
  reason text NOT NULL,
  item text NOT NULL,
  PRIMARY KEY (paper, number)
);
COMMENT ON TABLE read.correction IS 'One row a correction.';
COMMENT ON COLUMN read.correction.status IS 'open, accepted, rejected, contested, moot or withdrawn.';
COMMENT ON COLUMN read.correction.basis IS 'ballot or ruling.';
COMMENT ON COLUMN read.correction.old IS 'What the base has; empty for an insertion.';
COMMENT ON COLUMN read.correction.new IS 'What is to stand there; empty for a deletion.';
COMMENT ON COLUMN read.correction.class IS 'ocr, typo, citation, fact, wording or translation.';

CREATE TABLE read.vote (
  paper text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL,
  handle text COLLATE "C" NOT NULL,
  vote text COLLATE "C" NOT NULL,
  reason text,
  at timestamptz NOT NULL,
  position bigint NOT NULL,
  PRIMARY KEY (paper, subject, handle)
);
COMMENT ON TABLE read.vote IS 'One row for each person''s vote on a correction or dispute as it stands. That proposing counts as a vote is the policy''s to say, and no row here.';
COMMENT ON COLUMN read.vote.vote IS 'for, against, abstain or recuse.';

CREATE TABLE read.erasure (
  paper text COLLATE "C" NOT NULL,
  erased bigint NOT NULL,
  position bigint NOT NULL,
  by text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  reason text NOT NULL,
  PRIMARY KEY (paper, erased)
);
COMMENT ON TABLE read.erasure IS 'One row for each event whose words were erased for legal reasons.';
COMMENT ON COLUMN read.erasure.erased IS 'The position of the event whose words are gone.';
COMMENT ON COLUMN read.erasure.position IS 'The position of the event that says so.';

-- A second set of the tables. A new version of the projection builds its rows there while reads go on from the first;
-- when they are whole, projection.exchange swaps the two schemas' names. So what is true of a table of read must be true
-- of its twin. LIKE copies columns, their comments, defaults, keys and indexes of this moment, and no change that comes.
RESET ROLE;
CREATE SCHEMA read_next AUTHORIZATION recension_owner;
-- Neither of the two: its name stays.
CREATE SCHEMA projection AUTHORIZATION recension_owner;
SET LOCAL ROLE recension_owner;
COMMENT ON SCHEMA read_next IS 'The read models of another version while they are built; empty otherwise.';
COMMENT ON SCHEMA projection IS 'What exchanges read and read_next.';
DO $$
DECLARE
  name text;
BEGIN
  FOR name IN SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = 'read' ORDER BY 1 LOOP
    EXECUTE format('CREATE TABLE read_next.%I (LIKE read.%I INCLUDING ALL)', name, name);
    EXECUTE format('COMMENT ON TABLE read_next.%I IS %L', name,
      obj_description(format('read.%I', name)::regclass, 'pg_class'));
  END LOOP;
END
$$;
