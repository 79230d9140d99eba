internal import CanonicalJSON
internal import Consensus
internal import FoundationEssentials
internal import Ledger
internal import Manuscript
internal import Protocol
internal import Scholarship

extension Edition {
  /// Everything as one JSON object, keys sorted, no white space. Its ranges count in scalars of `base.text`. The
  /// history, where there is one, stands last, in the form of ``StoredEvent/json``.
  func json() -> [UInt8] {
    var bytes = JSON.text(of: Whole(self))
    guard let record else { return bytes }
    bytes.removeLast()
    return bytes + Array(",\"history\":".utf8) + record.historyJSON + [UInt8(ascii: "}")]
  }
}

/// An edition's JSON.
private struct Whole {
  let slug: String
  let title: String
  let base: Text
  let position: Int64
  let policy: PolicyItem
  let text: String
  let loci: [LocusItem]
  let claims: [ClaimItem]
  let annotations: [AnnotationItem]
  let disputes: [DisputeItem]
  let corrections: [CorrectionItem]
  let members: [MemberItem]
  let checkpoint: Nullable<String>
  let inclusion: InclusionView?

  struct Text {
    let id: String
    let text: String
    /// As it was imported; in base 64 where it is not UTF-8.
    let source: String?
    let sourceBase64: String?
    /// As it was read: JSON.
    let document: String?
  }
}

extension Whole {
  init(_ edition: Edition) {
    let presenter = edition.presenter
    let paper = presenter.paper
    slug = edition.slug
    title = edition.title
    base = Text(edition)
    position = edition.position
    policy = PolicyItem(presenter.standing.policy)
    text = edition.consensus
    loci = presenter.standing.reconciliation.loci.map { presenter.item($0) }
    claims = paper.claims.map { presenter.item($0) }
    annotations = paper.annotations.map { presenter.item($0) }
    disputes = paper.disputes.map { presenter.item($0) }
    corrections = paper.corrections.map { presenter.item($0) }
    members = paper.members.values.sorted { $0.handle < $1.handle }.map { presenter.item($0) }
    checkpoint = Nullable(edition.checkpoint)
    inclusion = edition.record?.proof.map { proof in
      InclusionView(
        position: proof.inclusion.leaf + 1, size: proof.size, path: proof.inclusion.path.map(\.description))
    }
  }
}

extension Whole.Text {
  init(_ edition: Edition) {
    id = edition.base.description
    text = edition.presenter.document.text.string
    source = edition.record.flatMap { String(validating: $0.source, as: UTF8.self) }
    sourceBase64 = source == nil ? edition.record.map { Data($0.source).base64EncodedString() } : nil
    document = edition.record.map { String(decoding: $0.document, as: UTF8.self) }
  }
}

extension Whole: JSONRecord {
  fileprivate static let shape = Shape(
    Whole.init(
      slug:title:base:position:policy:text:loci:claims:annotations:disputes:corrections:members:checkpoint:
      inclusion:
    ),
    Field("slug", \.slug), Field("title", \.title), Field("base", \.base), Field("position", \.position),
    Field("policy", \.policy), Field("text", \.text), Field("loci", \.loci), Field("claims", \.claims),
    Field("annotations", \.annotations), Field("disputes", \.disputes), Field("corrections", \.corrections),
    Field("members", \.members), Field("checkpoint", \.checkpoint), Field("inclusion", \.inclusion)
  ).constant("v", 1)
}

extension Whole.Text: JSONRecord {
  fileprivate static let shape = Shape(
    Whole.Text.init(id:text:source:sourceBase64:document:), Field("id", \.id), Field("text", \.text),
    Field("source", \.source), Field("sourceBase64", \.sourceBase64), Field("document", \.document))
}
