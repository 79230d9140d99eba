public import Manuscript
public import Protocol
public import Scholarship

extension Paper {
  /// The things that stand and whose passage has no place in the present base, with where they may belong.
  ///
  /// - Parameter document: that of the present base.
  public func orphans(in document: Document) -> [OrphanItem] {
    anchors.compactMap { name, anchor in
      guard let lost = lostAnchors[name], withdrawal(of: name.thing) == nil else { return nil }
      let item = OrphanItem(
        id: name.thing.description, kind: name.thing.kind.word, lost: lost.word,
        by: author(of: name.thing)?.name ?? "", on: anchor)
      return item.placed(lost, in: document)
    }
  }
}

extension Notebook {
  /// The private notes that stand and whose passage has no place in the present base, with where they may belong.
  func orphans(in document: Document) -> [OrphanItem] {
    memos.compactMap { memo in
      guard let lost = memo.lost, let anchor = memo.target.passage, memo.shared == nil, memo.withdrawn == nil
      else { return nil }
      let item = OrphanItem(
        id: memo.id.description, kind: EntityKind.annotation.word, lost: lost.word, by: memo.stamp.by.name,
        on: anchor)
      return item.placed(lost, in: document)
    }
  }
}

extension OrphanItem {
  fileprivate init(id: String, kind: String, lost: String, by: String, on anchor: Anchor) {
    self.init(
      id: id, kind: kind, lost: lost, by: by, quote: anchor.quote,
      before: anchor.prefix.isEmpty ? "" : "…" + anchor.prefix,
      after: anchor.suffix.isEmpty ? "" : anchor.suffix + "…", base: anchor.base.description)
  }

  /// The same with the places where it may belong.
  fileprivate func placed(_ lost: LostAnchor, in document: Document) -> OrphanItem {
    var item = self
    switch lost {
    case .ambiguous(let ranges): item.candidates = ranges.map(document.place)
    case .orphaned(let nearest): item.nearest = nearest.map(document.place)
    }
    return item
  }
}

extension LostAnchor {
  /// As items have it.
  var word: String {
    switch self {
    case .ambiguous: "ambiguous"
    case .orphaned: "orphaned"
    }
  }
}
