internal import CanonicalJSON
internal import Consensus
internal import FoundationEssentials
internal import Ledger
internal import Manuscript
internal import Protocol
internal import Scholarship
internal import Views

extension EditionFormat {
  /// Everything, as one JSON object.
  public static let json = EditionFormat(
    "json", mediaType: "application/json", fileExtension: "json", record: .last
  ) { $0.jsonParts() }
}

/// Everything as one JSON object, keys sorted, no white space. Its ranges count in scalars of `base.text`. The history,
/// where there is one, stands last, in the form of ``StoredEvent/json``.
extension Edition {
  /// All but the history and the end.
  func jsonParts() -> [EditionPieces.Part] {
    let (presenter, paper) = (presenter, presenter.paper)
    let loci = presenter.standing.reconciliation.loci
    let members = paper.members.values.sorted { $0.handle < $1.handle }
    let inclusion = record?.proof.map { proof in
      InclusionView(
        position: proof.inclusion.leaf + 1, size: proof.size, path: proof.inclusion.path.map(\.description))
    }
    var parts = list("{\"annotations\":[", paper.annotations.count) { presenter.item(paper.annotations[$0]) }
    parts += baseParts()
    if let veil = paper.veil { parts += [member(",\"blind\":") { _ in veil.blind }] }
    parts += [
      checkpoint.map { note in member(",\"checkpoint\":") { _ in note } } ?? .init(",\"checkpoint\":null")
    ]
    parts += list(",\"claims\":[", paper.claims.count) { presenter.item(paper.claims[$0]) }
    parts += list(",\"corrections\":[", paper.corrections.count) { presenter.item(paper.corrections[$0]) }
    parts += list(",\"disputes\":[", paper.disputes.count) { presenter.item(paper.disputes[$0]) }
    parts += [member(",\"edition\":") { $0.name }]
    if let inclusion { parts += [member(",\"inclusion\":") { _ in inclusion }] }
    parts += list(",\"loci\":[", loci.count) { presenter.item(loci[$0]) }
    parts += list(",\"members\":[", members.count) { presenter.item(members[$0]) }
    parts += [
      member(",\"policy\":") { PolicyItem($0.presenter.standing.policy) },
      member(",\"position\":") { $0.position },
      member(",\"slug\":") { $0.slug },
    ]
    if let supposed { parts += [member(",\"supposed\":") { _ in supposed }] }
    parts += [
      member(",\"text\":") { $0.consensus },
      member(",\"title\":") { $0.title },
      .init(",\"v\":1"),
    ]
    return parts
  }

  /// The history that the edition has, and the end.
  func historyParts() -> [EditionPieces.Part] {
    guard let history = record?.history else { return [.init("}")] }
    return [
      .init(EditionRecord.beginning),
      .init(count: history.count) { EditionRecord.piece(of: history[$0], isFirst: $0.lowerBound == 0) },
      .init(EditionRecord.end),
    ]
  }

  /// The base that the edition is of: each text by itself, for they are long. The source is in base 64 where it is not UTF-8.
  private func baseParts() -> [EditionPieces.Part] {
    var parts: [EditionPieces.Part] = [.init(",\"base\":{")]
    if let record {
      parts += [
        member("\"document\":") { _ in String(decoding: record.document, as: UTF8.self) }, .init(","),
      ]
    }
    parts += [member("\"id\":") { $0.base.description }]
    if let source = record?.source {
      let isText = String(validating: source, as: UTF8.self) != nil
      parts += [
        isText
          ? member(",\"source\":") { _ in String(decoding: source, as: UTF8.self) }
          : member(",\"sourceBase64\":") { _ in Data(source).base64EncodedString() }
      ]
    }
    return parts + [member(",\"text\":") { $0.presenter.document.text.string }, .init("}")]
  }

  /// - Parameter opening: what stands before its items.
  private func list(
    _ opening: String, _ count: Int, _ item: @escaping @Sendable (Int) -> some JSONWritable & Sendable
  ) -> [EditionPieces.Part] {
    [
      .init(opening),
      .init(count: count) { indices in
        var bytes: [UInt8] = []
        for index in indices {
          if index > 0 { bytes.append(UInt8(ascii: ",")) }
          bytes += JSON.text(of: item(index))
        }
        return bytes
      },
      .init("]"),
    ]
  }

  /// - Parameter opening: what stands before its value.
  private func member(
    _ opening: String, _ value: @escaping @Sendable (Edition) -> some JSONWritable & Sendable
  ) -> EditionPieces.Part {
    .init { [self] _ in Array(opening.utf8) + JSON.text(of: value(self)) }
  }
}
