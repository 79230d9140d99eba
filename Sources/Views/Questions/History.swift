public import CanonicalJSON
public import Protocol
public import Rendering
internal import Scholarship

/// `history`, `log`: who did what, to a thing or a passage, or to anything.
public struct History: PagedQuestion {
  public typealias Item = HistoryItem

  /// An id or an address.
  public var of: String?
  /// How many a page has at most; 1000 where it is not said.
  public var limit: Int?
  /// The first position; included.
  public var since: Int64?
  /// The last position; included.
  public var until: Int64?
  /// The sequence of the last event of the page before.
  public var after: Int64?

  public init(
    of: String? = nil, limit: Int? = nil, since: Int64? = nil, until: Int64? = nil, after: Int64? = nil
  ) {
    self.of = of
    self.limit = limit
    self.since = since
    self.until = until
    self.after = after
  }

  public static let verb = VerbEntry(
    "history", group: .reading, "who did what to a thing or a passage",
    examples: ["history x1", "history p31"])

  public static let shape = Shape(
    History.init(of:limit:since:until:after:), Field("of", \.of, typed: .argument("ID|ADDR", .target)),
    Field("limit", \.limit, in: pageSizes, typed: .limit), Field("since", \.since, in: 0...Int64.max),
    Field("until", \.until, in: 0...Int64.max), Field("after", \.after, in: 0...Int64.max))

  public func history(in snapshot: Snapshot) throws(Problem) -> HistoryPart? {
    HistoryPart(
      try subject(in: snapshot), since: since ?? 0, until: until ?? .max, after: after ?? 0,
      limit: limit ?? 1000)
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

  public func page(of view: ListView<HistoryItem>) -> Page { Page(history: view.items) }
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
          Styled(item.summary),
        ])
      })
    if items.isEmpty { line("Nothing happened there.") }
  }
}
