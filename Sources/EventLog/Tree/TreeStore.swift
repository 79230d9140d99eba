public import Ledger
public import Postgres

/// The log's Merkle tree in PostgreSQL: its size, its complete subtrees, and the checkpoints signed of it.
///
/// The leaves are the log's own rows. Everything else can be built again from them.
public struct TreeStore: Sendable {
  private let pool: ConnectionPool

  /// - Parameter pool: as the role `recension_server`.
  public init(_ pool: ConnectionPool) { self.pool = pool }

  /// The number of leaves that the tree has taken.
  public func size() async throws(TreeError) -> Int64 {
    try await read { () throws(PostgresError) in
      try await pool.query("SELECT size FROM log.tree").only().decode(Int64.self, column: 0)
    }
  }

  /// The hashes of complete subtrees, in one query, whatever the size of the tree.
  public func hashes(_ nodes: [TreeNode]) async throws(TreeError) -> [TreeNode: Hash] {
    guard !nodes.isEmpty else { return [:] }
    let parts = nodes.map(\.storedParts)
    let stored = try await stored(parts.flatMap { $0 })
    var hashes: [TreeNode: Hash] = [:]
    for (node, parts) in zip(nodes, parts) {
      let found = parts.compactMap { stored[$0] }
      if found.count == parts.count { hashes[node] = Hash(completing: found) }
    }
    return hashes
  }

  private func stored(_ nodes: [TreeNode]) async throws(TreeError) -> [TreeNode: Hash] {
    try await read { () throws(PostgresError) in
      let rows = try await pool.query(
        Self.nodes, nodes.map { Int32($0.level) }, nodes.map(\.index))
      var hashes: [TreeNode: Hash] = [:]
      for row in rows {
        let (level, index, hash) = try row.decode(Int32.self, Int64.self, Hash.self)
        hashes[TreeNode(level: Int(level), index: index)] = hash
      }
      return hashes
    }
  }

  /// The head of the tree at a size it has or had.
  public func head(at size: Int64) async throws(TreeError) -> TreeHead {
    let hashes = try await hashes(of: { () throws(ProofError) in try .root(of: size) }, within: size)
    return TreeHead(size: size, root: hashes[0])
  }

  /// The proof that a leaf is in the tree of the first `size` leaves.
  ///
  /// - Parameter leaf: From 0; the event at position p is leaf p − 1.
  public func inclusionProof(of leaf: Int64, in size: Int64) async throws(TreeError) -> InclusionProof {
    let path = try await hashes(
      of: { () throws(ProofError) in try .inclusion(of: leaf, in: size) }, within: size)
    return InclusionProof(leaf: leaf, path: path)
  }

  /// The proof that the tree of the first `old` leaves begins that of the first `new`.
  public func consistencyProof(from old: Int64, to new: Int64) async throws(TreeError) -> ConsistencyProof {
    let path = try await hashes(
      of: { () throws(ProofError) in try .consistency(from: old, to: new) }, within: new)
    return ConsistencyProof(path: path)
  }

  private func hashes(
    of plan: () throws(ProofError) -> ProofPlan, within size: Int64
  ) async throws(TreeError) -> [Hash] {
    let needed: ProofPlan
    do { needed = try plan() } catch { throw .proof(error) }
    // A larger tree than the present one has nodes that do not exist yet: say so, not which ones are missing.
    let present = try await self.size()
    guard size <= present else { throw .proof(.notGrownYet(wanted: size, size: present)) }
    let stored = try await hashes(needed.nodes)
    do { return try needed.hashes(from: stored) } catch { throw .proof(error) }
  }

  private func read<Value>(
    _ body: () async throws(PostgresError) -> Value
  ) async throws(TreeError) -> Value {
    do { return try await body() } catch { throw .database(error) }
  }

  private static let nodes: Statement = """
    SELECT wanted.level, wanted.index, coalesce(node.hash, leaf.hash)
    FROM unnest($1::integer[], $2::bigint[]) AS wanted (level, index)
    LEFT JOIN log.tree_node node ON node.level = wanted.level AND node.index = wanted.index
    LEFT JOIN log.event leaf ON wanted.level = 0 AND leaf.position = wanted.index + 1
    WHERE node.hash IS NOT NULL OR leaf.hash IS NOT NULL
    """
}

// MARK: Growing

extension TreeStore {
  /// Up to `limit` leaves after the first `size`.
  func leaves(after size: Int64, limit: Int) async throws(TreeError) -> [Hash] {
    let rows: [(Int64, Hash)] = try await read { () throws(PostgresError) in
      try await pool.query(
        "SELECT position, hash FROM log.event WHERE position > $1 ORDER BY position LIMIT $2", size,
        Int64(limit)
      ).decode(Int64.self, Hash.self).map { ($0, $1) }
    }
    var leaves: [Hash] = []
    leaves.reserveCapacity(rows.count)
    for (position, hash) in rows {
      guard position == size + Int64(leaves.count) + 1 else {
        throw .hole(after: size + Int64(leaves.count), found: position)
      }
      leaves.append(hash)
    }
    return leaves
  }

