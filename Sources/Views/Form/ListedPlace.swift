internal import Manuscript
internal import Protocol
internal import Scholarship

/// What listed things are on.
enum ListedPlace {
  /// A thing that they are about; of claims and corrections, the thing itself.
  case thing(EntityID)
  /// A range of the base that they touch.
  case range(ScalarRange)

  init(_ text: String, in snapshot: Snapshot) throws(Problem) {
    if let id = EntityID(text) {
      guard snapshot.paper.has(id) else { throw Problem(.noSuchThing, "There is no \(id).") }
      self = .thing(id)
    } else {
      self = .range(try snapshot.document.range(at: text))
    }
  }
}

extension ScalarRange {
  /// Whether the two touch: they share a scalar, or one of them is a point inside or at the edge of the other.
  func touches(_ other: ScalarRange) -> Bool {
    isEmpty || other.isEmpty
      ? start <= other.end && other.start <= end : start < other.end && other.start < end
  }
}

extension Paper {
  /// Whether an anchor has its place in the present base and touches a range there.
  func isPlaced(_ anchor: Anchor, on range: ScalarRange) -> Bool {
    // Most things are elsewhere, which is told faster.
    anchor.range.touches(range) && isPlaced(anchor)
  }

  /// Whether what is about a target is on a place.
  func isAbout(_ target: Target, _ place: ListedPlace) -> Bool {
    switch place {
    case .thing(let id): target.thing == id
    case .range(let range): target.passage.map { isPlaced($0, on: range) } ?? false
    }
  }

  // Each kind has a loop of its own, which looks at things where they lie. A generic loop copies every thing that it
  // looks at, and took five times as long.

  /// The indices of the claims on a place, in order.
  func claims(on place: ListedPlace) -> [Int] {
    switch place {
    case .thing(let id): index(of: id, as: .claim)
    case .range(let range):
      claims.indices.filter { index in claims[index].anchors.contains { isPlaced($0, on: range) } }
    }
  }

  /// The indices of the annotations on a place, in order.
  func annotations(on place: ListedPlace) -> [Int] {
    annotations.indices.filter { isAbout(annotations[$0].target, place) }
  }

  /// The indices of the disputes on a place, in order.
  func disputes(on place: ListedPlace) -> [Int] {
    disputes.indices.filter { isAbout(disputes[$0].target, place) }
  }

  /// The indices of the corrections on a place, in order.
  func corrections(on place: ListedPlace) -> [Int] {
    switch place {
    case .thing(let id): index(of: id, as: .correction)
    case .range(let range): corrections.indices.filter { isPlaced(corrections[$0].anchor, on: range) }
    }
  }

  /// The index of a thing among those of a kind; empty where it is of another.
  private func index(of id: EntityID, as kind: EntityKind) -> [Int] { id.kind == kind ? [id.number - 1] : [] }
}
