internal import Synchronization

/// How many bytes of bodies the server holds, of all requests together.
final class BodyBudget: Sendable {
  private let limit: Int
  private let held = Mutex(0)

  /// - Parameter limit: at most so many bytes.
  init(_ limit: Int) { self.limit = limit }

  /// Takes so many bytes; tells whether there was room for them.
  func take(_ count: Int) -> Bool {
    held.withLock { held in
      guard held + count <= limit else { return false }
      held += count
      return true
    }
  }

  func giveBack(_ count: Int) { held.withLock { $0 -= count } }
}
