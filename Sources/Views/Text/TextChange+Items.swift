internal import Consensus
internal import Manuscript
internal import Protocol
internal import Scholarship

extension TextComparison {
  /// The changes with the words around them.
  ///
  /// - Parameters:
  ///   - document: that of the new base.
  ///   - range: the part of the new base that is asked for; all of it where none is given.
  func items(in document: Document, on range: ScalarRange? = nil) -> [TextChangeItem] {
    changes.filter { range?.touches($0.base) ?? true }.map { change in
      let (before, after) = new.surroundings(of: change.new)
      return TextChangeItem(
        address: document.address(of: change.base), before: before, old: old[change.old],
        new: new[change.new], after: after, oldRange: [change.old.start, change.old.end],
        newRange: [change.new.start, change.new.end],
        corrections: change.corrections.isEmpty ? nil : change.corrections.map(\.description))
    }
  }
}

extension ScalarText {
  /// What stands around a range in its paragraph, cut between words.
  fileprivate func surroundings(
    of range: ScalarRange, width: Int = 40
  ) -> (before: String, after: String) {
    func isBreak(_ offset: Int) -> Bool { self[offset] == "\n" }
    var start = range.start
    while start > max(0, range.start - width), !isBreak(start - 1) { start -= 1 }
    let isCut = start > 0 && !isBreak(start - 1)
    if isCut { while start < range.start, !self[start].properties.isWhitespace { start += 1 } }
    var end = range.end
    while end < min(count, range.end + width), !isBreak(end) { end += 1 }
    let goesOn = end < count && !isBreak(end)
    if goesOn { while end > range.end, !self[end - 1].properties.isWhitespace { end -= 1 } }
    return (
      (isCut ? "…" : "") + self[ScalarRange(start, range.start)],
      self[ScalarRange(range.end, end)] + (goesOn ? "…" : "")
    )
  }
}
