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
        by: author(of: name.thing)?.name ?? "", quote: anchor.quote, base: anchor.base.description)
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
        quote: anchor.quote, base: anchor.base.description)
      return item.placed(lost, in: document)
    }
  }
}

extension OrphanItem {
  /// The same with the places where it may belong.
  fileprivate func placed(_ lost: LostAnchor, in document: Document) -> OrphanItem {
    var item = self
    switch lost {
    case .ambiguous(let ranges): item.candidates = ranges.map(document.candidate)
    case .orphaned(let nearest): item.nearest = nearest.map(document.candidate)
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

extension Document {
  fileprivate func candidate(_ range: ScalarRange) -> Problem.Candidate {
    let passage = passage(range)
    return Problem.Candidate(address: passage.address, excerpt: passage.excerpt)
  }
}
