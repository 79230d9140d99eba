public import CanonicalJSON
internal import Manuscript
public import Protocol
public import Rendering
public import Scholarship

/// `claims`, `annotations`, `disputes`, `corrections`: the things of a kind by number, in pages.
public struct ListOf<Kind: ListedKind>: PagedQuestion {
  public typealias Item = Kind.Item

  public var status: Kind.Status?
  public var by: Handle?
  /// What they must be on: an address, or the id of a thing that they are about; of claims and corrections, their own.
  public var on: String?
  /// A tag that annotations must have.
  public var tag: String?
  /// The class that corrections must be of.
  public var `class`: CorrectionClass?
  /// Whether only those are meant that wait for the vote or the stance of whoever asks.
  public var waiting: Bool?
  /// The first moment at which they may have been made.
  public var since: PointInTime?
  /// The last moment at which they may have been made.
  public var until: PointInTime?
  /// How many a page has at most; 100 where it is not said.
  public var limit: Int?
  /// The number of the last thing of the page before; own things are counted on behind all others.
  public var after: Int64?

  public init(
    status: Kind.Status? = nil, by: Handle? = nil, on: String? = nil, tag: String? = nil,
    class: CorrectionClass? = nil, waiting: Bool? = nil, since: PointInTime? = nil,
    until: PointInTime? = nil, limit: Int? = nil, after: Int64? = nil
  ) {
    self.status = status
    self.by = by
    self.on = on
    self.tag = tag
    self.class = `class`
    self.waiting = waiting
    self.since = since
    self.until = until
    self.limit = limit
    self.after = after
  }

  public static var verb: VerbEntry { Kind.verb }

  public static var shape: Shape<Self> {
    Shape(
      Self.init(status:by:on:tag:class:waiting:since:until:limit:after:),
      Field(
        "status", \.status,
        typed: .option("--status", placeholder: "STATUS", summary: "only those with this status")),
      Field(
        "by", \.by,
        typed: .option("--by", placeholder: "HANDLE", summary: "only those of this person", .handle)),
      Field(
        "on", \.on,
        typed: .option("--on", placeholder: "ADDR", summary: "only those on this passage or thing", .target)),
      Field(
        "tag", \.tag,
        typed: Kind.haveTags
          ? .option("--tag", placeholder: "TAG", summary: "only those with this tag") : nil),
      Field(
        "class", \.class,
        typed: Kind.haveClasses
          ? .option("--class", placeholder: "C", summary: "only those of this class") : nil),
      Field(
        "waiting", \.waiting,
        typed: Kind.wait.map { .option("--waiting", summary: "only those that wait for your \($0)") }),
      Field("since", \.since, typed: .since), Field("until", \.until, typed: .until),
      Field("limit", \.limit, in: pageSizes, typed: .limit), Field("after", \.after, in: 0...Int64.max))
  }

  public func view(of snapshot: Snapshot) throws(Problem) -> ListView<Kind.Item> {
    let place = try on.map { on throws(Problem) in try ListedPlace(on, in: snapshot) }
    var page = ListPage<Kind.Item>(ListView(at: snapshot.at, items: []))
    let listing = Kind.listing(of: snapshot)
    listing.fill(&page, self, on: place)
    Kind.ownListing(of: snapshot)?.fill(&page, self, on: place, behind: listing.things.count)
    if let by, page.view.items.isEmpty, snapshot.paper.members[by] == nil {
      let members = snapshot.paper.members.keys.map(\.name).sorted()
      throw Problem(
        .refused, "\(by) is not a member of this paper. There are \(members.joined(separator: ", ")).")
    }
    return page.view
  }

  public var asksNotebook: Bool { Kind.haveOwn }

  public var bounds: MomentBounds {
    get { MomentBounds(since: since, until: until) }
    set { (since, until) = (newValue.since, newValue.until) }
  }

  public func page(of view: ListView<Kind.Item>) -> Page {
    var asked = self
    (asked.limit, asked.after) = (nil, nil)
    guard view.items.isEmpty, asked != Self() else { return Kind.page(of: view.items) }
    var page = Page()
    page.line("There are no such \(Self.verb.name).")
    return page
  }
}

