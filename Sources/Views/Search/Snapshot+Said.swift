internal import CanonicalJSON
internal import Protocol
internal import Scholarship

extension Snapshot {
  /// A page of what was found in what people wrote.
  func said(after offset: Int, _ limit: Int) -> FoundView {
    let presenter = presenter
    let items = found.hits.compactMap { hit in
      searched.indices.contains(hit.index) ? item(searched[hit.index], hit.snippet, presenter) : nil
    }
    let end = offset + found.hits.count
    return FoundView(
      at: at, total: found.total, items: [], said: items,
      next: !found.hits.isEmpty && end < found.total ? Int64(end) : nil)
  }

  private func item(
    _ text: SearchedText, _ snippet: [SnippetPart], _ presenter: Presenter
  ) -> SaidItem? {
    let place: (kind: String, status: String, address: String)? =
      switch text.id {
      case .thing(let id): presenter.item(id).map { ($0.kind, $0.status, $0.place) }
      case .memo(let id):
        notebook.memo(id).map(presenter.item).map { (EntityKind.annotation.word, $0.status, $0.target) }
      }
    guard let place else { return nil }
    let (said, stamp) = (text.said, text.said.stamp)
    return SaidItem(
      id: text.id.description, kind: place.kind, status: place.status, part: said.part.rawValue,
      by: stamp.by.name, at: stamp.at.description, position: stamp.position, address: place.address,
      snippet: snippet)
  }
}

extension ThingItem {
  fileprivate var kind: String {
    switch self {
    case .claim: EntityKind.claim.word
    case .annotation: EntityKind.annotation.word
    case .dispute: EntityKind.dispute.word
    case .correction: EntityKind.correction.word
    }
  }

  fileprivate var status: String {
    switch self {
    case .claim(let item): item.status
    case .annotation(let item): item.status
    case .dispute(let item): item.status
    case .correction(let item): item.status
    }
  }

  fileprivate var place: String {
    switch self {
    case .claim(let item): item.address
    case .annotation(let item): item.target
    case .dispute(let item): item.target
    case .correction(let item): item.address
    }
  }
}
