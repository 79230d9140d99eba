extension TextDiff {
  /// Moves what was put in or taken out to where a person would have done it. Between `his hand. The ship` and
  /// `his hand. The book. The ship` a comparison may as well see `he book. T` put in, or `. The book`: of all
  /// ways that match the same, the one is taken that begins after a sentence, else after a word.
  mutating func settle(_ old: [Int32], _ new: [Int32], stop: Int32) {
    for index in runs.indices.dropLast() {
      let (left, right) = (runs[index], runs[index + 1])
      let (oldEnd, newEnd) = (left.old + left.count, left.new + left.count)
      // Either something was put in, or something taken out; where both, nothing can be moved.
      guard oldEnd == right.old || newEnd == right.new else { continue }
      let text = oldEnd == right.old ? new : old
      let gap = oldEnd == right.old ? newEnd..<right.new : oldEnd..<right.old
      func worth(_ shift: Int) -> Int {
        let place = gap.lowerBound + shift
        guard place > 0, SymbolAlphabet.isBlank(text[place - 1]) else { return 0 }
        return place > 1 && text[place - 2] == stop ? 2 : 1
      }
      var best = (worth: worth(0), shift: 0)
      var shift = 0
      while -shift < min(left.count - 1, Self.furthest),
        text[gap.lowerBound + shift - 1] == text[gap.upperBound + shift - 1]
      {
        shift -= 1
        if worth(shift) > best.worth { best = (worth(shift), shift) }
      }
      shift = 0
      while shift < min(right.count - 1, Self.furthest),
        text[gap.lowerBound + shift] == text[gap.upperBound + shift]
      {
        shift += 1
        if worth(shift) > best.worth { best = (worth(shift), shift) }
      }
      runs[index].count += best.shift
      runs[index + 1].old += best.shift
      runs[index + 1].new += best.shift
      runs[index + 1].count -= best.shift
    }
  }

  private static let furthest = 64
}
