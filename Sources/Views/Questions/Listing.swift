internal import CanonicalJSON
public import Manuscript
internal import Protocol
public import Scholarship

/// What a list is of.
public enum ListKind: String, Sendable, CaseIterable {
  case claims, annotations, disputes, corrections
}

/// Which things a list holds, and which part of it.
public struct ListQuestion: Sendable {
  /// How they must stand; any way where it is `nil`.
  public var status: String?
  /// Whose they are.
  public var by: String?
  /// A tag that annotations must have.
  public var tag: String?
  /// What they must be on.
  public var place: Place?
  /// The number of the last thing of the page before; 0 for the first page.
  public var after: Int64
  /// How many things a page has at most.
  public var limit: Int

  /// What they are on.
  public enum Place: Sendable {
    /// A thing that they are about; of claims and corrections, the thing itself.
    case thing(EntityID)
    /// A range of the base that they touch.
    case range(ScalarRange)
  }

  public init(
    status: String? = nil, by: String? = nil, tag: String? = nil, on place: Place? = nil, after: Int64 = 0,
    limit: Int = 100
  ) {
    self.status = status
    self.by = by
    self.tag = tag
    self.place = place
    self.after = after
    self.limit = limit
  }
}

/// How the things of one kind are listed.
struct Listing<Thing, Item: JSONValue & Hashable> {
  var by: (Thing) -> Handle
  var tags: (Thing) -> [String] = { _ in [] }
  /// Whether it is on a place that the question names.
  var isOn: (Thing, ListQuestion.Place) -> Bool
  var status: (Thing) -> String
  var item: (Thing) -> Item

  /// The page that is asked for. It looks at no thing before it, and at none behind it but the next.
  ///
  /// - Parameter things: by number less one.
  func page<Things: RandomAccessCollection<Thing>>(
    _ question: ListQuestion, of things: Things, at position: Int64
  ) -> ListView<Item> where Things.Index == Int {
    let person = question.by.map { Handle($0) }
    var view = ListView<Item>(at: position, items: [])
    var last: Int64 = 0
    for index in Int(clamping: min(max(question.after, 0), Int64(things.count)))..<things.count {
      let thing = things[index]
      // What costs least comes first.
      if let person, person != by(thing) { continue }
      if let tag = question.tag, !tags(thing).contains(tag) { continue }
      if let place = question.place, !isOn(thing, place) { continue }
      if let status = question.status, status != self.status(thing) { continue }
      if view.items.count == question.limit {
        view.next = last
        break
      }
      view.items.append(item(thing))
      last = Int64(index + 1)
    }
    return view
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
    isPlaced(anchor) && anchor.range.touches(range)
  }

  /// Whether what is about a target is on a place.
  func isAbout(_ target: Target, _ place: ListQuestion.Place) -> Bool {
    switch place {
    case .thing(let id): target.thing == id
    case .range(let range): target.passage.map { isPlaced($0, on: range) } ?? false
    }
  }
}
