internal import Consensus
internal import FoundationEssentials
internal import Manuscript
internal import Protocol
internal import Scholarship

extension Edition {
  /// Everything as one JSON object, keys sorted, no white space. Its ranges count in scalars of `base.text`.
  func json() -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return Array(try encoder.encode(Whole(self)))
    } catch {
      // Strings, whole numbers, truth values, lists and maps of them: there is nothing that JSON cannot hold.
      preconditionFailure("an edition does not encode: \(error)")
    }
  }
}

/// An edition's JSON.
private struct Whole: Encodable {
  let v = 1
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
  let checkpoint: Nullable

  struct Text: Encodable {
    let id: String
    let text: String
  }

  /// A member that is there also when it is null.
  struct Nullable: Encodable {
    let value: String?

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      if let value { try container.encode(value) } else { try container.encodeNil() }
    }
  }

  init(_ edition: Edition) {
    let presenter = edition.presenter
    let paper = presenter.paper
    slug = edition.slug
    title = edition.title
    base = Text(id: edition.base.description, text: presenter.document.text.string)
    position = edition.position
    policy = PolicyItem(presenter.standing.policy)
    text = edition.consensus
    loci = presenter.standing.reconciliation.loci.map { presenter.item($0) }
    claims = paper.claims.map { presenter.item($0) }
    annotations = paper.annotations.map { presenter.item($0) }
    disputes = paper.disputes.map { presenter.item($0) }
    corrections = paper.corrections.map { presenter.item($0) }
    members = paper.members.values.sorted { $0.handle < $1.handle }.map { presenter.item($0) }
    checkpoint = Nullable(value: edition.checkpoint)
  }
}