  /// Grows the tree from one size to another: stores the subtrees that became complete and the ends of the
  /// streams it passes, all or nothing.
  ///
  /// - Returns: false if the tree was no longer at the old size, because another server was quicker.
  func grow(from old: Int64, to new: Int64, _ nodes: [(TreeNode, Hash)]) async throws(TreeError) -> Bool {
    do throws(TransactionError<Overtaken>) {
      try await pool.transaction { connection throws(Overtaken) in
        // The row's lock makes a second builder wait here; then it finds another size.
        let move = Request("UPDATE log.tree SET size = $2 WHERE size = $1", old, new)
        let add = Request(
          """
          INSERT INTO log.tree_node (level, index, hash)
          SELECT * FROM unnest($1::integer[], $2::bigint[], $3::bytea[])
          """, nodes.map { Int32($0.0.level) }, nodes.map(\.0.index), nodes.map(\.1.bytes))
        let note = Request(Self.ends, old, new)
        let moved: Int
        do throws(PostgresError) {
          moved = try await connection.query(move).affected
          if moved == 1 { _ = try await connection.pipeline([add, note]) }
        } catch { throw .failed(error) }
        guard moved == 1 else { throw .overtaken }
      }
      return true
    } catch {
      switch error {
      case .body(.overtaken, rollback: _): return false
      case .body(.failed(let error), rollback: _), .begin(let error), .commit(let error):
        throw .database(error)
      // The next step reads what is stored.
      case .commitUnknown(let error): throw .database(error)
      }
    }
  }

  /// A stream's end may have been noted before the tree passed it.
  private static let ends: Statement = """
    INSERT INTO log.stream (name, sequence, position, hash)
    SELECT e.stream, e.sequence, e.position, e.hash FROM (
      SELECT max(position) AS position FROM log.event WHERE position > $1 AND position <= $2 GROUP BY stream
    ) AS last JOIN log.event e USING (position)
    ON CONFLICT (name) DO UPDATE
    SET sequence = excluded.sequence, position = excluded.position, hash = excluded.hash
    WHERE stream.sequence < excluded.sequence
    """

  private enum Overtaken: Error {
    case overtaken
    case failed(PostgresError)
  }
}

// MARK: Checkpoints

extension TreeStore {
  /// Stores a signed checkpoint. One of the same log and size stays as it is.
  public func keep(_ note: [UInt8], of checkpoint: Checkpoint) async throws(TreeError) {
    _ = try await read { () throws(PostgresError) in
      try await pool.execute(
        "INSERT INTO log.checkpoint (origin, size, note) VALUES ($1, $2, $3) ON CONFLICT (origin, size) DO NOTHING",
        checkpoint.origin, checkpoint.head.size, note)
    }
  }

  /// The largest checkpoint that was signed for a log of this name; `nil` if there is none.
  public func lastNote(of origin: String) async throws(TreeError) -> [UInt8]? {
    try await read { () throws(PostgresError) in
      try await pool.query(
        "SELECT note FROM log.checkpoint WHERE origin = $1 ORDER BY size DESC LIMIT 1", origin
      ).first?.decode([UInt8].self, column: 0)
    }
  }

  /// The name by which the log was signed last; `nil` where it never was.
  public func lastOrigin() async throws(TreeError) -> String? {
    try await read { () throws(PostgresError) in
      try await pool.query("SELECT origin FROM log.checkpoint ORDER BY size DESC LIMIT 1").first?
        .decode(String.self, column: 0)
    }
  }

  /// The first checkpoint of a log of this name that covers a position. Once there is one, it stays the same.
  public func firstNote(of origin: String, covering position: Int64) async throws(TreeError) -> [UInt8]? {
    try await read { () throws(PostgresError) in
      try await pool.query(
        "SELECT note FROM log.checkpoint WHERE origin = $1 AND size >= $2 ORDER BY size LIMIT 1", origin,
        position
      ).first?.decode([UInt8].self, column: 0)
    }
  }
}

/// Why the tree could not be read or grown.
public enum TreeError: Error, Sendable, CustomStringConvertible {
  case database(PostgresError)
  /// A position is missing where none can be.
  case hole(after: Int64, found: Int64)
  /// What was asked for is no proof of this tree, or the stored tree is damaged.
  case proof(ProofError)

  public var description: String {
    switch self {
    case .database(let error): "the log's tree cannot be read: \(error)"
    case .hole(let after, let found):
      "the log is damaged: position \(after) is followed by \(found), and none can be missing"
    case .proof(let error): "\(error)"
    }
  }
}
