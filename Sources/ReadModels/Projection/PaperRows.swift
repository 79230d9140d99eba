internal import CanonicalJSON
internal import Consensus
internal import Manuscript
internal import Postgres
internal import Protocol
internal import Scholarship
internal import Views

/// What is to be written of one paper.
struct PaperChange {
  let presenter: Presenter
  let touched: Touched
}

/// What was touched of papers as rows of a schema's tables: those of all of them together, for a statement costs more
/// than a row.
struct PaperRows {
  private let schema: ReadSchema
  private var papers, members, claims, stances, annotations, tags: TableRows
  private var disputes, corrections, votes, erasures, said: TableRows
  /// The ballots whose votes are among the rows, and the annotations that may have lost their tags.
  private var ballots: (papers: [String], keys: [String]) = ([], [])
  private var untagged: (papers: [String], numbers: [Int64]) = ([], [])
  /// The claims whose stances are among the rows, where some may be gone; and who is no member any more.
  private var restanced: (papers: [String], keys: [String]) = ([], [])
  private var uninvited: (papers: [String], keys: [String]) = ([], [])
  /// The papers of which no rows stay.
  private var removed: [String] = []

  /// - Parameter gone: papers of which nothing is to be left.
  init(_ schema: ReadSchema, _ changes: [PaperChange], gone: [Slug] = []) {
    self.schema = schema
    func rows(_ table: Table) -> TableRows { TableRows(table, of: schema) }
    (papers, members, claims, stances) = (rows(.paper), rows(.member), rows(.claim), rows(.stance))
    (annotations, tags, disputes) = (rows(.annotation), rows(.tag), rows(.dispute))
    (corrections, votes, erasures) = (rows(.correction), rows(.vote), rows(.erasure))
    said = rows(.said)
    removed = gone.map(\.name)
    for change in changes { add(change) }
  }

  /// The rows, of tables that get any.
  var tables: [TableRows] {
    [papers, members, claims, stances, annotations, tags, disputes, corrections, votes, erasures, said]
      .filter { $0.count > 0 }
  }

  /// The statements that bring tables up to date which have rows already, to be sent in one pipeline.
  var requests: [Request] { removals + tables.map(\.upsert) }

  /// What a thing leaves out of what it had: votes when its ballot starts anew, tags when its words are erased, and what
  /// was undone.
  private var removals: [Request] {
    var removals: [Request] = []
    func remove(from table: String, _ key: String, of rows: (papers: [String], keys: [String])) {
      if rows.papers.isEmpty { return }
      removals.append(
        Request(
          Statement(
            """
            DELETE FROM \(schema).\(table) v USING unnest($1::text[], $2::text[]) t (paper, key)
            WHERE v.paper = t.paper AND v.\(key) = t.key
            """), rows.papers, rows.keys))
    }
    if !removed.isEmpty {
      removals += Table.papers.map { table in
        Request(Statement("DELETE FROM \(schema).\(table.name) WHERE paper = ANY ($1::text[])"), removed)
      }
    }
    remove(from: "vote", "subject", of: ballots)
    remove(from: "stance", "claim", of: restanced)
    remove(from: "member", "handle", of: uninvited)
    if !untagged.papers.isEmpty {
      removals.append(
        Request(
          Statement(
            """
            DELETE FROM \(schema).tag o USING unnest($1::text[], $2::bigint[]) t (paper, number)
            WHERE o.paper = t.paper AND o.number = t.number
            """), untagged.papers, untagged.numbers))
    }
    return removals
  }

  // MARK: Rows

