internal import CanonicalJSON
internal import Consensus
internal import Editions
internal import Manuscript
internal import Postgres
internal import Protocol
internal import Scholarship

/// Writes what was touched of one paper into the tables of a schema.
struct PaperRows {
  private let schema: ReadSchema
  private let slug: String
  private let presenter: Presenter
  private let touched: Touched
  private let history: [(sequence: Int64, event: RecordedEvent)]

  init(
    _ schema: ReadSchema, slug: String, presenter: Presenter, touched: Touched,
    history: [(sequence: Int64, event: RecordedEvent)]
  ) {
    self.schema = schema
    self.slug = slug
    self.presenter = presenter
    self.touched = touched
    self.history = history
  }

  private var paper: Paper { presenter.paper }

  /// What a thing without a place in the present base begins and ends at: a point that no range touches.
  private static let nowhere = -1

  /// The statements, to be sent in one pipeline.
  func requests() throws -> [Request] {
    try [identity(), members(), claims(), annotations(), disputes(), corrections(), events()].flatMap { $0 }
  }

  private func identity() throws -> [Request] {
    guard let identity = paper.identity else { return [] }
    return [
      Upsert("\(schema).paper", key: "paper")
        .column("paper", "text", [slug])
        .column("title", "text", [identity.title])
        .column("base", "text", [identity.base.description])
        .column("by", "text", [identity.stamp.by.name])
        .column("at", "timestamptz", [identity.stamp.at.postgres])
        .column("position", "bigint", [identity.stamp.position])
        .column("claims", "bigint", [Int64(paper.claims.count)])
        .column("annotations", "bigint", [Int64(paper.annotations.count)])
        .column("disputes", "bigint", [Int64(paper.disputes.count)])
        .column("corrections", "bigint", [Int64(paper.corrections.count)])
        .column("last", "bigint", [paper.position])
        .column("policy", "text", [try ItemEncoder.json(PolicyItem(paper.policy))])
        .request
    ]
  }

  private func members() throws -> [Request] {
    let members = touched.members.sorted().compactMap { paper.members[$0] }
    if members.isEmpty { return [] }
    return [
      Upsert("\(schema).member", key: "paper", "handle")
        .column("paper", "text", members.map { _ in slug })
        .column("handle", "text", members.map(\.handle.name))
        .column("role", "text", members.map(\.role.rawValue))
        .column("joined", "boolean", members.map(\.joined))
        .column("position", "bigint", members.map(\.stamp.position))
        .column("item", "text", try members.map { try ItemEncoder.json(presenter.item($0)) })
        .request
    ]
  }

  private func claims() throws -> [Request] {
    let claims = touched.claims.sorted().compactMap { paper.claim(EntityID(.claim, $0)) }
    if claims.isEmpty { return [] }
    let items = claims.map(presenter.item)
    let stances = claims.flatMap { claim in
      claim.stances.sorted { $0.key < $1.key }.map { (claim: claim, handle: $0.key, held: $0.value) }
    }
    return [
      Upsert("\(schema).claim", key: "paper", "number")
        .column("paper", "text", claims.map { _ in slug })
        .column("number", "bigint", claims.map { Int64($0.id.number) })
        .column("id", "text", items.map(\.id))
        .column("status", "text", items.map(\.status))
        .column("by", "text", items.map(\.by))
        .column("at", "timestamptz", claims.map(\.stamp.at.postgres))
        .column("position", "bigint", items.map(\.position))
        .column("kind", "text", items.map(\.claimKind))
        .column("statement", "text", items.map(\.statement))
        .column("address", "text", items.map(\.address))
        .column("starts", "bigint", items.map { Int64($0.ranges.map { $0[0] }.min() ?? Self.nowhere) })
        .column("ends", "bigint", items.map { Int64($0.ranges.map { $0[1] }.max() ?? Self.nowhere) })
        .column("quote", "text", items.map(\.quote))
        .column("text_changed", "boolean", items.map(\.textChanged))
        .column("item", "text", try items.map(ItemEncoder.json))
        .request,
      Upsert("\(schema).stance", key: "paper", "claim", "handle")
        .column("paper", "text", stances.map { _ in slug })
        .column("claim", "text", stances.map(\.claim.id.description))
        .column("handle", "text", stances.map(\.handle.name))
        .column("stance", "text", stances.map(\.held.stance.rawValue))
        .column("confidence", "integer", stances.map { $0.held.confidence.map(Int32.init) })
        .column("reason", "text", stances.map(\.held.reason))
        .column("current", "boolean", stances.map { $0.held.wording == $0.claim.wordings.count })
        .column("at", "timestamptz", stances.map(\.held.stamp.at.postgres))
        .column("position", "bigint", stances.map(\.held.stamp.position))
        .request,
    ]
  }

