-- Who is who: people, their credentials and open invitations. No secret is kept, only its SHA-256. What someone
-- may do in a paper is an event of that paper; this says only whose a credential is.
CREATE SCHEMA identity AUTHORIZATION recension_owner;
SET LOCAL ROLE recension_owner;
COMMENT ON SCHEMA identity IS 'People and the digests of their credentials.';

CREATE TABLE identity.person (
  handle text COLLATE "C" PRIMARY KEY,
  administrator boolean NOT NULL DEFAULT false,
  since timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE identity.person IS 'Everyone who has or had a credential.';
COMMENT ON COLUMN identity.person.administrator IS 'Whether they may import new papers.';

CREATE TABLE identity.credential (
  digest bytea PRIMARY KEY CHECK (length(digest) = 32),
  handle text COLLATE "C" NOT NULL REFERENCES identity.person,
  since timestamptz NOT NULL DEFAULT clock_timestamp(),
  revoked timestamptz
);
COMMENT ON TABLE identity.credential IS 'Bearer tokens by their SHA-256.';
COMMENT ON COLUMN identity.credential.revoked IS 'When it ceased to be valid; null while it is.';

CREATE TABLE identity.invitation (
  digest bytea PRIMARY KEY CHECK (length(digest) = 32),
  stream text COLLATE "C" NOT NULL,
  handle text COLLATE "C" NOT NULL,
  since timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (stream, handle)
);
COMMENT ON TABLE identity.invitation IS 'Invitations not used yet, by the SHA-256 of their one-time codes.';
COMMENT ON COLUMN identity.invitation.stream IS 'The paper that it is to.';