/// A kind of thing that is listed.
public protocol ListedKind: Hashable, Sendable {
  /// Where a thing of the kind may stand.
  associatedtype Status: JSONTerm & Hashable
  /// What the paper's state has.
  associatedtype Thing
  /// What the notebook of whoever asks has of the kind.
  associatedtype Own = Never
  /// What lists have of it.
  associatedtype Item: JSONValue & Hashable

  /// What the list is called by those who type it, and how it is explained.
  static var verb: VerbEntry { get }

  /// Whether they can be found by tags.
  static var haveTags: Bool { get }

  /// Whether they are of a class of corrections.
  static var haveClasses: Bool { get }

  /// What people say of them that they may wait for: a vote, a stance.
  static var wait: String? { get }

  /// Whether there are some that only who asks can see.
  static var haveOwn: Bool { get }

  /// How they are listed.
  static func listing(of snapshot: Snapshot) -> Listing<Thing, Status, Item>

  /// How those are listed that only who asks can see; they come after all others.
  static func ownListing(of snapshot: Snapshot) -> Listing<Own, Status, Item>?

  /// A list as people see it.
  static func page(of items: [Item]) -> Page
}

extension ListedKind {
  public static var haveTags: Bool { false }
  public static var haveClasses: Bool { false }
  public static var wait: String? { nil }
  public static var haveOwn: Bool { false }
  public static func ownListing(of snapshot: Snapshot) -> Listing<Own, Status, Item>? { nil }
}

/// A page of a list that is being filled.
struct ListPage<Item: JSONValue & Hashable> {
  var view: ListView<Item>
  /// The number of the last thing in it.
  var last: Int64 = 0

  init(_ view: ListView<Item>) { self.view = view }
}

/// How the things of one kind are listed.
public struct Listing<Thing, Status: Hashable, Item: JSONValue & Hashable> {
  /// By number less one.
  var things: Series<Thing>
  /// Who made it, and when.
  var stamp: (Thing) -> Stamp
  /// Whose it is now; who made it, where nothing else is said.
  var author: (Thing) -> Handle? = { _ in nil }
  var tags: (Thing) -> [String] = { _ in [] }
  var `class`: (Thing) -> CorrectionClass? = { _ in nil }
  /// Whether it waits for whoever asks.
  var waits: (Thing) -> Bool = { _ in false }
  /// The indices of those on a place that the question names, in order.
  var on: (ListedPlace) -> [Int]
  var status: (Thing) -> Status
  var item: (Thing) -> Item

  /// Fills the page that is asked for. It looks at no thing before it, and at none behind it but the next.
  ///
  /// - Parameter others: how many things are counted before these.
  func fill<Kind: ListedKind>(
    _ page: inout ListPage<Item>, _ question: ListOf<Kind>, on place: ListedPlace?, behind others: Int = 0
  ) where Kind.Status == Status {
    if page.view.next != nil { return }
    let after = max(question.after ?? 0, 0) - Int64(others)
    let start = Int(clamping: min(max(after, 0), Int64(things.count)))
    let placed = place.map { on($0).filter { $0 >= start } }
    for step in 0..<(placed?.count ?? things.count - start) {
      let index = placed?[step] ?? start + step
      guard isWanted(things[index], question) else { continue }
      if page.view.items.count == question.limit ?? 100 {
        page.view.next = page.last
        return
      }
      page.view.items.append(item(things[index]))
      page.last = Int64(others + index + 1)
    }
  }

  private func isWanted<Kind: ListedKind>(
    _ thing: Thing, _ question: ListOf<Kind>
  ) -> Bool where Kind.Status == Status {
    // What costs least comes first.
    if let person = question.by, person != author(thing) ?? stamp(thing).by { return false }
    if let since = question.since, !since.isAtOrBefore(stamp(thing)) { return false }
    if let until = question.until, !until.isAtOrAfter(stamp(thing)) { return false }
    if let `class` = question.class, self.class(thing) != `class` { return false }
    if let tag = question.tag, !tags(thing).contains(tag) { return false }
    if let status = question.status, status != self.status(thing) { return false }
    return question.waiting != true || waits(thing)
  }
}
