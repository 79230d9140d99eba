/// Which of several servers appends for the moment. Pure.
///
/// If servers alternated with each batch, most decisions would be in vain: what one decides about a paper is
/// outdated once another has appended to it. So a server that has the turn goes on for a while, and the
/// others wait. A turn is asked for only if another server was met lately.
///
/// Only speed depends on turns. The log's own lock decides what is appended and in which order.
struct Turns {
  typealias Instant = ContinuousClock.Instant

  /// When another server was last seen to have appended.
  private var met: Instant?
  /// When this server's turn began; `nil` while it has none.
  private var began: Instant?
  /// When this turn's last batch was committed.
  private var last: Instant?
  /// When to ask again, after a turn could not be had.
  private var resumption: Instant?
  /// Whether others may have appended since this server last looked.
  private(set) var isBehind = false

  /// Whether the turn is this server's.
  var isHeld: Bool { began != nil }

  /// Whether to ask for the turn before committing a batch.
  func isWanted(at now: Instant) -> Bool {
    guard began == nil, let met, now - met < Self.memory else { return false }
    return resumption.map { $0 <= now } ?? true
  }

  /// The turn is this server's.
  mutating func begin(at now: Instant) {
    (began, last, isBehind) = (now, now, true)
  }

  /// Notes a committed batch.
  ///
  /// - Parameter hasCompany: whether others have appended since the one before.
  mutating func noteCommit(at now: Instant, hasCompany: Bool) {
    if hasCompany { met = now }
    // During a turn hardly anybody comes between two batches. Without one, a server that was met once will
    // come again.
    isBehind = began == nil && hasCompany
    last = now
  }

  /// How long this server may keep the turn without a batch; `nil` if it has none, negative if it is over.
  func rest(at now: Instant) -> Duration? {
    guard let began, let last else { return nil }
    return min(began + Self.length, last + Self.patience) - now
  }

  /// The turn could not be had: the server that has it does not respond. The others go on without one.
  mutating func giveUp(at now: Instant) { resumption = now + Self.respite }

  /// Ends this server's turn.
  mutating func end() { (began, last) = (nil, nil) }

  /// The advisory lock that the server with the turn holds.
  static let lock: Int64 = 7_266_739
  /// How long a turn lasts while there is something to commit.
  static let length = Duration.milliseconds(25)
  /// How long a turn is kept with nothing to commit: longer than a program takes to send its next command.
  static let patience = Duration.milliseconds(2)
  /// How long not to ask after a turn could not be had.
  static let respite = Duration.seconds(30)
  /// How long another server is expected to append again.
  static let memory = Duration.seconds(1)
}
