public import Manuscript

/// How often an anchoring was right.
public struct Tally: Sendable, CustomStringConvertible {
  /// Placed where the passage truly is.
  public var right = 0
  /// Placed elsewhere, or placed though it is gone.
  public var wrong = 0
  /// Not placed, for there were several.
  public var ambiguous = 0
  /// Not placed, for there was none.
  public var orphaned = 0
  /// Not placed, rightly: the passage is gone, or stands twice with the same words around it.
  public var refusedRightly = 0
  /// Cases in which there was one true place.
  public var placeable = 0
  public var count = 0

  public init() {}

  /// The share of the places there were that were found.
  public var recall: Double { placeable == 0 ? 1 : Double(right) / Double(placeable) }

  public mutating func add(_ outcome: AnchorOutcome, _ truth: AnchoringCase.Truth) {
    count += 1
    if case .at = truth { placeable += 1 }
    switch (outcome, truth) {
    case (.found(let placement), .at(let place)):
      if Self.agree(placement.range, place) { right += 1 } else { wrong += 1 }
    case (.found(let placement), .undecidable(let place)):
      // A lucky guess adds nothing to what was found, and takes nothing away.
      if !Self.agree(placement.range, place) { wrong += 1 }
    case (.found, .gone): wrong += 1
    case (.ambiguous, _): ambiguous += 1
    case (.orphaned, _): orphaned += 1
    }
    if outcome.placement == nil, case .gone = truth { refusedRightly += 1 }
    if case .ambiguous = outcome, case .undecidable = truth { refusedRightly += 1 }
  }

  public mutating func add(_ other: Tally) {
    right += other.right
    wrong += other.wrong
    ambiguous += other.ambiguous
    orphaned += other.orphaned
    refusedRightly += other.refusedRightly
    placeable += other.placeable
    count += other.count
  }

  /// Whether two ranges are the same place: they share three quarters of what they cover together, or their
  /// ends lie within two scalars.
  public static func agree(_ left: ScalarRange, _ right: ScalarRange) -> Bool {
    if abs(left.start - right.start) <= 2, abs(left.end - right.end) <= 2 { return true }
    let shared = left.intersection(right)?.count ?? 0
    let covered = left.count + right.count - shared
    return 4 * shared >= 3 * covered && shared > 0
  }

  public var description: String {
    func share(_ number: Int, of whole: Int) -> String {
      let tenths = whole == 0 ? 0 : (number * 1_000 + whole / 2) / whole
      return "\(tenths / 10).\(tenths % 10)%"
    }
    return
      "right \(share(right, of: placeable)) of \(placeable), wrong \(share(wrong, of: count)) (\(wrong)), "
      + "ambiguous \(share(ambiguous, of: count)), orphaned \(share(orphaned, of: count)) of \(count)"
  }
}

extension Tally {
  /// What searching with the anchor alone makes of a trial.
  public static func search(_ trial: AnchoringTrial) -> Tally {
    var tally = Tally()
    let outcomes = AnchorSearch(in: trial.damaged).place(trial.cases.map(\.anchor))
    for (outcome, one) in zip(outcomes, trial.cases) { tally.add(outcome, one.truth) }
    return tally
  }

  /// What comparing the two texts makes of it.
  public static func reanchoring(_ trial: AnchoringTrial) -> Tally {
    var tally = Tally()
    let outcomes = Reanchoring(from: trial.original, to: trial.damaged).carry(trial.cases.map(\.anchor.range))
    for (outcome, one) in zip(outcomes, trial.cases) { tally.add(outcome, one.truth) }
    return tally
  }

  /// What Hypothesis' way makes of it.
  public static func hypothesis(_ trial: AnchoringTrial) -> Tally {
    var tally = Tally()
    let anchoring = HypothesisAnchoring(in: trial.damaged)
    for one in trial.cases {
      let placed = anchoring.place(one.anchor).map {
        AnchorPlacement(range: $0, method: .approximate, score: 0)
      }
      tally.add(placed.map { .found($0) } ?? .orphaned(nearest: nil), one.truth)
    }
    return tally
  }
}
