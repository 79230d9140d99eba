import EventLog
import Manuscript
import PaperLog
import Postgres
import ReadModels
import Scholarship

/// A long log of true events, appended through the store's own group commit.
struct GeneratedLog: Sendable {
  var events: Int
  var papers: Int
  var seed: UInt64

  /// Appends to papers that are imported already, until the log has `events` of them all together.
  func append(to slugs: [String], _ store: PostgresStore) async throws {
    let archive = PaperArchive(store)
    let each = events / slugs.count
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (number, name) in slugs.enumerated() {
        group.addTask {
          guard let slug = Slug(name) else { return }
          let paper = try await archive.paper(slug)
          var left = each - Int(paper.sequence)
          var generated = try GeneratedPaper(
            paper, document: try await archive.document(of: paper), scholars: 20,
            seed: seed &+ UInt64(number))
          var request = try generated.admissions()
          while true {
            _ = try await store.append(request)
            left -= request.events.count
            if left <= 0 { return }
            request = try generated.acts(atMost: left)
          }
        }
      }
      try await group.waitForAll()
    }
  }

  /// Folds every paper's decision state out of the log, four at a time, so that there is always one to fold while
  /// others are read. Gives how many events that took.
  static func fold(_ slugs: [String], _ store: PostgresStore) async throws -> Int64 {
    let archive = PaperArchive(store)
    return try await withThrowingTaskGroup(of: Int64.self) { group in
      var rest = slugs.makeIterator()
      func add() {
        guard let slug = rest.next().flatMap(Slug.init) else { return }
        group.addTask { try await archive.paper(slug).sequence }
      }
      for _ in 0..<4 { add() }
      var total: Int64 = 0
      while let count = try await group.next() {
        total += count
        add()
      }
      return total
    }
  }
}