  private mutating func add(_ change: PaperChange) {
    let (presenter, touched) = (change.presenter, change.touched)
    let paper = presenter.paper
    guard let identity = paper.identity else { return }
    let slug = identity.slug.name
    if paper.removal != nil {
      removed.append(slug)
      return
    }
    if touched.paper { add(paper, identity) }
    for handle in touched.members.sorted() {
      if let member = paper.members[handle] {
        add(member, of: slug, presenter)
      } else {
        uninvited.papers.append(slug)
        uninvited.keys.append(handle.name)
      }
    }
    for id in touched.things.sorted() {
      if paper.has(id) { add(paper.said(in: id), in: id, of: slug, presenter) }
      switch id.kind {
      case .claim: if let claim = paper.claim(id) { add(claim, of: slug, presenter) }
      case .annotation: if let annotation = paper.annotation(id) { add(annotation, of: slug, presenter) }
      case .dispute: if let dispute = paper.dispute(id) { add(dispute, of: slug, presenter) }
      case .correction: if let correction = paper.correction(id) { add(correction, of: slug, presenter) }
      }
    }
    for erasure in touched.erasures { add(erasure, of: slug) }
    for id in touched.restanced {
      restanced.papers.append(slug)
      restanced.keys.append(id.description)
    }
    for id in touched.untagged {
      untagged.papers.append(slug)
      untagged.numbers.append(Int64(id.number))
    }
  }

  private mutating func add(_ paper: Paper, _ identity: Paper.Identity) {
    papers.add("paper", identity.slug.name)
    papers.add("title", identity.title)
    papers.add("base", identity.base.description)
    papers.add("by", identity.stamp.by.name)
    papers.add("at", identity.stamp.at.postgres)
    papers.add("position", identity.stamp.position)
    papers.add("claims", Int64(paper.claims.count))
    papers.add("annotations", Int64(paper.annotations.count))
    papers.add("disputes", Int64(paper.disputes.count))
    papers.add("corrections", Int64(paper.corrections.count))
    papers.add("last", paper.position)
    papers.add("policy", text: JSON.text(of: PolicyItem(paper.policy)))
  }

  private mutating func add(_ member: Member, of slug: String, _ presenter: Presenter) {
    members.add("paper", slug)
    members.add("handle", member.handle.name)
    members.add("role", member.role.rawValue)
    members.add("joined", member.joined)
    members.add("position", member.stamp.position)
    members.add("item", text: JSON.text(of: presenter.item(member)))
  }

  private mutating func add(_ claim: Claim, of slug: String, _ presenter: Presenter) {
    let item = presenter.item(claim)
    claims.add("paper", slug)
    claims.add("number", Int64(claim.id.number))
    claims.add("id", item.id)
    claims.add("status", item.status)
    claims.add("by", item.by)
    claims.add("at", claim.stamp.at.postgres)
    claims.add("position", item.position)
    claims.add("kind", item.claimKind)
    claims.add("statement", item.statement)
    claims.add("address", item.address)
    claims.add("starts", Int64(item.ranges.map { $0[0] }.min() ?? Self.nowhere))
    claims.add("ends", Int64(item.ranges.map { $0[1] }.max() ?? Self.nowhere))
    claims.add("quote", item.quote)
    claims.add("text_changed", item.textChanged)
    claims.add("item", text: JSON.text(of: item))
    for (handle, held) in claim.stances.sorted(by: { $0.key < $1.key }) {
      stances.add("paper", slug)
      stances.add("claim", item.id)
      stances.add("handle", handle.name)
      stances.add("stance", held.stance.rawValue)
      stances.add("confidence", held.confidence.map(Int32.init))
      stances.add("reason", held.reason)
      stances.add("current", claim.stands(inWording: held.wording))
      stances.add("at", held.stamp.at.postgres)
      stances.add("position", held.stamp.position)
    }
  }

