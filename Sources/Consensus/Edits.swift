public import Manuscript

/// A range of a text and what is to stand in its place: an empty range inserts, an empty replacement deletes.
public struct Edit: Hashable, Sendable {
  public var range: ScalarRange
  public var replacement: String

  public init(range: ScalarRange, replacement: String) {
    self.range = range
    self.replacement = replacement
  }

  /// Whether the two cannot both be made: they share a scalar, insert at the same point, or one inserts inside
  /// or at the edge of what the other replaces. Ranges that merely touch do not conflict.
  public func conflicts(with other: Edit) -> Bool {
    let (a, b) = (range, other.range)
    if a.isEmpty || b.isEmpty { return a.start <= b.end && b.start <= a.end }
    return a.start < b.end && b.start < a.end
  }
}

extension ScalarText {
  /// The text of `range` with `edits` made. The edits lie in the range, in order, and none conflicts with another.
  public func applying(_ edits: some Sequence<Edit>, in range: ScalarRange) -> String {
    var view = String.UnicodeScalarView()
    view.reserveCapacity(range.count)
    var done = range.start
    for edit in edits {
      view.append(contentsOf: scalars[done..<edit.range.start])
      view.append(contentsOf: edit.replacement.unicodeScalars)
      done = edit.range.end
    }
    view.append(contentsOf: scalars[done..<range.end])
    return String(view)
  }
}

/// Edits grouped into connected components of conflict.
public enum Conflicts {
  /// The components of `edits`, as indices into it: each component's in text order, the components in text order.
  ///
  /// One sweep over the edits sorted by where they start, an insertion before a replacement at the same point
  /// (for it conflicts with what ends there as well as with what begins there): n log n.
  public static func components(of edits: [Edit]) -> [[Int]] {
    let order = edits.indices.sorted { a, b in
      (edits[a].range.start, edits[a].range.end, a) < (edits[b].range.start, edits[b].range.end, b)
    }
    var components: [[Int]] = []
    // How far the replacements of the last component reach, and where its last insertion stands.
    var reach = -1
    var insertion = -1
    for index in order {
      let range = edits[index].range
      let joins = insertion == range.start || (range.isEmpty ? range.start <= reach : range.start < reach)
      if joins, !components.isEmpty {
        components[components.count - 1].append(index)
      } else {
        components.append([index])
        reach = -1
        insertion = -1
      }
      if range.isEmpty { insertion = range.start } else { reach = max(reach, range.end) }
    }
    return components
  }
}

/// Answers whether an edit conflicts with any of a set, each in logarithmic time.
struct ConflictIndex {
  /// Where replacements start, in order, and the two furthest ends among those that start there or before.
  private let starts: [Int]
  private let reaches: [(furthest: Int, second: Int)]
  private let insertions: [Int]
  /// How often a candidate is in the set itself, and so conflicts with itself.
  private let own: Int

  init(_ edits: [Edit], holdingCandidates: Bool = false) {
    let replacements = edits.map(\.range).filter { !$0.isEmpty }.sorted()
    starts = replacements.map(\.start)
    var reach = (furthest: -1, second: -1)
    reaches = replacements.map {
      reach = $0.end > reach.furthest ? ($0.end, reach.furthest) : (reach.furthest, max(reach.second, $0.end))
      return reach
    }
    insertions = edits.map(\.range).filter(\.isEmpty).map(\.start).sorted()
    own = holdingCandidates ? 1 : 0
  }

  func hasConflict(with edit: Edit) -> Bool {
    let range = edit.range
    let inserted = insertions.countBelow(range.end + 1) - insertions.countBelow(range.start)
    if inserted > (range.isEmpty ? own : 0) { return true }
    // A replacement shares a scalar with another; an insertion conflicts at the edges as well.
    let before = starts.countBelow(range.isEmpty ? range.start + 1 : range.end)
    guard before > 0 else { return false }
    let reach = range.isEmpty || own == 0 ? reaches[before - 1].furthest : reaches[before - 1].second
    return range.isEmpty ? reach >= range.start : reach > range.start
  }
}

extension [Int] {
  /// How many elements of this sorted array are below `bound`.
  fileprivate func countBelow(_ bound: Int) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < bound { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
