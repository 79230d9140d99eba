internal import Protocol
internal import Scholarship

/// What is hidden from one reader of a feed, looked up when something may be. In papers without blind rounds that is once
/// after each time their policy is set.
struct FeedVeils {
  /// The papers in which nothing is hidden from anyone until their policy is set anew.
  private var open: Set<Slug> = []
  /// What was looked up, and the position up to which it says what is hidden.
  private var veils: [Slug: (veil: Veil, at: Int64)] = [:]

  typealias LookUp = @Sendable (Slug, Int64) async throws(Problem) -> (veil: Veil, at: Int64)?

  /// Forgets what may have changed: someone may have given theirs since.
  mutating func beginAnew() { veils = [:] }

  /// Whether an event of a paper is hidden. Events come in order.
  mutating func hide(_ event: FeedEvent, in paper: Slug, _ lookUp: LookUp) async throws(Problem) -> Bool {
    if event.setsPolicy { open.remove(paper) }
    guard let saying = event.saying, !open.contains(paper) else { return false }
    if let known = veils[paper], known.at >= event.position { return known.veil.hides(saying) }
    guard let found = try await lookUp(paper, event.position) else {
      open.insert(paper)
      return false
    }
    veils[paper] = found
    return found.veil.hides(saying)
  }
}
