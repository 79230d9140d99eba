-- The log: every event, in one total order. Events, tags, requests, attachments and epochs are written once; head and
-- stream say how far the log and each of its streams have come.
--
-- An append writes to head, event, tag, request and attachment. No foreign key and no check of a length or a sign
-- stands on them but where one is noted: PostgreSQL reads every check anew for each statement, which was a fifth of
-- what an append cost it. Damage is found where the log is read: the chain, the tree and the digests prove it.
CREATE SCHEMA log AUTHORIZATION recension_owner;
SET LOCAL ROLE recension_owner;
COMMENT ON SCHEMA log IS 'The append-only log of events. Nothing in it is ever changed.';

CREATE TABLE log.head (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  position bigint NOT NULL,
  time bigint NOT NULL,
  epoch bigint NOT NULL DEFAULT 1
);
COMMENT ON TABLE log.head IS 'One row: how far the log has come. Every append locks it, so positions are in the order of commits and without gaps.';
COMMENT ON COLUMN log.head.position IS 'The position of the last event, 0 before the first.';
COMMENT ON COLUMN log.head.time IS 'The time of the last event, in microseconds since 1970-01-01 UTC.';
COMMENT ON COLUMN log.head.epoch IS 'Servers that began in an earlier one no longer append: log.epoch says who deposed them, and why.';
INSERT INTO log.head (position, time) VALUES (0, 0);

-- Epochs fence off a deposed writer: after a failover the server that was taken for dead may still run and write.
-- Every append compares, under the lock on log.head, the log's epoch with the one that its server began in, and is
-- refused where they differ. log.take_over begins a new epoch. Servers that work side by side share an epoch.
CREATE TABLE log.epoch (
  epoch bigint PRIMARY KEY CHECK (epoch > 0),
  position bigint NOT NULL,
  "time" bigint NOT NULL,
  actor text NOT NULL,
  reason text NOT NULL
);
COMMENT ON TABLE log.epoch IS 'One row an epoch: when it began, by whom and why.';
COMMENT ON COLUMN log.epoch.position IS 'The last position of the epoch before.';
COMMENT ON COLUMN log.epoch."time" IS 'Microseconds since 1970-01-01 UTC, as the database''s clock had it.';
INSERT INTO log.epoch (epoch, position, "time", actor, reason)
VALUES (1, 0, floor(extract(epoch FROM clock_timestamp()) * 1000000)::bigint, 'recension', 'the first');

-- How far a stream has come is what its last event says, and the index of its sequences finds that in one step. This
-- table is for what the events cannot tell: that the last of them are missing. The tree's builder, which follows the
-- log out of the way of any append, notes here what it has come past.
CREATE TABLE log.stream (
  name text COLLATE "C" PRIMARY KEY,
  sequence bigint NOT NULL,
  position bigint NOT NULL,
  hash bytea NOT NULL
) WITH (fillfactor = 50);
COMMENT ON TABLE log.stream IS 'One row a stream (a paper): how far it had come where the tree stands, log.tree. Beside log.event, so that a last event that is missing is missed.';
COMMENT ON COLUMN log.stream.sequence IS 'The sequence of its last event: how many it has.';
COMMENT ON COLUMN log.stream.position IS 'The position of its last event.';
COMMENT ON COLUMN log.stream.hash IS 'The header hash of its last event, which the next one names as its previous.';

-- The body stands in the row of its header, and the header outlives it: log.erase empties the body and nothing else.
CREATE TABLE log.event (
  position bigint PRIMARY KEY,
  sequence bigint NOT NULL,
  "time" bigint NOT NULL,
  version integer NOT NULL,
  stream text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  actor text COLLATE "C" NOT NULL,
  cause text COLLATE "C" NOT NULL,
  previous bytea NOT NULL,
  body_digest bytea NOT NULL,
  hash bytea NOT NULL,
  salt bytea,
  content bytea,
  remains bytea,
  UNIQUE (stream, sequence),
  -- In one go, where a check for each column would be read anew for each statement.
  CONSTRAINT whole_or_erased CHECK ((salt IS NULL) = (content IS NULL) AND (content IS NULL OR remains IS NULL))
);
COMMENT ON TABLE log.event IS 'One row an event: its header, and what it says. The header''s canonical form is eleven lines of ASCII; hash is SHA-256 over a zero byte and that.';
COMMENT ON COLUMN log.event.position IS 'The place in the whole log, from 1, without gaps, in the order of commits.';
COMMENT ON COLUMN log.event.sequence IS 'The place in its stream, from 1, without gaps.';
COMMENT ON COLUMN log.event."time" IS 'Microseconds since 1970-01-01 UTC, as the server''s clock had it; never less than that of the position before.';
COMMENT ON COLUMN log.event.version IS 'The version of the body''s shape.';
COMMENT ON COLUMN log.event.actor IS 'The handle of the person whose act it is.';
COMMENT ON COLUMN log.event.cause IS 'The key of the request that it came with: log.request has it.';
COMMENT ON COLUMN log.event.previous IS 'The hash of the stream''s event before it; 32 zero bytes for the first.';
COMMENT ON COLUMN log.event.body_digest IS 'SHA-256 over the salt and the content.';
COMMENT ON COLUMN log.event.salt IS 'Random bytes, so that the digest does not betray a body that was erased; null where it was.';
COMMENT ON COLUMN log.event.content IS 'JSON in UTF-8, the very bytes that were appended: convert_from(content, ''UTF8'')::jsonb. Null where it was erased: a body.erased event of the stream says by whom and why.';
COMMENT ON COLUMN log.event.remains IS 'Of an erased body: its shape, ids and choices as JSON in UTF-8, with the words taken out.';

CREATE TABLE log.tag (
  stream text COLLATE "C" NOT NULL,
  tag text COLLATE "C" NOT NULL,
  position bigint NOT NULL,
  PRIMARY KEY (stream, tag, position)
);
COMMENT ON TABLE log.tag IS 'Which events are about which entity: claim:12, correction:3, members, policy.';

CREATE TABLE log.request (
  key text COLLATE "C" PRIMARY KEY,
  fingerprint bytea,
  position bigint NOT NULL,
  answer bytea NOT NULL
);
COMMENT ON TABLE log.request IS 'Every request that was appended, by its key, so that one sent twice is appended once.';
COMMENT ON COLUMN log.request.fingerprint IS 'SHA-256 of what was asked and by whom; null where words of it were erased.';
COMMENT ON COLUMN log.request.position IS 'The position of its last event.';

CREATE TABLE log.attachment (
  digest bytea PRIMARY KEY CHECK (length(digest) = 32),
  content bytea NOT NULL
);
COMMENT ON TABLE log.attachment IS 'What events refer to by its SHA-256: the papers'' sources and the documents read out of them.';
