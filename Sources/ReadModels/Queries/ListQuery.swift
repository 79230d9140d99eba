/// What a list is of.
public enum ListKind: String, Sendable, CaseIterable {
  case claims, annotations, disputes, corrections
}

/// Which items a list holds, and which part of it.
public struct ListQuery: Sendable {
  public var kind: ListKind
  public var status: String?
  public var by: String?
  public var tag: String?
  /// The id of a thing that the items are about.
  public var about: String?
  /// A range of the base that the items touch, as scalar offsets.
  public var range: Range<Int>?
  /// The number of the last item of the page before; 0 for the first page.
  public var after: Int64
  public var limit: Int

  public init(
    _ kind: ListKind, status: String? = nil, by: String? = nil, tag: String? = nil, about: String? = nil,
    range: Range<Int>? = nil, after: Int64 = 0, limit: Int = 100
  ) {
    self.kind = kind
    self.status = status
    self.by = by
    self.tag = tag
    self.about = about
    self.range = range
    self.after = after
    self.limit = limit
  }

  /// Whether something from `start` to `end` touches the range asked for: they share a scalar, or one of them is a
  /// point inside or at the edge of the other.
  static func touches(_ start: Int, _ end: Int, _ range: Range<Int>) -> Bool {
    if start == end || range.isEmpty { return start <= range.upperBound && range.lowerBound <= end }
    return start < range.upperBound && range.lowerBound < end
  }

  /// The same in SQL, over the columns `starts` and `ends`; `$low` is null where no range is asked for.
  static func touches(low: String, high: String) -> String {
    """
    (\(low)::bigint IS NULL OR CASE WHEN starts = ends OR \(low) = \(high)
      THEN starts <= \(high) AND \(low) <= ends ELSE starts < \(high) AND \(low) < ends END)
    """
  }
}

/// A page of items, each as the JSON that is sent.
public struct ItemPage: Sendable {
  /// The position that it shows.
  public var at: Int64
  public var items: [String]
  /// What the next page comes after; `nil` where there is none.
  public var next: Int64?

  public init(at: Int64, items: [String], next: Int64? = nil) {
    self.at = at
    self.items = items
    self.next = next
  }
}

/// Which events a history holds.
public struct HistoryQuery: Sendable {
  public enum Subject: Sendable {
    case paper
    case thing(String)
    /// Everything on a range of the base, as scalar offsets.
    case range(Range<Int>)
  }

  public var subject: Subject
  /// Events at positions from `since` to `until`, both included.
  public var since: Int64
  public var until: Int64
  /// The sequence of the last event of the page before.
  public var after: Int64
  public var limit: Int

  public init(
    _ subject: Subject = .paper, since: Int64 = 0, until: Int64 = .max, after: Int64 = 0, limit: Int = 1000
  ) {
    self.subject = subject
    self.since = since
    self.until = until
    self.after = after
    self.limit = limit
  }
}