  private func annotations() throws -> [Request] {
    let annotations = touched.annotations.sorted().compactMap { paper.annotation(EntityID(.annotation, $0)) }
    if annotations.isEmpty { return [] }
    let items = annotations.map(presenter.item)
    // An annotation's tags never change, but for going when its words are erased.
    let tags = items.enumerated().flatMap { index, item in
      Set(item.tags).sorted().map { (number: Int64(annotations[index].id.number), tag: $0) }
    }
    return [
      Upsert("\(schema).annotation", key: "paper", "number")
        .column("paper", "text", annotations.map { _ in slug })
        .column("number", "bigint", annotations.map { Int64($0.id.number) })
        .column("id", "text", items.map(\.id))
        .column("status", "text", items.map(\.status))
        .column("by", "text", items.map(\.by))
        .column("at", "timestamptz", annotations.map(\.stamp.at.postgres))
        .column("position", "bigint", items.map(\.position))
        .column("target", "text", items.map(\.target))
        .column("starts", "bigint", items.map { $0.range.map { Int64($0[0]) } })
        .column("ends", "bigint", items.map { $0.range.map { Int64($0[1]) } })
        .column("motivation", "text", items.map(\.motivation))
        .column("body", "text", items.map(\.body))
        .column("item", "text", try items.map(ItemEncoder.json))
        .request,
      Request(
        Statement("DELETE FROM \(schema).tag WHERE paper = $1 AND number = ANY($2::bigint[])"), slug,
        annotations.filter(\.tags.isEmpty).map { Int64($0.id.number) }),
      Request(
        Statement(
          """
          INSERT INTO \(schema).tag (paper, tag, number)
          SELECT $1, * FROM unnest($2::text[], $3::bigint[]) ON CONFLICT DO NOTHING
          """), slug, tags.map(\.tag), tags.map(\.number)),
    ]
  }

  private func disputes() throws -> [Request] {
    let disputes = touched.disputes.sorted().compactMap { paper.dispute(EntityID(.dispute, $0)) }
    if disputes.isEmpty { return [] }
    let items = disputes.map(presenter.item)
    return [
      Upsert("\(schema).dispute", key: "paper", "number")
        .column("paper", "text", disputes.map { _ in slug })
        .column("number", "bigint", disputes.map { Int64($0.id.number) })
        .column("id", "text", items.map(\.id))
        .column("status", "text", items.map(\.status))
        .column("basis", "text", items.map(\.basis))
        .column("by", "text", items.map(\.by))
        .column("at", "timestamptz", disputes.map(\.stamp.at.postgres))
        .column("position", "bigint", items.map(\.position))
        .column("target", "text", items.map(\.target))
        .column("starts", "bigint", items.map { $0.range.map { Int64($0[0]) } })
        .column("ends", "bigint", items.map { $0.range.map { Int64($0[1]) } })
        .column("ground", "text", items.map(\.ground))
        .column("body", "text", items.map(\.body))
        .column("item", "text", try items.map(ItemEncoder.json))
        .request
    ] + votes(disputes.map { ($0.id, $0.ballot) })
  }

