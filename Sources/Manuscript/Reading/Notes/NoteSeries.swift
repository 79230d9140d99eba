/// Finds the notes of a paper by its two series: marks that rise through the text, and stretches at a page's
/// foot or a chapter's or the paper's end that open with the same labels. How either is written is one sign
/// among several; what no second series answers is text.
struct NoteSeries {
  /// Openings that are notes, as indices, in runs that belong together.
  var runs: [[Int]] = []
  /// The marks in weak forms that refer to them, or may.
  var marks: [NoteMark] = []
  /// Where the marks begin that found their notes, in order.
  var answered: [Int] = []
  /// Where marks begin whose notes are kept as text, so that no other notes are theirs.
  private(set) var estranged: Set<Int> = []
  var undecided: [PageStructure.Undecided] = []

  var openings: [NoteOpening]
  /// Of the openings the last, which their marks alone show to be such.
  var late: [NoteOpening] = []
  let places: NotePlaces

  init(_ marks: [NoteMark], _ openings: [NoteOpening], at places: NotePlaces, in source: SourceText) {
    let (known, openings) = Self.withRomans(marks, openings)
    let marks = Self.withTurns(known, openings)
    self.openings = openings
    self.places = places
    var claimed: Set<Int> = []
    let hasLiterature = places.sections.contains(.literature)
    for system in NoteLabel.System.allCases {
      let own = openings.indices.filter { openings[$0].label.system == system }
      guard !own.isEmpty else { continue }
      let said = Set(own.filter { !isLiterature(openings[$0]) }.map { openings[$0].label })
      // Whether raised marks say more labels than there are notes, so that they may be citations.
      var citesLiterature = false
      var best: NoteMatching?
      var doubts: [PageStructure.Undecided]?
      for form in NoteMark.Form.allCases {
        let same = marks.filter { mark in
          mark.form == form && mark.labels.contains { $0.system == system }
            // `Towns. 2 vols.`
            && !(form == .bare && hasLiterature && places.isLiterature(at: mark.offset)
              && SourceText.isBlank(source.bytes[mark.offset - 1]))
            // `the bell(s)`
            && !(form == .round && system.isLetter && said.isDisjoint(with: mark.labels))
        }
        guard !same.isEmpty else { continue }
        let matching = NoteMatching(same, of: form, with: own, of: openings, at: places, in: source)
        let isExact = citesLiterature && Set(same.flatMap(\.labels)).isSubset(of: said)
        let more = isExact ? 1 : 0
        if best.map({ matching.prevails(over: $0, by: more) }) ?? (matching.matched + more > 0) {
          best = matching
        }
        if doubts == nil, !matching.refused.isEmpty { doubts = matching.refused }
        // Where some marks are raised, a plain number or one in brackets is text.
        if form == .raised, matching.matched > 0, !Self.arePowers(same, beside: marks, of: said) {
          citesLiterature = hasLiterature && !Set(same.flatMap(\.labels)).isSubset(of: said)
          if !citesLiterature { break }
        }
      }
      let found = best ?? NoteMatching([], of: .raised, with: own, of: openings, at: places, in: source)
      runs += found.runs
      self.marks += found.references
      estranged.formUnion(found.estranged)
      undecided += found.undecided
      claimed.formUnion(found.claimed)
      // Marks and a foot that answer each other, and yet are no notes, are never left unsaid.
      if best == nil { undecided += doubts ?? [] }
    }
    answered = claimed.sorted()
    runs.sort { openings[$0[0]].offset < openings[$1[0]].offset }
    for form in [NoteMark.Form.bracket, .bare] {
      reportUnanswered(marks.filter { $0.form == form }, in: source)
    }
    reportMissed(marks, but: claimed, in: source)
    reportLost(marks.filter { $0.form == .bare }, but: claimed, in: source)
    reportUnreferred()
    addLate(marks, but: claimed, in: source)
  }

  /// Whether raised figures leave out the first note, as `40 m²` and `A²` do, and the marks of another form say it and more of the
  /// others than they do.
  private static func arePowers(
    _ raised: [NoteMark], beside marks: [NoteMark], of said: Set<NoteLabel>
  ) -> Bool {
    let labels = said.intersection(raised.flatMap(\.labels))
    guard let first = said.min(by: { $0.ordinal < $1.ordinal }), !labels.contains(first) else { return false }
    return [NoteMark.Form.bracket, .round, .bare].contains { form in
      let others = said.intersection(marks.lazy.filter { $0.form == form }.flatMap(\.labels))
      return others.contains(first) && others.count > labels.count
    }
  }

  func isLiterature(_ opening: NoteOpening) -> Bool {
    places.sections[opening.block] == .literature
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
