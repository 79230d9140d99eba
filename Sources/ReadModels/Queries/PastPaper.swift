internal import CanonicalJSON
internal import Consensus
public import Editions
internal import FoundationEssentials
internal import Manuscript
public import Protocol
public import Scholarship

/// The same answers as ``ReadTables`` gives, for a paper as it was: out of a fold of its events.
public struct PastPaper: Sendable {
  /// The position asked for.
  public let at: Int64
  public let presenter: Presenter
  private let events: [RecordedEvent]

  /// - Parameter events: the paper's events up to `at`.
  public init(at: Int64, presenter: Presenter, events: [RecordedEvent]) {
    self.at = at
    self.presenter = presenter
    self.events = events
  }

  public func list(_ query: ListQuery) throws -> ItemPage {
    let paper = presenter.paper
    switch query.kind {
    case .claims:
      return try page(query, paper.claims.map { presenter.item($0) }, tags: { _ in [] }, about: \.id)
    case .annotations:
      return try page(query, paper.annotations.map { presenter.item($0) }, tags: \.tags, about: \.target)
    case .disputes:
      return try page(query, paper.disputes.map { presenter.item($0) }, tags: { _ in [] }, about: \.target)
    case .corrections:
      return try page(query, paper.corrections.map { presenter.item($0) }, tags: { _ in [] }, about: \.id)
    }
  }

  private func page<Item: ListItem>(
    _ query: ListQuery, _ items: [Item], tags: (Item) -> [String], about: (Item) -> String
  ) throws -> ItemPage {
    let wanted = items.enumerated().filter { index, item in
      Int64(index) >= query.after && (query.status.map { item.status == $0 } ?? true)
        && (query.by.map { item.by == $0 } ?? true) && (query.tag.map { tags(item).contains($0) } ?? true)
        && (query.about.map { about(item) == $0 } ?? true)
        && (query.range.map { range in
          item.spans.contains { ListQuery.touches($0[0], $0[1], range) }
        } ?? true)
    }
    let shown = wanted.prefix(query.limit)
    let next = wanted.count > shown.count ? shown.last.map { Int64($0.offset + 1) } : nil
    return ItemPage(at: at, items: shown.map { ItemEncoder.json($0.element) }, next: next)
  }

  public func members() throws -> ItemPage {
    let members = presenter.paper.members.values.sorted { $0.handle < $1.handle }
    return ItemPage(at: at, items: members.map { ItemEncoder.json(presenter.item($0)) })
  }

  /// What history says of the events whose words were erased.
  private var erasures: [Int64: String] {
    var erasures: [Int64: String] = [:]
    for event in events {
      guard case .bodyErased(let erased) = event.event else { continue }
      erasures[erased.position] = HistoryItem.summary(erased, by: event.stamp)
    }
    return erasures
  }

  public func history(_ query: HistoryQuery) -> ListView<HistoryItem> {
    let ids: Set<String>?
    switch query.subject {
    case .paper: ids = nil
    case .thing(let id): ids = [id]
    case .range(let range): ids = things(on: range)
    }
    let erasures = erasures
    var view = ListView<HistoryItem>(at: at, items: [])
    for (index, event) in events.enumerated() {
      let sequence = Int64(index + 1)
      guard sequence > query.after, (query.since...query.until).contains(event.stamp.position) else {
        continue
      }
      var item = HistoryItem(event, sequence: sequence)
      if let erasure = erasures[event.stamp.position] { item.summary = erasure }
      if let ids, ids.isDisjoint(with: item.ids) { continue }
      if view.items.count == query.limit {
        view.next = view.items.last?.sequence
        break
      }
      view.items.append(item)
    }
    return view
  }

  public func thing(_ id: EntityID) -> (
    item: ThingItem, annotations: [AnnotationItem], disputes: [DisputeItem]
  )? {
    guard let item = presenter.item(id) else { return nil }
    let paper = presenter.paper
    var thread: [Annotation] = []
    var roots: Set<EntityID> = [id]
    // A reply comes after what it replies to, so one pass finds them all.
    for annotation in paper.annotations {
      if let target = annotation.target.thing, roots.contains(target) {
        thread.append(annotation)
        roots.insert(annotation.id)
      }
    }
    return (
      item, thread.map(presenter.item), paper.disputes.filter { $0.target.thing == id }.map(presenter.item)
    )
  }

  private func things(on range: Range<Int>) -> Set<String> {
    let paper = presenter.paper
    func ids<Item: ListItem>(_ items: [Item]) -> [String] {
      items.filter { $0.spans.contains { ListQuery.touches($0[0], $0[1], range) } }.map(\.id)
    }
    return Set(
      ids(paper.claims.map { presenter.item($0) }) + ids(paper.annotations.map { presenter.item($0) })
        + ids(paper.disputes.map { presenter.item($0) }) + ids(paper.corrections.map { presenter.item($0) }))
  }
}

/// What lists filter by, in every kind of item.
private protocol ListItem: JSONWritable {
  var id: String { get }
  var status: String { get }
  var by: String { get }
  /// The ranges it is on.
  var spans: [[Int]] { get }
}

extension ClaimItem: ListItem { fileprivate var spans: [[Int]] { ranges } }
extension AnnotationItem: ListItem { fileprivate var spans: [[Int]] { range.map { [$0] } ?? [] } }
extension DisputeItem: ListItem { fileprivate var spans: [[Int]] { range.map { [$0] } ?? [] } }
extension CorrectionItem: ListItem { fileprivate var spans: [[Int]] { range.isEmpty ? [] : [range] } }

/// Items as the tables have them and as they are sent: keys sorted, so that the same item is the same bytes.
private enum ItemEncoder {
  static func json(_ item: some JSONWritable) -> String {
    String(decoding: JSON.text(of: item), as: UTF8.self)
  }
}
