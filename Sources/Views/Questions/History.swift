public import CanonicalJSON
public import Protocol
public import Rendering
public import Scholarship

/// `history`, `log`: who did what, to a thing or a passage, or to anything.
public struct History: PagedQuestion {
  public typealias Item = HistoryItem

  /// An id or an address.
  public var of: String?
  /// How many a page has at most; 1000 where it is not said.
  public var limit: Int?
  /// Only the latest so many; all where it is not said.
  public var last: Int?
  /// The first moment; included.
  public var since: PointInTime?
  /// The last moment; included.
  public var until: PointInTime?
  /// The sequence of the last event of the page before.
  public var after: Int64?

  public init(
    of: String? = nil, limit: Int? = nil, last: Int? = nil, since: PointInTime? = nil,
    until: PointInTime? = nil, after: Int64? = nil
  ) {
    self.of = of
    self.limit = limit
    self.last = last
    self.since = since
    self.until = until
    self.after = after
  }

  public static let verb = VerbEntry(
    "history", group: .reading, "who did what to a thing or a passage",
    examples: ["history x1", "history p31", "history x1 --limit 5"])

  public static let shape = Shape(
    History.init(of:limit:last:since:until:after:),
    Field("of", \.of, typed: .argument("ID|ADDR", .target)), Field("limit", \.limit, in: pageSizes),
    Field(
      "last", \.last, in: 1...Int64.max,
      typed: .option("--limit", placeholder: "N", summary: "the latest N; how many there are is said")),
    Field("since", \.since, typed: .since), Field("until", \.until, typed: .until),
    Field("after", \.after, in: 0...Int64.max))

  public func history(in snapshot: Snapshot) throws(Problem) -> HistoryPart? {
    HistoryPart(
      try subject(in: snapshot), since: since, until: until, after: after ?? 0, limit: limit ?? 1000,
      last: last)
  }

  public var bounds: MomentBounds {
    get { MomentBounds(since: since, until: until) }
    set { (since, until) = (newValue.since, newValue.until) }
  }

  public var asksNotebook: Bool { of.flatMap { MemoID($0) } != nil }

  private func subject(in snapshot: Snapshot) throws(Problem) -> HistoryPart.Subject {
    guard let of else { return .paper }
    if let memo = MemoID(of) {
      guard snapshot.notebook.memo(memo) != nil else { throw Problem(.noSuchThing, "There is no \(memo).") }
      return .memo(memo)
    }
    guard let id = EntityID(of) else { return .range(try snapshot.document.range(at: of)) }
    guard snapshot.paper.has(id) else { throw Problem(.noSuchThing, "There is no \(id).") }
    return .thing(id)
  }

  public func view(of snapshot: Snapshot) -> ListView<HistoryItem> { snapshot.history }

  public func page(of view: ListView<HistoryItem>) -> Page {
    var page = Page(history: view.items)
    if let total = view.total, total > Int64(view.items.count) {
      page.line(
        Styled("The latest \(view.items.count) of \(Wording.grouped(Int(total))) events.", .faint))
    }
    return page
  }
}

extension Page {
  /// `history`, `log`.
  public init(history items: [HistoryItem]) {
    self.init()
    records(
      ["Position", "Time (UTC)", "By", "What"],
      items.map { item in
        Record(cells: [
          Styled("@\(item.position)", .faint), Styled(Wording.time(item.at), .faint),
          Styled(item.by, .strong),
          Styled(item.summary) + Styled(item.misdated.map { " (\($0))" } ?? "", .faint),
        ])
      })
    if items.isEmpty { line("Nothing happened there.") }
  }
}
