/// Finds the notes of a paper by its two series: marks that rise through the text, and stretches at a page's
/// foot or a chapter's or the paper's end that open with the same labels. How either is written is one sign
/// among several; what no second series answers is text.
struct NoteSeries {
  /// Openings that are notes, as indices, in runs that belong together.
  private(set) var runs: [[Int]] = []
  /// The marks in weak forms that refer to them, or may.
  private(set) var marks: [NoteMark] = []
  private(set) var undecided: [PageStructure.Undecided] = []

  private let openings: [NoteOpening]
  private let places: NotePlaces

  init(_ marks: [NoteMark], _ openings: [NoteOpening], at places: NotePlaces, in source: SourceText) {
    let (marks, openings) = Self.withRomans(marks, openings)
    self.openings = openings
    self.places = places
    for system in NoteLabel.System.allCases {
      let own = openings.indices.filter { openings[$0].label.system == system }
      guard !own.isEmpty else { continue }
      var best: NoteMatching?
      var doubts: [PageStructure.Undecided]?
      for form in NoteMark.Form.allCases {
        let same = marks.filter { $0.form == form && $0.labels.contains { $0.system == system } }
        guard !same.isEmpty else { continue }
        let matching = NoteMatching(same, of: form, with: own, of: openings, at: places, in: source)
        if matching.matched > best?.matched ?? 0 { best = matching }
        if doubts == nil, !matching.refused.isEmpty { doubts = matching.refused }
        // Where some marks are raised, a plain number or one in brackets is text.
        if form == .raised, matching.matched > 0 { break }
      }
      let found = best ?? NoteMatching([], of: .raised, with: own, of: openings, at: places, in: source)
      runs += found.runs
      self.marks += found.references
      undecided += found.undecided
      // Marks and a foot that answer each other, and yet are no notes, are never left unsaid.
      if best == nil { undecided += doubts ?? [] }
    }
    runs.sort { openings[$0[0]].offset < openings[$1[0]].offset }
    for form in [NoteMark.Form.bracket, .bare] {
      reportUnanswered(marks.filter { $0.form == form }, in: source)
    }
  }

  /// Fewest marks that make a series.
  private static let fewestMarks = 3

  /// Numbers that stand as marks do and rise one by one from 1, where the paper has no notes with numbers, nor
  /// literature that they cite.
  private mutating func reportUnanswered(_ marks: [NoteMark], in source: SourceText) {
    let numbered = openings.indices.filter { openings[$0].label.system == .number }
    guard !runs.joined().contains(where: { openings[$0].label.system == .number }),
      !numbered.contains(where: { index in
        openings[index].isNote || openings[index].form == .bracket
          || places.sections[openings[index].block] == .literature
      })
    else { return }
    let tight = marks.filter { mark in
      // A formula's braces are everywhere.
      if source.bytes[mark.offset] == UInt8(ascii: "{") { return false }
      let isGlued = mark.form == .bracket || mark.offset > 0 && source.bytes[mark.offset - 1] > 0x20
      return mark.isTight && isGlued && mark.labels.count == 1 && mark.labels[0].system == .number
    }
    var series: [NoteMark] = []
    for mark in tight where mark.labels[0].ordinal == series.count + 1 { series.append(mark) }
    guard series.count >= Self.fewestMarks, series.count * 5 >= tight.count * 4 else { return }
    undecided.append(
      PageStructure.Undecided(
        what:
          "This and the numbers like it, up to \(series.count), may be marks of notes, but no notes were found "
          + "that they refer to. They are kept as text.", bytes: series[0].marker.bytes))
  }

  /// The marks and openings with `i` read as a number where `ii` comes and `a` does not.
  private static func withRomans(
    _ marks: [NoteMark], _ openings: [NoteOpening]
  ) -> (marks: [NoteMark], openings: [NoteOpening]) {
    let hasRomans = openings.contains { $0.label.system == .roman }
    let hasLetters = openings.contains {
      $0.label.system == .smallLetter && $0.label.ordinal == 1 && $0.form != .round && $0.form != .list
    }
    guard hasRomans, !hasLetters else { return (marks, openings) }
    var (marks, openings) = (marks, openings)
    for index in marks.indices { marks[index].labels = marks[index].labels.map(\.amongRomans) }
    for index in openings.indices { openings[index].label = openings[index].label.amongRomans }
    return (marks, openings)
  }
}
