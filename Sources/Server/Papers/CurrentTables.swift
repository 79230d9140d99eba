internal import EventLog
internal import Papers
internal import Protocol
internal import ReadModels
internal import Scholarship

/// Questions across papers, answered from the `read` tables once these have come to what the asker must be shown.
struct CurrentTables: Sendable {
  private let tables: ReadTables
  private let projector: Projector
  private let store: any EventStore

  init(_ tables: ReadTables, projector: Projector, store: any EventStore) {
    self.tables = tables
    self.projector = projector
    self.store = store
  }

  /// How far the tables have come.
  var position: Int64 { projector.progress.position }

  /// The papers that someone is a member of, by slug.
  func papers(of person: Handle, atLeast minimum: Int64 = 0) async throws(Problem) -> ListView<PaperItem> {
    try await catchUp(atLeast: minimum)
    do { return try await tables.papers(of: person.name) } catch { throw Problem(error) }
  }

  /// The same for a feed, which goes on meanwhile: should the tables stand still, they show who was where then. Where they
  /// are only slow they are waited for, since what somebody was let into is passed over by who does not know of it.
  func papersNow(of person: Handle, at position: Int64) async throws(Problem) -> ListView<PaperItem> {
    var looks = 0
    while await !projector.progress.wait(for: position, atMost: .seconds(1)) {
      looks += 1
      if await projector.halt != nil { break }
      guard looks < 30 else { throw Self.notYet(self.position, position) }
    }
    do { return try await tables.papers(of: person.name) } catch { throw Problem(error) }
  }

  /// A paper of a base that someone is a member of, if there is one: the one called `slug`, or else the first.
  func paper(
    ofBase base: String, called slug: String?, for person: Handle
  ) async throws(Problem) -> (slug: String, title: String, position: Int64)? {
    let head = try await store.lastPosition()
    // Where the tables stand still, the worst is one text under two names.
    _ = await projector.progress.wait(for: head, atMost: Self.patience)
    do {
      return try await tables.paper(ofBase: base, called: slug, for: person.name)
    } catch {
      throw Problem(error)
    }
  }

  /// Waits until the tables have come to what was acknowledged here before, for a bounded time: where they stand still,
  /// they show what was then.
  ///
  /// - Parameter minimum: a position that the asker was told of, which they must have come to.
  func catchUp(atLeast minimum: Int64 = 0) async throws(Problem) {
    try await store.reach(minimum)
    let acknowledged = store.progress.position
    if acknowledged > position, await projector.halt == nil {
      _ = await projector.progress.wait(for: acknowledged, atMost: Self.patienceWithOurs)
    }
    guard minimum > position else { return }
    guard await projector.progress.wait(for: minimum, atMost: Self.patience) else {
      throw Self.notYet(position, minimum)
    }
  }

  private static func notYet(_ position: Int64, _ wanted: Int64) -> Problem {
    Problem(.busy, "The lists have come to @\(position) and not yet to @\(wanted). Try again in a moment.")
  }

  private static let patience = Duration.seconds(5)
  /// What was acknowledged here is there: only a long text takes long to be written into tables.
  private static let patienceWithOurs = Duration.seconds(30)
}