  private mutating func add(_ annotation: Annotation, of slug: String, _ presenter: Presenter) {
    let item = presenter.item(annotation)
    annotations.add("paper", slug)
    annotations.add("number", Int64(annotation.id.number))
    annotations.add("id", item.id)
    annotations.add("status", item.status)
    annotations.add("by", item.by)
    annotations.add("at", annotation.stamp.at.postgres)
    annotations.add("position", item.position)
    annotations.add("target", item.target)
    annotations.add("starts", item.range.map { Int64($0[0]) })
    annotations.add("ends", item.range.map { Int64($0[1]) })
    annotations.add("motivation", item.motivation)
    annotations.add("body", item.body)
    annotations.add("item", text: JSON.text(of: item))
    // They never change, but for going when the words are erased.
    for tag in item.tags.count > 1 ? Set(item.tags).sorted() : item.tags {
      tags.add("paper", slug)
      tags.add("tag", tag)
      tags.add("number", Int64(annotation.id.number))
    }
  }

  private mutating func add(_ dispute: Dispute, of slug: String, _ presenter: Presenter) {
    let item = presenter.item(dispute)
    disputes.add("paper", slug)
    disputes.add("number", Int64(dispute.id.number))
    disputes.add("id", item.id)
    disputes.add("status", item.status)
    disputes.add("basis", item.basis)
    disputes.add("by", item.by)
    disputes.add("at", dispute.stamp.at.postgres)
    disputes.add("position", item.position)
    disputes.add("target", item.target)
    disputes.add("starts", item.range.map { Int64($0[0]) })
    disputes.add("ends", item.range.map { Int64($0[1]) })
    disputes.add("ground", item.ground)
    disputes.add("body", item.body)
    disputes.add("item", text: JSON.text(of: item))
    add(dispute.ballot, on: item.id, of: slug)
  }

  private mutating func add(_ correction: Correction, of slug: String, _ presenter: Presenter) {
    let item = presenter.item(correction)
    corrections.add("paper", slug)
    corrections.add("number", Int64(correction.id.number))
    corrections.add("id", item.id)
    corrections.add("status", item.status)
    corrections.add("basis", item.basis)
    corrections.add("by", item.by)
    corrections.add("at", correction.stamp.at.postgres)
    corrections.add("position", item.position)
    corrections.add("address", item.address)
    corrections.add("starts", Int64(item.range.first ?? Self.nowhere))
    corrections.add("ends", Int64(item.range.last ?? Self.nowhere))
    corrections.add("old", item.old)
    corrections.add("new", item.new)
    corrections.add("class", item.class)
    corrections.add("reason", item.reason)
    corrections.add("item", text: JSON.text(of: item))
    add(correction.ballot, on: item.id, of: slug)
  }

  private mutating func add(_ ballot: Ballot, on subject: String, of slug: String) {
    ballots.papers.append(slug)
    ballots.keys.append(subject)
    for (handle, held) in ballot.votes.sorted(by: { $0.key < $1.key }) {
      votes.add("paper", slug)
      votes.add("subject", subject)
      votes.add("handle", handle.name)
      votes.add("vote", held.vote.rawValue)
      votes.add("reason", held.reason)
      votes.add("at", held.stamp.at.postgres)
      votes.add("position", held.stamp.position)
    }
  }

  private mutating func add(_ texts: [Said], in id: EntityID, of slug: String, _ presenter: Presenter) {
    said.add("paper", slug)
    said.add("id", id.description)
    said.add("language", presenter.document.language)
    said.add("text", texts.map(\.text).joined(separator: "\n"))
  }

  private mutating func add(_ erasure: Touched.Erasure, of slug: String) {
    erasures.add("paper", slug)
    erasures.add("erased", erasure.erased.position)
    erasures.add("position", erasure.stamp.position)
    erasures.add("by", erasure.stamp.by.name)
    erasures.add("at", erasure.stamp.at.postgres)
    erasures.add("reason", erasure.erased.reason)
  }

  /// What a thing without a place in the present base begins and ends at: a point that no range touches.
  private static let nowhere = -1
}

extension Timestamp {
  var postgres: PostgresTimestamp { PostgresTimestamp(microsecondsSinceUnixEpoch: microseconds) }
}
