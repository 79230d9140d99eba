public import Manuscript

/// Where what people said stands in the text.
extension Paper {
  /// Every anchor in the paper, of withdrawn things too: claims', annotations', disputes', corrections'.
  public var anchors: [(name: AnchorName, anchor: Anchor)] {
    var anchors: [(name: AnchorName, anchor: Anchor)] = []
    for claim in claims {
      anchors += claim.anchors.enumerated().map { (AnchorName(claim.id, $0), $1) }
    }
    for annotation in annotations {
      if let passage = annotation.target.passage { anchors.append((AnchorName(annotation.id), passage)) }
    }
    for dispute in disputes {
      if let passage = dispute.target.passage { anchors.append((AnchorName(dispute.id), passage)) }
    }
    return anchors + corrections.map { (AnchorName($0.id), $0.anchor) }
  }

  /// The anchors of one thing; none where it is about another thing.
  public func anchors(of id: EntityID) -> [Anchor] {
    switch id.kind {
    case .claim: claim(id)?.anchors ?? []
    case .annotation: annotation(id)?.target.passage.map { [$0] } ?? []
    case .dispute: dispute(id)?.target.passage.map { [$0] } ?? []
    case .correction: correction(id).map { [$0.anchor] } ?? []
    }
  }

  /// Whether an anchor is one of the present base; one that is not was lost when that came in.
  public func isPlaced(_ anchor: Anchor) -> Bool { anchor.base == identity?.base }

  /// What is known of where the first lost anchor of a thing may belong; `nil` where all have their place.
  public func lostAnchor(of id: EntityID) -> (name: AnchorName, lost: LostAnchor)? {
    for index in anchors(of: id).indices {
      if let lost = lostAnchors[AnchorName(id, index)] { return (AnchorName(id, index), lost) }
    }
    return nil
  }

  /// Whether the present base has what a correction proposes. No other correction proposes what stands.
  public func isIncorporated(_ correction: Correction) -> Bool {
    isPlaced(correction.anchor) && correction.anchor.quote.utf8.elementsEqual(correction.replacement.utf8)
  }

  mutating func move(_ name: AnchorName, to anchor: Anchor) {
    let index = name.thing.index
    switch name.thing.kind {
    case .claim: claims[index].anchors[name.index] = anchor
    case .annotation: annotations[index].target = .passage(anchor)
    case .dispute: disputes[index].target = .passage(anchor)
    case .correction: corrections[index].anchor = anchor
    }
    lostAnchors[name] = nil
  }
}
