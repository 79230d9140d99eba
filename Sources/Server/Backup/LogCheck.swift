internal import EventLog
internal import Ledger
internal import PaperLog
internal import Postgres
internal import ReadModels

/// Looks through all that a database has of a log: its events, its tree, what was signed of it, its attachments and the read
/// models. Servers go on meanwhile; what they append is not looked at.
struct LogCheck {
  let store: PostgresStore
  let tree: TreeStore
  let pool: ConnectionPool
  /// The checkpoint that is kept beside the database, with the key that signed it.
  let kept: [UInt8]?
  let logKey: VerifierKey?
  /// What is wrong with those; `nil` where nothing is.
  let fault: String?

  /// What came of it, for a person, and whether nothing is wrong.
  func run() async throws -> (lines: [String], isSound: Bool) {
    let treeSize = try await tree.size()
    // What is signed later may be of events that come later.
    let heads = try await signed()
    let head = try await store.head()
    var audit = LogAudit(expecting: heads)
    if let fault { audit.find(fault) }
    if treeSize > head { audit.find("the tree has \(treeSize) leaves, and the log \(head) events") }
    do {
      try await look(through: head, tree: treeSize, &audit)
      audit.finish(at: head)
    } catch let error as ReadError {
      audit.find("\(error)")
    }
    for finding in try await rows() { audit.find(finding) }
    let models = await readModels(at: head, &audit)
    guard let models, audit.findingCount == 0 else {
      let count = audit.findingCount == 1 ? "1 thing is" : "\(audit.findingCount) things are"
      return (audit.findings.map { "- \($0)" } + ["\(count) wrong."], false)
    }
    return (
      [
        "The log is sound: \(head) events in \(audit.streamCount) streams, each header, body and chain; "
          + "\(audit.erased) bodies erased; the tree of \(treeSize) leaves and what was signed of it; every attachment.",
        models,
      ], true
    )
  }

  /// What cannot be folded cannot be compared.
  ///
  /// - Returns: what came of it, for a person; `nil` where something is wrong.
  private func readModels(at head: Int64, _ audit: inout LogAudit) async -> String? {
    do {
      let report = try await ReadModelCheck(store, archive: PaperArchive(store), pool: pool).run()
      for difference in report.differences { audit.find("read.\(difference)") }
      return report.position < head
        ? "The read models stand at @\(report.position), and a server brings them to @\(head)."
        : "The read models are what the log comes to: \(report.rows) rows of \(report.papers) papers."
    } catch let error as PostgresError where error.sqlState == .readOnlySQLTransaction {
      // To compare them takes tables for a moment, which a standby makes for nobody.
      return "The read models were not compared: the database is a standby. Check where it takes changes."
    } catch {
      audit.find("the read models cannot be compared: \(error)")
      return nil
    }
  }

  private func look(through head: Int64, tree size: Int64, _ audit: inout LogAudit) async throws {
    while audit.frontier.size < head {
      var nodes: [(TreeNode, Hash)] = []
      let place = audit.frontier.size
      for event in try await store.events(after: place, limit: Int(min(2048, head - place))) {
        audit.take(event) { node, hash in
          if node.level > 0, node.isStored, (node.index + 1) << node.level <= size {
            nodes.append((node, hash))
          }
        }
      }
      let stored = try await tree.hashes(nodes.map(\.0))
      for (node, hash) in nodes where stored[node] != hash {
        audit.find("the tree's subtree \(node.index) of level \(node.level) is not that of its events")
      }
    }
  }

  /// What was signed, by whichever log's key; those that are kept here must be signed by the key.
  private func signed() async throws -> [TreeHead] {
    var heads = try await pool.query("SELECT note FROM log.checkpoint").decode([UInt8].self)
      .map { try Checkpoint(text: try SignedNote(bytes: $0).text).head }
    if let logKey, let kept {
      heads.append(
        try CheckpointVerifier(origin: logKey.name.description, keys: [logKey]).checkpoint(in: kept).head)
    }
    return heads
  }

  /// What the database itself can compare.
  private func rows() async throws -> [String] {
    try await pool.query(
      """
      SELECT format('the attachment %s does not fit its digest', encode(digest, 'hex'))
      FROM log.attachment WHERE digest <> sha256(content)
      UNION ALL
      SELECT format('the end of “%s” that the tree came past is not where it was', s.name)
      FROM log.stream s LEFT JOIN log.event e ON e.position = s.position AND e.stream = s.name AND e.sequence = s.sequence
      WHERE e.hash IS DISTINCT FROM s.hash
      UNION ALL
      SELECT format('the request of the event at %s is missing', e.position)
      FROM log.event e LEFT JOIN log.request r ON r.key = e.cause
      WHERE r.key IS NULL AND e.type <> 'body.erased'
      UNION ALL
      SELECT format('“%s” has a credential and is nobody', c.handle)
      FROM identity.credential c LEFT JOIN identity.person p USING (handle) WHERE p.handle IS NULL
      """
    ).decode(String.self)
  }
}
