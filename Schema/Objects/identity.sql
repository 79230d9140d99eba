-- The server looks people up and takes them in. Nothing is deleted: a credential is revoked, an invitation used or cancelled.
SET LOCAL ROLE recension_owner;
REVOKE ALL ON identity.person, identity.credential, identity.invitation FROM recension_server, recension_eraser;
GRANT SELECT, INSERT, UPDATE ON identity.person, identity.credential, identity.invitation TO recension_server;
