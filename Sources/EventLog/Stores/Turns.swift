/// Whose turn it is to append, where several servers do. Pure.
///
/// Servers that alternated with each batch would mostly decide in vain: what one decides about a paper is outdated when
/// another has appended to it. So each goes on for a while once it has the turn, and the others wait for theirs. It is
/// asked for only where another server was met lately, and nothing but speed depends on it: what is appended, and in
/// which order, the log's own lock decides.
struct Turns {
  typealias Instant = ContinuousClock.Instant

  /// When it was last seen that another server had appended.
  private var met: Instant?
  /// When the turn began; `nil` while it is not this server's.
  private var began: Instant?
  /// When the last batch of the turn was committed.
  private var last: Instant?
  /// Until when it is not asked for, after it could not be had.
  private var resumption: Instant?
  /// Whether others may have appended behind what this server knows.
  private(set) var isBehind = false

  /// Whether the turn is this server's.
  var isHeld: Bool { began != nil }

  /// Whether the turn is to be asked for before a batch is committed.
  func isWanted(at now: Instant) -> Bool {
    guard began == nil, let met, now - met < Self.memory else { return false }
    return resumption.map { $0 <= now } ?? true
  }

  /// The turn is this server's.
  mutating func begin(at now: Instant) {
    (began, last, isBehind) = (now, now, true)
  }

  /// A batch was committed.
  ///
  /// - Parameter hasCompany: whether others had appended since the one before.
  mutating func noteCommit(at now: Instant, hasCompany: Bool) {
    if hasCompany { met = now }
    // Hardly anybody comes between two batches of a turn. Without one, who came once comes again.
    isBehind = began == nil && hasCompany
    last = now
  }

  /// How long the turn may still be kept without a batch; `nil` where there is none, negative where it is over.
  func rest(at now: Instant) -> Duration? {
    guard let began, let last else { return nil }
    return min(began + Self.length, last + Self.patience) - now
  }

  /// The turn could not be had: whoever has it stands still. The others go on without one.
  mutating func giveUp(at now: Instant) { resumption = now + Self.respite }

  /// The turn is no longer this server's.
  mutating func end() { (began, last) = (nil, nil) }

  /// The advisory lock of whoever has the turn.
  static let lock: Int64 = 7_266_739
  /// How long a turn is, while there is something to commit.
  static let length = Duration.milliseconds(25)
  /// How long it is kept where nothing comes: longer than people take whose program sends the next command right away.
  static let patience = Duration.milliseconds(2)
  /// For how long it is not asked for after it could not be had.
  static let respite = Duration.seconds(30)
  /// For how long it is expected that another server appends again.
  static let memory = Duration.seconds(1)
}
