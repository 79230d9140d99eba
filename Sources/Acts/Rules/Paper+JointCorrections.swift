internal import Manuscript
internal import Scholarship

extension Paper {
  /// Corrections that stand side by side and together put these words in place of a range, in text order; `nil` where none
  /// do. Costs what stands near the range.
  func corrections(making new: String, of range: ScalarRange) -> [EntityID]? {
    let standing = standingCorrections(near: range).compactMap { correction($0) }.filter {
      isPlaced($0.anchor) && range.contains($0.anchor.range)
    }
    guard standing.count > 1 else { return nil }
    let wanted = Array(new.utf8)
    // Where the text and the words are made so far, with the corrections that lead there.
    var open = [(end: range.start, made: 0, by: [EntityID]())]
    var seen: Set<[Int]> = []
    while let state = open.popLast() {
      if state.end == range.end, state.made == wanted.count, !state.by.isEmpty { return state.by }
      for correction in standing where correction.anchor.range.start == state.end {
        let words = Array(correction.replacement.utf8)
        guard !state.by.contains(correction.id), wanted[state.made...].starts(with: words) else { continue }
        let next = (end: correction.anchor.range.end, made: state.made + words.count)
        guard seen.insert([next.end, next.made, correction.id.number]).inserted else { continue }
        open.append((next.end, next.made, state.by + [correction.id]))
      }
    }
    return nil
  }
}
