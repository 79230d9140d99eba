-- The log: every event, in one total order. Events, bodies, tags, answers and attachments are written once;
-- head and stream say how far the log and each of its streams have come.
CREATE SCHEMA log AUTHORIZATION recension_owner;
SET LOCAL ROLE recension_owner;
COMMENT ON SCHEMA log IS 'The append-only log of events. Nothing in it is ever changed.';

CREATE TABLE log.head (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  position bigint NOT NULL CHECK (position >= 0),
  time bigint NOT NULL
);
COMMENT ON TABLE log.head IS 'One row: how far the log has come. Every append locks it, so positions are in the order of commits and without gaps.';
COMMENT ON COLUMN log.head.position IS 'The position of the last event, 0 before the first.';
COMMENT ON COLUMN log.head.time IS 'The time of the last event, in microseconds since 1970-01-01 UTC.';
INSERT INTO log.head (position, time) VALUES (0, 0);

CREATE TABLE log.stream (
  name text COLLATE "C" PRIMARY KEY,
  sequence bigint NOT NULL CHECK (sequence > 0),
  position bigint NOT NULL CHECK (position > 0),
  hash bytea NOT NULL CHECK (length(hash) = 32)
) WITH (fillfactor = 50);
COMMENT ON TABLE log.stream IS 'One row a stream (a paper): how far it has come.';
COMMENT ON COLUMN log.stream.sequence IS 'The sequence of its last event: how many it has.';
COMMENT ON COLUMN log.stream.position IS 'The position of its last event.';
COMMENT ON COLUMN log.stream.hash IS 'The header hash of its last event, which the next one names as its previous.';

CREATE TABLE log.event (
  position bigint PRIMARY KEY,
  sequence bigint NOT NULL,
  "time" bigint NOT NULL,
  version integer NOT NULL,
  stream text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  actor text COLLATE "C" NOT NULL,
  cause text COLLATE "C" NOT NULL,
  previous bytea NOT NULL CHECK (length(previous) = 32),
  body_digest bytea NOT NULL CHECK (length(body_digest) = 32),
  hash bytea NOT NULL CHECK (length(hash) = 32),
  UNIQUE (stream, sequence)
);
COMMENT ON TABLE log.event IS 'One row an event: its header. The header''s canonical form is eleven lines of ASCII; hash is SHA-256 over a zero byte and that.';
COMMENT ON COLUMN log.event.position IS 'The place in the whole log, from 1, without gaps, in the order of commits.';
COMMENT ON COLUMN log.event.sequence IS 'The place in its stream, from 1, without gaps.';
COMMENT ON COLUMN log.event."time" IS 'Microseconds since 1970-01-01 UTC, as the server''s clock had it; never less than that of the position before.';
COMMENT ON COLUMN log.event.version IS 'The version of the body''s shape.';
COMMENT ON COLUMN log.event.actor IS 'The handle of the person whose act it is.';
COMMENT ON COLUMN log.event.cause IS 'The key of the request that it came with: log.request has it.';
COMMENT ON COLUMN log.event.previous IS 'The hash of the stream''s event before it; 32 zero bytes for the first.';
COMMENT ON COLUMN log.event.body_digest IS 'SHA-256 over the salt and the content of log.body.';

CREATE TABLE log.body (
  position bigint PRIMARY KEY REFERENCES log.event,
  salt bytea NOT NULL CHECK (length(salt) = 16),
  content bytea NOT NULL
);
ALTER TABLE log.body ALTER COLUMN content SET STORAGE EXTENDED;
COMMENT ON TABLE log.body IS 'One row an event: what it says, apart from its header so that the header outlives it.';
COMMENT ON COLUMN log.body.content IS 'JSON in UTF-8, the very bytes that were appended: convert_from(content, ''UTF8'')::jsonb.';
COMMENT ON COLUMN log.body.salt IS 'Random bytes, so that the digest does not betray a body that was erased.';

CREATE TABLE log.tag (
  stream text COLLATE "C" NOT NULL,
  tag text COLLATE "C" NOT NULL,
  position bigint NOT NULL,
  PRIMARY KEY (stream, tag, position)
);
COMMENT ON TABLE log.tag IS 'Which events are about which entity: claim:12, correction:3, members, policy.';

CREATE TABLE log.request (
  key text COLLATE "C" PRIMARY KEY,
  fingerprint bytea NOT NULL CHECK (length(fingerprint) = 32),
  position bigint NOT NULL,
  answer bytea NOT NULL
);
COMMENT ON TABLE log.request IS 'Every request that was appended, by its key, so that one sent twice is appended once.';
COMMENT ON COLUMN log.request.fingerprint IS 'SHA-256 of what was asked and by whom.';
COMMENT ON COLUMN log.request.position IS 'The position of its last event.';

CREATE TABLE log.attachment (
  digest bytea PRIMARY KEY CHECK (length(digest) = 32),
  content bytea NOT NULL
);
COMMENT ON TABLE log.attachment IS 'What events refer to by its SHA-256: the papers'' sources and the documents read out of them.';

GRANT USAGE ON SCHEMA log TO recension_server;
GRANT SELECT ON ALL TABLES IN SCHEMA log TO recension_server;
GRANT INSERT ON log.event, log.body, log.tag, log.request, log.attachment, log.stream TO recension_server;
GRANT UPDATE ON log.head, log.stream TO recension_server;
