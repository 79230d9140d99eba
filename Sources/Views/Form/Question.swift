public import CanonicalJSON
public import Protocol
public import Rendering
public import Scholarship

/// What someone can ask about a paper, whole: how it is typed and sent (``JSONRecord/shape``), what is shown of the paper
/// at a position (``view(of:)``), and how that looks (``page(of:)``).
public protocol Question: JSONRecord, Hashable {
  /// The answer in the terms that programs exchange.
  associatedtype View: JSONRecord

  /// What it is called by those who type it, and how it is explained.
  static var verb: VerbEntry { get }

  /// Where it is asked, below the paper's own address: `corrections`, or with a member in braces, `things/{id}`.
  static var path: String { get }

  /// Whether the answer has what whoever asks noted privately. Then ``Snapshot/notebook`` is looked up first.
  var asksNotebook: Bool { get }

  /// Which part of the paper's history ``view(of:)`` shows, where it shows one. It is read out of the log first.
  func history(in snapshot: Snapshot) throws(Problem) -> HistoryPart?

  /// What it looks for in what people wrote, where it does; what is found is then in ``Snapshot/found``.
  var search: Search? { get throws(Problem) }

  /// The moment that the answer compares with, where it does; it is then in ``Snapshot/earlier``.
  var earlier: PointInTime? { get }

  /// From when to when it asks, where it does. Positions are put in the place of times before the answer is made: where a
  /// clock was wrong, times alone do not tell what came first.
  var bounds: MomentBounds { get set }

  /// The answer. What it shows of the history is in ``Snapshot/history``.
  func view(of snapshot: Snapshot) throws(Problem) -> View

  /// The answer as people see it.
  func page(of view: View) -> Page
}

extension Question {
  public static var path: String { verb.name }

  public var asksNotebook: Bool { false }

  public func history(in snapshot: Snapshot) throws(Problem) -> HistoryPart? { nil }

  public var search: Search? { nil }

  public var earlier: PointInTime? { nil }

  public var bounds: MomentBounds {
    get { MomentBounds() }
    set {}
  }

  /// What it is made of, and how that is typed.
  public static var fields: [FieldSchema] { shape.members }

  /// Where it is asked, below the paper's own address: the steps of the path, and the query.
  public var target: (path: [String], query: [(name: String, value: String)]) {
    get throws {
      var query = try words
      let path = Self.path.split(separator: "/").map { step in
        guard let name = step.placeholder else { return String(step) }
        let index = query.firstIndex { $0.name == name }
        return index.map { query.remove(at: $0).value } ?? ""
      }
      return (path, query)
    }
  }
}

extension Substring {
  /// `id`, of the step `{id}` of a path; `nil` where it is no such step.
  fileprivate var placeholder: String? {
    hasPrefix("{") && hasSuffix("}") ? String(dropFirst().dropLast()) : nil
  }
}

/// From when to when something is asked about; both included.
public struct MomentBounds: Hashable, Sendable {
  /// The first moment; `nil` for the beginning.
  public var since: PointInTime?
  /// The last moment; `nil` for the end.
  public var until: PointInTime?

  public init(since: PointInTime? = nil, until: PointInTime? = nil) {
    self.since = since
    self.until = until
  }
}

/// A question whose answer is a list that comes in pages.
public protocol PagedQuestion: Question where View == ListView<Item> {
  /// What the list is of.
  associatedtype Item: JSONValue & Hashable

  /// ``ListView/next`` of the page before; `nil` for the first page.
  var after: Int64? { get set }

  /// How many items a page has at most.
  var limit: Int? { get set }
}

/// How many items one page may have.
let pageSizes: ClosedRange<Int64> = 1...1000

extension Typing {
  static let limit = Typing.option("--limit", placeholder: "N", summary: "at most this many")
  static let since = Typing.option(
    "--since", placeholder: "@N|TIME", summary: "only from this position or time on")
  static let until = Typing.option(
    "--until", placeholder: "@N|TIME", summary: "only up to this position or time")
}
