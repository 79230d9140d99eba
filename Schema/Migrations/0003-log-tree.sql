-- The Merkle tree over the log (RFC 6962) and the checkpoints signed of it. Leaves are log.event.hash; a node is
-- written once, when the last leaf under it is there, by a builder that follows the log beside it.
SET LOCAL ROLE recension_owner;

CREATE TABLE log.tree (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  size bigint NOT NULL CHECK (size >= 0)
);
COMMENT ON TABLE log.tree IS 'One row: how far the tree has come. It may be behind the log for a moment, never ahead of it.';
COMMENT ON COLUMN log.tree.size IS 'The number of leaves: the position of the last event in it.';
INSERT INTO log.tree (size) VALUES (0);

CREATE TABLE log.tree_node (
  level smallint NOT NULL CHECK (level BETWEEN 1 AND 62),
  index bigint NOT NULL CHECK (index >= 0),
  hash bytea NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (level, index)
);
COMMENT ON TABLE log.tree_node IS 'One row a complete subtree of more than one leaf: the one over the 2^level leaves from index * 2^level.';
COMMENT ON COLUMN log.tree_node.hash IS 'SHA-256 over a byte 1, the left half''s hash and the right half''s.';

CREATE TABLE log.checkpoint (
  origin text COLLATE "C" NOT NULL,
  size bigint NOT NULL CHECK (size >= 0),
  note bytea NOT NULL,
  PRIMARY KEY (origin, size)
);
COMMENT ON TABLE log.checkpoint IS 'The checkpoints that were signed: C2SP signed notes, by the log''s name and the number of events that they cover.';
