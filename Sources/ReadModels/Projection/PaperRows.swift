internal import CanonicalJSON
internal import Consensus
internal import Editions
internal import Manuscript
internal import Postgres
internal import Protocol
internal import Scholarship

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
  private var disputes, corrections, votes, erasures: TableRows
  /// The ballots whose votes are among the rows, and the annotations that may have lost their tags.
  private var ballots: (papers: [String], subjects: [String]) = ([], [])
  private var untagged: (papers: [String], numbers: [Int64]) = ([], [])

  init(_ schema: ReadSchema, _ changes: [PaperChange]) throws {
    self.schema = schema
    func rows(_ table: Table) -> TableRows { TableRows(table, of: schema) }
    (papers, members, claims, stances) = (rows(.paper), rows(.member), rows(.claim), rows(.stance))
    (annotations, tags, disputes) = (rows(.annotation), rows(.tag), rows(.dispute))
    (corrections, votes, erasures) = (rows(.correction), rows(.vote), rows(.erasure))
    for change in changes { try add(change) }
  }

  /// The rows, of tables that get any.
  var tables: [TableRows] {
    [papers, members, claims, stances, annotations, tags, disputes, corrections, votes, erasures]
      .filter { $0.count > 0 }
  }

  /// The statements that bring tables up to date which have rows already, to be sent in one pipeline.
  var requests: [Request] { removals + tables.map(\.upsert) }

  /// What a thing leaves out of what it had: votes when its ballot starts anew, tags when its words are erased.
  private var removals: [Request] {
    var removals: [Request] = []
    if !ballots.papers.isEmpty {
      removals.append(
        Request(
          Statement(
            """
            DELETE FROM \(schema).vote v USING unnest($1::text[], $2::text[]) t (paper, subject)
            WHERE v.paper = t.paper AND v.subject = t.subject
            """), ballots.papers, ballots.subjects))
    }
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

  private mutating func add(_ change: PaperChange) throws {
    let (presenter, touched) = (change.presenter, change.touched)
    let paper = presenter.paper
    guard let identity = paper.identity else { return }
    let slug = identity.slug.name
    if touched.paper { try add(paper, identity) }
    for handle in touched.members.sorted() {
      if let member = paper.members[handle] { try add(member, of: slug, presenter) }
    }
    for number in touched.claims.sorted() {
      if let claim = paper.claim(EntityID(.claim, number)) { add(claim, of: slug, presenter) }
    }
    for number in touched.annotations.sorted() {
      guard let annotation = paper.annotation(EntityID(.annotation, number)) else { continue }
      add(annotation, of: slug, presenter)
    }
    for number in touched.disputes.sorted() {
      if let dispute = paper.dispute(EntityID(.dispute, number)) { try add(dispute, of: slug, presenter) }
    }
    for number in touched.corrections.sorted() {
      guard let correction = paper.correction(EntityID(.correction, number)) else { continue }
      try add(correction, of: slug, presenter)
    }
    for erasure in touched.erasures { add(erasure, of: slug) }
    for number in touched.untagged {
      untagged.papers.append(slug)
      untagged.numbers.append(Int64(number))
    }
  }

  private mutating func add(_ paper: Paper, _ identity: Paper.Identity) throws {
    papers.add(identity.slug.name)
    papers.add(identity.title)
    papers.add(identity.base.description)
    papers.add(identity.stamp.by.name)
    papers.add(identity.stamp.at.postgres)
    papers.add(identity.stamp.position)
    papers.add(Int64(paper.claims.count))
    papers.add(Int64(paper.annotations.count))
    papers.add(Int64(paper.disputes.count))
    papers.add(Int64(paper.corrections.count))
    papers.add(paper.position)
    papers.add(text: JSON.text(of: PolicyItem(paper.policy)))
  }

  private mutating func add(_ member: Member, of slug: String, _ presenter: Presenter) throws {
    members.add(slug)
    members.add(member.handle.name)
    members.add(member.role.rawValue)
    members.add(member.joined)
    members.add(member.stamp.position)
    members.add(text: JSON.text(of: presenter.item(member)))
  }

  private mutating func add(_ claim: Claim, of slug: String, _ presenter: Presenter) {
    let item = presenter.item(claim)
    claims.add(slug)
    claims.add(Int64(claim.id.number))
    claims.add(item.id)
    claims.add(item.status)
    claims.add(item.by)
    claims.add(claim.stamp.at.postgres)
    claims.add(item.position)
    claims.add(item.claimKind)
    claims.add(item.statement)
    claims.add(item.address)
    claims.add(Int64(item.ranges.map { $0[0] }.min() ?? Self.nowhere))
    claims.add(Int64(item.ranges.map { $0[1] }.max() ?? Self.nowhere))
    claims.add(item.quote)
    claims.add(item.textChanged)
    claims.add(text: JSON.text(of: item))
    for (handle, held) in claim.stances.sorted(by: { $0.key < $1.key }) {
      stances.add(slug)
      stances.add(item.id)
      stances.add(handle.name)
      stances.add(held.stance.rawValue)
      stances.add(held.confidence.map(Int32.init))
      stances.add(held.reason)
      stances.add(held.wording == claim.wordings.count)
      stances.add(held.stamp.at.postgres)
      stances.add(held.stamp.position)
    }
  }

  private mutating func add(_ annotation: Annotation, of slug: String, _ presenter: Presenter) {
    let item = presenter.item(annotation)
    annotations.add(slug)
    annotations.add(Int64(annotation.id.number))
    annotations.add(item.id)
    annotations.add(item.status)
    annotations.add(item.by)
    annotations.add(annotation.stamp.at.postgres)
    annotations.add(item.position)
    annotations.add(item.target)
    annotations.add(item.range.map { Int64($0[0]) })
    annotations.add(item.range.map { Int64($0[1]) })
    annotations.add(item.motivation)
    annotations.add(item.body)
    annotations.add(text: JSON.text(of: item))
    // They never change, but for going when the words are erased.
    for tag in item.tags.count > 1 ? Set(item.tags).sorted() : item.tags {
      tags.add(slug)
      tags.add(tag)
      tags.add(Int64(annotation.id.number))
    }
  }

  private mutating func add(_ dispute: Dispute, of slug: String, _ presenter: Presenter) throws {
    let item = presenter.item(dispute)
    disputes.add(slug)
    disputes.add(Int64(dispute.id.number))
    disputes.add(item.id)
    disputes.add(item.status)
    disputes.add(item.basis)
    disputes.add(item.by)
    disputes.add(dispute.stamp.at.postgres)
    disputes.add(item.position)
    disputes.add(item.target)
    disputes.add(item.range.map { Int64($0[0]) })
    disputes.add(item.range.map { Int64($0[1]) })
    disputes.add(item.ground)
    disputes.add(item.body)
    disputes.add(text: JSON.text(of: item))
    add(dispute.ballot, on: item.id, of: slug)
  }

  private mutating func add(_ correction: Correction, of slug: String, _ presenter: Presenter) throws {
    let item = presenter.item(correction)
    corrections.add(slug)
    corrections.add(Int64(correction.id.number))
    corrections.add(item.id)
    corrections.add(item.status)
    corrections.add(item.basis)
    corrections.add(item.by)
    corrections.add(correction.stamp.at.postgres)
    corrections.add(item.position)
    corrections.add(item.address)
    corrections.add(Int64(item.range.first ?? Self.nowhere))
    corrections.add(Int64(item.range.last ?? Self.nowhere))
    corrections.add(item.old)
    corrections.add(item.new)
    corrections.add(item.class)
    corrections.add(item.reason)
    corrections.add(text: JSON.text(of: item))
    add(correction.ballot, on: item.id, of: slug)
  }

  private mutating func add(_ ballot: Ballot, on subject: String, of slug: String) {
    ballots.papers.append(slug)
    ballots.subjects.append(subject)
    for (handle, held) in ballot.votes.sorted(by: { $0.key < $1.key }) {
      votes.add(slug)
      votes.add(subject)
      votes.add(handle.name)
      votes.add(held.vote.rawValue)
      votes.add(held.reason)
      votes.add(held.stamp.at.postgres)
      votes.add(held.stamp.position)
    }
  }

  private mutating func add(_ erasure: Touched.Erasure, of slug: String) {
    erasures.add(slug)
    erasures.add(erasure.erased.position)
    erasures.add(erasure.stamp.position)
    erasures.add(erasure.stamp.by.name)
    erasures.add(erasure.stamp.at.postgres)
    erasures.add(erasure.erased.reason)
  }

  /// What a thing without a place in the present base begins and ends at: a point that no range touches.
  private static let nowhere = -1
}

extension Timestamp {
  var postgres: PostgresTimestamp { PostgresTimestamp(microsecondsSinceUnixEpoch: microseconds) }
}