  private func corrections() throws -> [Request] {
    let corrections = touched.corrections.sorted().compactMap { paper.correction(EntityID(.correction, $0)) }
    if corrections.isEmpty { return [] }
    let items = corrections.map(presenter.item)
    return [
      Upsert("\(schema).correction", key: "paper", "number")
        .column("paper", "text", corrections.map { _ in slug })
        .column("number", "bigint", corrections.map { Int64($0.id.number) })
        .column("id", "text", items.map(\.id))
        .column("status", "text", items.map(\.status))
        .column("basis", "text", items.map(\.basis))
        .column("by", "text", items.map(\.by))
        .column("at", "timestamptz", corrections.map(\.stamp.at.postgres))
        .column("position", "bigint", items.map(\.position))
        .column("address", "text", items.map(\.address))
        .column("starts", "bigint", items.map { Int64($0.range.first ?? Self.nowhere) })
        .column("ends", "bigint", items.map { Int64($0.range.last ?? Self.nowhere) })
        .column("old", "text", items.map(\.old))
        .column("new", "text", items.map(\.new))
        .column("class", "text", items.map(\.class))
        .column("reason", "text", items.map(\.reason))
        .column("item", "text", try items.map(ItemEncoder.json))
        .request
    ] + votes(corrections.map { ($0.id, $0.ballot) })
  }

  /// A ballot that started anew has fewer votes than it had: what stood is taken out first.
  private func votes(_ ballots: [(id: EntityID, ballot: Ballot)]) -> [Request] {
    let votes = ballots.flatMap { subject in
      subject.ballot.votes.sorted { $0.key < $1.key }.map { (id: subject.id, handle: $0.key, held: $0.value) }
    }
    return [
      Request(
        Statement("DELETE FROM \(schema).vote WHERE paper = $1 AND subject = ANY($2::text[])"), slug,
        ballots.map(\.id.description)),
      Upsert("\(schema).vote", key: "paper", "subject", "handle")
        .column("paper", "text", votes.map { _ in slug })
        .column("subject", "text", votes.map(\.id.description))
        .column("handle", "text", votes.map(\.handle.name))
        .column("vote", "text", votes.map(\.held.vote.rawValue))
        .column("reason", "text", votes.map(\.held.reason))
        .column("at", "timestamptz", votes.map(\.held.stamp.at.postgres))
        .column("position", "bigint", votes.map(\.held.stamp.position))
        .request,
    ]
  }

  private func events() -> [Request] {
    let items = history.map { HistoryItem($0.event, sequence: $0.sequence) }
    let subjects = history.flatMap { entry in
      Set(entry.event.event.subjects).sorted().map { (sequence: entry.sequence, id: $0.description) }
    }
    return [
      Upsert("\(schema).event", key: "paper", "sequence")
        .column("paper", "text", items.map { _ in slug })
        .column("sequence", "bigint", items.map(\.sequence))
        .column("position", "bigint", items.map(\.position))
        .column("at", "timestamptz", history.map(\.event.stamp.at.postgres))
        .column("by", "text", items.map(\.by))
        .column("type", "text", items.map(\.type))
        .column("ids", "text", items.map { $0.ids.joined(separator: " ") })
        .column("summary", "text", items.map(\.summary))
        .request,
      Request(
        Statement(
          """
          INSERT INTO \(schema).subject (paper, id, sequence)
          SELECT $1, * FROM unnest($2::text[], $3::bigint[]) ON CONFLICT DO NOTHING
          """), slug, subjects.map(\.id), subjects.map(\.sequence)),
    ] + erasures()
  }

  /// What history said of events whose words are gone now.
  private func erasures() -> [Request] {
    history.compactMap { entry in
      guard case .bodyErased(let erased) = entry.event.event else { return nil }
      return Request(
        Statement("UPDATE \(schema).event SET summary = $3 WHERE paper = $1 AND position = $2"), slug,
        erased.position, HistoryItem.summary(erased, by: entry.event.stamp))
    }
  }
}

extension Timestamp {
  var postgres: PostgresTimestamp { PostgresTimestamp(microsecondsSinceUnixEpoch: microseconds) }
}

/// Items as the bytes that are kept and sent: keys sorted, so that the same item is the same bytes.
enum ItemEncoder {
  static func json(_ item: some Encodable) throws -> String {
    String(decoding: try JSON.bytes(of: item), as: UTF8.self)
  }
}
