/// Marks that take turns with notes of one number, as they do where each page's foot begins anew and has one note.
extension NoteSeries {
  /// Fewest such notes.
  private static let fewestTurns = 3

  /// The marks with those out of doubt that stand right behind a word which numbers follow, `in a box.1 The box`: again and
  /// again one mark of the number stands before one note of it, and each but few of them behind another word.
  static func withTurns(_ marks: [NoteMark], _ openings: [NoteOpening]) -> [NoteMark] {
    func isDoubtful(_ mark: NoteMark) -> Bool {
      !mark.isTight && (mark.doubt ?? .place) == .place && !mark.isPartedFromWord
    }
    let bare = marks.indices.filter { marks[$0].form == .bare && marks[$0].labels.count == 1 }
    let doubtful = Set(bare.filter { isDoubtful(marks[$0]) }.map { marks[$0].labels[0] })
    guard !doubtful.isEmpty else { return marks }
    let byLabel = Dictionary(grouping: bare, by: { marks[$0].labels[0] })
    var settled = marks
    for (label, notes) in Dictionary(grouping: openings.filter { doubtful.contains($0.label) }, by: \.label)
    where notes.count >= fewestTurns && notes.allSatisfy({ $0.form == .bare && !$0.isNote }) {
      let own = byLabel[label] ?? []
      guard own.count == notes.count, zip(own, notes).allSatisfy({ marks[$0].offset < $1.offset }),
        zip(own.dropFirst(), notes).allSatisfy({ marks[$0].offset > $1.offset }),
        own.count(where: { !isDoubtful(marks[$0]) }) * 3 >= own.count * 2
      else { continue }
      for index in own where isDoubtful(marks[index]) { settled[index].isTight = true }
    }
    return settled
  }
}
