-- Credentials have names, scopes, ends and a last use. Invitations end too, and stay known once they were used: who sends
-- the same request again gets the same answer.
SET LOCAL ROLE recension_owner;

ALTER TABLE identity.person ADD COLUMN credentials integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN identity.person.credentials IS 'How many were made so far, by which those without a name get one.';

ALTER TABLE identity.credential
  ADD COLUMN name text COLLATE "C",
  ADD COLUMN scope text NOT NULL DEFAULT 'admin' CHECK (scope IN ('read', 'write', 'admin')),
  ADD COLUMN expires timestamptz,
  ADD COLUMN used timestamptz,
  ADD COLUMN maker text COLLATE "C";
UPDATE identity.credential c SET name = 'k' || n.number
FROM (SELECT digest, row_number() OVER (PARTITION BY handle ORDER BY since, digest) AS number FROM identity.credential) n
WHERE c.digest = n.digest;
UPDATE identity.person p SET credentials = (SELECT count(*) FROM identity.credential c WHERE c.handle = p.handle);
ALTER TABLE identity.credential ALTER COLUMN name SET NOT NULL;
-- A name is free again once its credential is revoked.
CREATE UNIQUE INDEX credential_name ON identity.credential (handle, name) WHERE revoked IS NULL;
COMMENT ON COLUMN identity.credential.name IS 'What its holder calls it; k1, k2 and so on where they say nothing.';
COMMENT ON COLUMN identity.credential.scope IS 'What it may be used for: read, write, or all that its holder may do (admin).';
COMMENT ON COLUMN identity.credential.expires IS 'When it ceases to be valid; null where that is left open.';
COMMENT ON COLUMN identity.credential.used IS 'When it was used last, some seconds late at most; null where it never was.';
COMMENT ON COLUMN identity.credential.maker IS 'Who had it made, where that was not its holder; null for the server''s keeper.';

ALTER TABLE identity.invitation
  DROP CONSTRAINT invitation_stream_handle_key,
  ADD COLUMN maker text COLLATE "C",
  ADD COLUMN expires timestamptz,
  ADD COLUMN renews boolean NOT NULL DEFAULT false,
  ADD COLUMN used timestamptz,
  ADD COLUMN cancelled timestamptz,
  ADD COLUMN credential bytea;
CREATE UNIQUE INDEX invitation_open ON identity.invitation (stream, handle) WHERE used IS NULL AND cancelled IS NULL;
COMMENT ON TABLE identity.invitation IS 'Invitations, by the SHA-256 of their one-time codes.';
COMMENT ON COLUMN identity.invitation.maker IS 'Who invited.';
COMMENT ON COLUMN identity.invitation.expires IS 'Until when the code can be used; null where that is left open.';
COMMENT ON COLUMN identity.invitation.renews IS 'Whether it makes a member''s credential anew, and ends those they have.';
COMMENT ON COLUMN identity.invitation.used IS 'When it was used; null while it was not.';
COMMENT ON COLUMN identity.invitation.cancelled IS 'When it was taken back, or replaced by a later one; null while it was not.';
COMMENT ON COLUMN identity.invitation.credential IS 'The digest of the credential that it was used with.';
