internal import Scholarship

/// States of one paper after every so many events, evenly spaced and never more than some: when they become too many,
/// every other one is let go and the spacing doubles.
///
/// States share structure with each other, so one costs what has changed since: that is taken for a quarter of it.
struct SpacedStates {
  /// Ascending, each at a sequence that `spacing` divides.
  private var states: [Paper] = []
  /// How many events lie between two states.
  private(set) var spacing: Int64

  init(spacing: Int64) { self.spacing = spacing }

  /// How many events they stand for.
  var cost: Int64 { states.reduce(0) { $0 + $1.sequence / 4 } }

  var count: Int { states.count }

  /// The latest one at or before a position.
  func nearest(to position: Int64) -> Paper? {
    // They are few.
    states.last { $0.position <= position }
  }

  /// Keeps the paper where it is one of those that are kept.
  mutating func pass(_ paper: Paper) {
    guard paper.sequence > 0, paper.sequence % spacing == 0 else { return }
    let index = states.firstIndex { $0.sequence >= paper.sequence } ?? states.endIndex
    if index < states.endIndex, states[index].sequence == paper.sequence { return }
    states.insert(paper, at: index)
    if states.count > Self.limit { thin() }
  }

  mutating func merge(_ others: SpacedStates) {
    for paper in others.states { pass(paper) }
  }

  /// Lets go of half of them. Tells whether there was anything to let go of.
  @discardableResult
  mutating func thin() -> Bool {
    if states.isEmpty { return false }
    spacing *= 2
    states.removeAll { $0.sequence % spacing != 0 }
    return true
  }

  private static let limit = 16
}
