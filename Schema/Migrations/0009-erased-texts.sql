-- The text of a paper that was removed can be erased, too, and what requests were answered. See log.erase_text, log.erase.
SET LOCAL ROLE recension_owner;

COMMENT ON TABLE log.attachment IS 'What events refer to by its SHA-256: the papers'' sources and the documents read out of them. Those of a removed paper may be erased: a text.erased event of the stream /texts says by whom and why.';
COMMENT ON COLUMN log.request.answer IS 'What it was answered; empty where words of it were erased.';
