/// Marks in other forms, `sold.[1]`, of what begins with raised numbers: those are notes then.
extension RaisedVerseNumbers {
  /// Whether marks of one form, each before what it says, refer to most of what some blocks begin with, and to the first of
  /// it. Where the paper has literature, whose entries such marks may cite, they must take turns with the blocks.
  static func haveMarks(_ raised: [Int], in blocks: [SourceBlock], of source: SourceText) -> Bool {
    guard raised.count > 1 else { return false }
    let openings = NoteOpening.openings(in: blocks, of: source)
    let hasLiterature = blocks.contains { $0.isHeading && NotesHeadings.isLiterature($0, in: source) }
    let marks = NoteMarkScanner.marks(in: blocks, but: openings, of: source)
      .filter { $0.isTight && $0.labels[0].system == .number }
    return Dictionary(grouping: marks, by: \.form).values.contains { marks in
      let offsets = Dictionary(grouping: marks, by: { $0.labels[0].ordinal }).mapValues { $0.map(\.offset) }
      var (last, count, turns) = (0, 0, 0)
      var before = Int.max
      for index in raised {
        let start = blocks[index].bytes.lowerBound
        let same = number(of: blocks[index]).flatMap { offsets[$0] } ?? []
        let place = same.partitioningIndex { $0 >= last }
        if place < same.count, same[place] < start {
          last = same[place]
          count += 1
          if last > before { turns += 1 }
        } else if before == Int.max {
          return false
        }
        before = start
      }
      return count * 3 >= raised.count * 2 && (turns > 0 || !hasLiterature)
    }
  }
}
