internal import Manuscript

/// Answers whether an edit conflicts with any of a set, and with how many, in logarithmic time.
///
/// It conflicts with one of them if more of them meet it than meet it and agree with it; both are counted in sorted
/// lists of where ranges begin and end. An edit that is in the set itself is in both counts, and so does not matter.
struct ConflictIndex {
  /// An edit by its range and by what stands for its effect: edits with equal classes agree.
  typealias Element = (range: ScalarRange, class: Int)

  private let few: [Element]
  private let all: Meetings
  private let agreeing: [Int: Meetings]

  init(_ edits: [Element]) {
    // To compare with a few, one by one, costs less than to index them.
    if edits.count <= 16 {
      (few, all, agreeing) = (edits, Meetings([]), [:])
    } else {
      (few, all) = ([], Meetings(edits.map(\.range)))
      agreeing = Dictionary(grouping: edits, by: \.class).mapValues { Meetings($0.map(\.range)) }
    }
  }

  func hasConflict(with edit: Element) -> Bool { conflicts(with: edit) > 0 }

  /// With how many an edit conflicts.
  func conflicts(with edit: Element) -> Int {
    if !few.isEmpty { return few.count { $0.class != edit.class && $0.range.meets(edit.range) } }
    return all.count(meeting: edit.range) - (agreeing[edit.class]?.count(meeting: edit.range) ?? 0)
  }
}

/// Counts the ranges of a set that meet another.
private struct Meetings {
  /// Of those that are not empty.
  private let (starts, ends): ([Int], [Int])
  private let points: [Int]

  init(_ ranges: [ScalarRange]) {
    let replaced = ranges.filter { !$0.isEmpty }
    starts = replaced.map(\.start).sorted()
    ends = replaced.map(\.end).sorted()
    points = ranges.lazy.filter(\.isEmpty).map(\.start).sorted()
  }

  func count(meeting range: ScalarRange) -> Int {
    // Whatever ends at the start or before it also begins before the end.
    let replaced = starts.count(below: range.end) - ends.count(below: range.start + 1)
    let inserted =
      range.isEmpty
      ? points.count(below: range.start + 1) - points.count(below: range.start)
      : points.count(below: range.end) - points.count(below: range.start + 1)
    return replaced + inserted
  }
}

extension [Int] {
  /// How many elements of this sorted array are below `bound`.
  fileprivate func count(below bound: Int) -> Int { partitioningIndex { $0 >= bound } }
}
