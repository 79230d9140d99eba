internal import Scholarship
internal import Views

/// What is kept of one paper's past: states from which any position is reached, and the positions that were asked about
/// last, with what was computed of them.
struct PaperPast {
  /// One that was asked about: the paper is the same from its own position to `end`.
  private struct Asked {
    var state: PaperState
    var end: Int64

    func covers(_ position: Int64) -> Bool { position >= state.paper.position && position <= end }
  }

  private(set) var states: SpacedStates
  /// The one asked about last stands last.
  private var asked: [Asked] = []
  private let spacing: Int64
  /// Changes when what is kept must not be used any more.
  private(set) var epoch = 0

  init(spacing: Int64) {
    self.spacing = spacing
    states = SpacedStates(spacing: spacing)
  }

  /// How many events all of it stands for.
  var cost: Int64 { asked.reduce(states.cost) { $0 + cost(of: $1) } }

  /// It shares most with the state that it was reached from; what was computed of it is its own.
  private func cost(of asked: Asked) -> Int64 {
    asked.state.paper.sequence / (asked.state.knownStanding == nil ? 8 : 4)
  }

  /// How many positions are kept that were asked about.
  var askedCount: Int { asked.count }

  // MARK: Finding

  /// What was asked about before and holds at a position.
  mutating func state(at position: Int64) -> PaperState? {
    guard let index = asked.firstIndex(where: { $0.covers(position) }) else { return nil }
    let found = asked.remove(at: index)
    asked.append(found)
    return found.state
  }

  /// The latest state at or before a position.
  func nearest(to position: Int64) -> Paper? {
    let kept = states.nearest(to: position)
    let other = asked.lazy.map(\.state.paper).filter { $0.position <= position }
      .max { $0.position < $1.position }
    guard let kept, let other else { return kept ?? other }
    return kept.position < other.position ? other : kept
  }

  // MARK: Keeping

  /// Keeps the paper where it is one of those after every so many events.
  mutating func pass(_ paper: Paper) { states.pass(paper) }

  /// Keeps what was asked about at a position, and the states that were passed on the way to it.
  mutating func keep(_ state: PaperState, asOf position: Int64, passed: SpacedStates) {
    states.merge(passed)
    if let index = asked.firstIndex(where: { $0.state.paper.sequence == state.paper.sequence }) {
      asked[index].end = max(asked[index].end, position)
      return
    }
    asked.append(Asked(state: state, end: position))
    if asked.count > Self.askedLimit { asked.removeFirst() }
  }

  /// Lets go until it costs no more than so many events: of states while they cost more than what was asked about,
  /// else of what was asked about longest ago.
  mutating func shrink(to allowance: Int64) {
    while cost > allowance {
      if asked.isEmpty || states.cost > cost - states.cost, states.thin() { continue }
      if asked.isEmpty { return }
      asked.removeFirst()
    }
  }

  /// Lets go of all: what is kept may say what was erased.
  mutating func forget() {
    epoch += 1
    asked = []
    states = SpacedStates(spacing: spacing)
  }

  private static let askedLimit = 4
}

/// What is kept of a paper, in events.
struct PaperCost: Sendable {
  var present: Int64 = 0
  var past: Int64 = 0

  var total: Int64 { present + past }
}
