/// Whether a projector leaves the tables to the one of another server. Pure.
///
/// Where both project the same events one of them does so in vain, and that is as much as appending costs. So the one
/// that finds that another was quicker stands back, and goes on by itself only where someone waits for the tables, or the
/// other does not come.
struct Standby {
  typealias Instant = ContinuousClock.Instant

  /// Since when the other has let something wait; `nil` where nobody is left to go first.
  private var since: Instant?

  /// Another server was seen to project.
  mutating func begin(at now: Instant) { since = now }

  /// This one was quicker, and the other stands back by that.
  mutating func end() { since = nil }

  /// Whether it still holds.
  func lasts(at now: Instant) -> Bool {
    guard let since else { return false }
    return now - since < Self.patience
  }

  /// There is nothing to project, or the other goes on with it: it has all its time again.
  mutating func noteProgress(at now: Instant) { if since != nil { since = now } }

  /// How long the other may take over what is to be projected: several times as long as it rests between two runs.
  static let patience = Duration.milliseconds(500)
}
