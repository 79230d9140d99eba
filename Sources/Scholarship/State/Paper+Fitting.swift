internal import Manuscript

extension Paper {
  /// Whether an event can come next.
  ///
  /// ``evolve(_:)`` requires that. It holds for events that were just decided. Check it for events that are
  /// read: a log can be damaged and a file forged.
  public func fits(_ event: Event) -> Bool {
    if removal != nil { return event.payload is BodyErased }
    return (identity != nil || event.payload is PaperImported) && event.payload.fits(self)
  }

  /// Whether the next thing of a kind gets an id.
  func isNext(_ id: EntityID, _ kind: EntityKind) -> Bool {
    id.kind == kind && id.number == count(of: kind) + 1
  }

  /// Whether an id is of a kind, and a thing of that id has been made.
  func has(_ id: EntityID, _ kind: EntityKind) -> Bool { id.kind == kind && has(id) }

  /// Whether a thing has an anchor of that index.
  func has(_ name: AnchorName) -> Bool {
    has(name.thing) && anchors(of: name.thing).indices.contains(name.index)
  }

  /// Whether a passage lies within the present base.
  func covers(_ anchor: Anchor) -> Bool {
    identity.map { anchor.base == $0.base && anchor.lies(within: $0.scalars) } ?? false
  }

  /// Whether a target exists, or lies within the present base.
  func covers(_ target: Target) -> Bool {
    switch target {
    case .passage(let anchor): covers(anchor)
    case .thing(let id): has(id)
    }
  }
}

extension Anchor {
  /// Whether its range is one of a text with so many scalars.
  func lies(within scalars: Int) -> Bool {
    range.start >= 0 && range.start <= range.end && range.end <= scalars
  }
}
