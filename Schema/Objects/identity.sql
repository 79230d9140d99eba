-- The server looks people up and takes them in. A credential is revoked, not deleted; an invitation goes when it is used.
SET LOCAL ROLE recension_owner;
REVOKE ALL ON identity.person, identity.credential, identity.invitation FROM recension_server, recension_eraser;
GRANT SELECT, INSERT, UPDATE ON identity.person, identity.credential TO recension_server;
GRANT SELECT, INSERT, UPDATE, DELETE ON identity.invitation TO recension_server;
