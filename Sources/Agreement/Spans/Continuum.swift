/// A text in which several people marked passages of one kind, each as they saw fit.
public struct Continuum: Hashable, Sendable {
  /// How long the text is.
  public let length: Int
  /// What each marked, in the order of the text; none is empty, and no two of one person overlap.
  public let marks: [[Range<Int>]]
  /// The parts of the text that the bootstrap draws, such as its paragraphs, in order and without gaps.
  public let parts: [Range<Int>]
  /// How many marks were joined with another of the same person that they overlap: a person marks a place or does not.
  public let joined: Int

  /// - Parameters:
  ///   - marks: what each person marked, in any order. Empty ones are left out; nobody may have none.
  ///   - boundaries: where the parts of the text begin and end; those outside it do not count.
  public init(length: Int, marks: [[Range<Int>]], boundaries: [Int] = []) {
    self.length = length
    let merged = marks.map { Self.merged($0.filter { !$0.isEmpty }) }
    self.marks = merged
    joined = zip(marks, merged).reduce(0) { sum, both in sum + both.0.count { !$0.isEmpty } - both.1.count }
    let inner = Set(boundaries.filter { 0 < $0 && $0 < length }).sorted()
    parts = zip([0] + inner, inner + [length]).map { $0..<$1 }
  }

  /// How many people marked anything.
  public var raters: Int { marks.count }

  /// How many marks there are.
  public var units: Int { marks.reduce(0) { $0 + $1.count } }

  /// Those that touch without overlapping stay apart: they are two units.
  private static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var merged: [Range<Int>] = []
    for range in ranges.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
      if let last = merged.last, range.lowerBound < last.upperBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }
}

/// A stretch of a text that the same people marked.
public struct MarkedStretch: Hashable, Sendable {
  /// Where it is.
  public var range: Range<Int>
  /// Who marked it, in order.
  public var raters: [Int]
}

extension Continuum {
  /// The text in stretches, from its beginning to its end: a new one begins wherever a mark begins or ends, and
  /// where a part does.
  var stretches: [MarkedStretch] {
    var events: [(at: Int, rater: Int?, begins: Bool)] = parts.map { ($0.lowerBound, nil, false) }
    for (rater, ranges) in marks.enumerated() {
      for range in ranges {
        events.append((range.lowerBound, rater, true))
        events.append((range.upperBound, rater, false))
      }
    }
    // A mark that ends where the next of the same person begins does so first.
    events.sort { ($0.at, $0.begins ? 1 : 0) < ($1.at, $1.begins ? 1 : 0) }
    var stretches: [MarkedStretch] = []
    var (marking, start) = (Set<Int>(), 0)
    for event in events {
      if event.at > start {
        stretches.append(MarkedStretch(range: start..<event.at, raters: marking.sorted()))
        start = event.at
      }
      if let rater = event.rater { if event.begins { marking.insert(rater) } else { marking.remove(rater) } }
    }
    if start < length { stretches.append(MarkedStretch(range: start..<length, raters: marking.sorted())) }
    return stretches
  }

  /// Where people differ most: the stretches that some marked and others did not, by how many pairs of people they part
  /// times their length; the first of equals first.
  public func mostDisputed(_ limit: Int) -> [MarkedStretch] {
    func weight(_ stretch: MarkedStretch) -> Int {
      stretch.raters.count * (raters - stretch.raters.count) * stretch.range.count
    }
    return stretches.filter { weight($0) > 0 }
      .sorted { (-weight($0), $0.range.lowerBound) < (-weight($1), $1.range.lowerBound) }
      .prefix(limit).map { $0 }
  }
}
