import ActSupport
import Acts
import Manuscript
import Protocol
import Rendering
import Scholarship
import SeededRandom
import Testing
import Views

@Suite struct DiffTests {
  @Test func `what was proposed and passed since is told with the words that changed`() throws {
    var study = try Study()
    let start = study.paper.position
    try study.pass("p3:1742", "1743")
    let view = study.diff(start)
    #expect(view.things.map(\.id) == ["x1"])
    let item = try #require(view.things.first)
    #expect(item.was == nil && item.status == "accepted" && item.basis == "ballot")
    #expect(item.deeds.map(\.what) == ["proposed it", "voted for it"])
    #expect(item.deeds.map(\.text) == ["As in the deed.", "So it is."])
    #expect(view.text.map(\.old) == ["1742"] && view.text.map(\.new) == ["1743"])
    #expect(view.text.first?.corrections == ["x1"])
    #expect(view.text.first?.before.hasSuffix("The mill was built in ") == true)
    #expect(study.diff(start + 1).things.first?.was == "open")
  }

  @Test func `half a word that is corrected is told as the whole word`() throws {
    var study = try Study()
    let start = study.paper.position
    let block = try study.document.resolve("p3:1742").range
    let last = study.document.anchor(for: ScalarRange(block.end - 1, block.end), base: Study.base)
    let ids = try study.run(
      .correct(last, replacement: "3", class: nil, reason: "R", evidence: []), by: "ada")
    try study.run(.vote(.for, on: ids[0], reason: nil), by: "bel")
    let view = study.diff(start)
    #expect(view.text.map(\.old) == ["1742"] && view.text.map(\.new) == ["1743"])
  }

  @Test func `what fell by a ruling is told with its reason`() throws {
    var study = try Study()
    try study.pass("p3:1742", "1743")
    let start = study.paper.position
    try study.run(.rule(.reject, on: "x1", reason: "The deed is forged."), by: "edd")
    let view = study.diff(start)
    let item = try #require(view.things.first)
    #expect(item.was == "accepted" && item.status == "rejected" && item.basis == "ruling")
    #expect(item.reason == "The deed is forged.")
    #expect(view.text.map(\.old) == ["1743"] && view.text.map(\.new) == ["1742"])
  }

  @Test func `what left no trace is told with who did it`() throws {
    var study = try Study()
    try study.pass("p3:1742", "1743")
    try study.run(AnyAct.dispute(.init(target: "p4", body: "Is it?")), by: "cyd")
    try study.run(.rule(.reject, on: "d1", reason: "R"), by: "edd")
    func told(_ since: Int64) -> [String] {
      study.diff(since).things.flatMap { item in item.deeds.map { "\(item.id): \($0.by) \($0.what)" } }
    }
    var start = study.paper.position
    try study.run(AnyAct.vote(.init(id: "x1", vote: .nothing, reason: "I looked again.")), by: "bel")
    #expect(told(start) == ["x1: bel took back the vote on x1: “I looked again.” (on “1742” → “1743”)"])
    start = study.paper.position
    try study.run(.vote(.for, on: "x1", reason: nil), by: "cyd")
    try study.run(Undo(), by: "cyd")
    #expect(told(start) == ["x1: cyd undid the vote on x1 (@\(start + 1))"])
    // Between two moments at which all is the same too.
    #expect(study.diff(start).things.first?.was == "open" && study.diff(start).things.first?.status == "open")
    start = study.paper.position
    try study.run(Redo(), by: "cyd")
    #expect(told(start) == ["x1: cyd redid the vote on x1 (@\(start - 1))"])
    start = study.paper.position
    try study.run(.lift("d1", reason: "Too soon."), by: "edd")
    #expect(told(start) == ["d1: edd lifted the last decision on d1: “Too soon.”"])
    start = study.paper.position
    try study.run(.rule(.reject, on: "d1", reason: "Now."), by: "edd")
    try study.run(.reopen("d1", reason: "New deed."), by: "edd")
    #expect(told(start) == ["d1: edd reopened d1: “New deed.”"])
    start = study.paper.position
    try study.run(.withdraw("d1", reason: nil), by: "cyd")
    try study.run(Undo(), by: "cyd")
    #expect(told(start) == ["d1: cyd undid the withdrawal of d1 (@\(start + 1))"])
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `everyone who took something back is named`(seed: UInt64) throws {
    let study = try BlindHistory(seed: seed).study
    var random = SeededGenerator(seed: seed)
    for _ in 0..<6 {
      let (since, until) = study.positions(&random)
      let told = Dictionary(uniqueKeysWithValues: study.diff(since, until).things.map { ($0.id, $0) })
      for event in study.events[Int(since)..<Int(until)]
      where HistoryPart.Subject.tracelessTypes.contains(event.event.type) {
        guard let id = event.event.subjects.first?.description else { continue }
        let names = told[id].map { [$0.by] + $0.deeds.map(\.by) } ?? []
        #expect(
          names.contains(event.stamp.by.name), "seed \(seed), @\(event.stamp.position) \(event.event.type)")
      }
    }
  }

  @Test func `nothing changed between a position and itself`() throws {
    var study = try Study()
    try study.pass("p3:1742", "1743")
    let view = study.diff(study.paper.position)
    #expect(view.things.isEmpty && view.text.isEmpty && view.members == nil && view.policy == nil)
    #expect(Diff(since: .position(1)).page(of: view).lines.last == "Nothing changed.")
  }

  @Test func `who joined and which rules changed is told`() throws {
    var study = try Study()
    let start = study.paper.position
    try study.run(.admit("rea", as: .scholar), by: "edd")
    try study.run(.setPolicy(["quorum=3"]), by: "edd")
    let view = study.diff(start)
    #expect(view.members == [MemberChangeItem(handle: "rea", role: "scholar", was: "reader")])
    #expect(view.policy?.rules.quorum == 3)
  }

  @Test func `from before there was a paper all is new`() throws {
    var study = try Study()
    try study.pass("p3:1742", "1743")
    let view = study.diff(0)
    #expect(view.things.map(\.id) == ["x1"] && view.text.isEmpty)
    #expect(view.members?.count == 5)
  }

  @Test func `another base is compared word by word`() throws {
    let old = try Study()
    let new = try Study(on: Study.mill.replacing("by a man called Harn", with: "by one John Harn"))
    let base = BaseID(raw: [1], document: [1])
    var paper = new.paper
    paper.evolve(
      RecordedEvent(
        Event(
          BaseImported(
            base: base, scalars: new.document.text.count, mediaType: "text/markdown", source: "cc",
            document: "dd", anchors: [])),
        Stamp(by: "edd", at: Timestamp(microseconds: 0), position: paper.position + 1)))
    var snapshot = Snapshot(at: paper.position, PaperState(paper, document: new.document))
    snapshot.earlier = Snapshot.Earlier(at: old.paper.position, old.now.state)
    let view = Diff(since: .position(old.paper.position)).view(of: snapshot)
    #expect(view.earlierBase == Study.base.description)
    #expect(view.text.map(\.old) == ["a man called"] && view.text.map(\.new) == ["one John"])
    #expect(view.text.map(\.address) == ["p3:one John"])
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `the changes of the text make the later one of the earlier one`(seed: UInt64) throws {
    let study = try Study.random(seed: seed)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<12 {
      let (since, until) = study.positions(&random)
      let view = study.diff(since, until)
      let made = ScalarText(study.text(at: since)).making(view.text)
      #expect(made == study.text(at: until), "seed \(seed), @\(since)..@\(until)")
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `two diffs in a row tell of everything that the one over both tells of`(seed: UInt64) throws {
    let study = try Study.random(seed: seed)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<12 {
      let (first, last) = study.positions(&random)
      let middle = Int64.random(in: first...last, using: &random)
      let (whole, one, two) = (study.diff(first, last), study.diff(first, middle), study.diff(middle, last))
      let told = Set(one.things.map(\.id) + two.things.map(\.id))
      #expect(told.isSuperset(of: whole.things.map(\.id)), "seed \(seed), @\(first)..@\(middle)..@\(last)")
      #expect(
        Set((one.members ?? []).map(\.handle) + (two.members ?? []).map(\.handle))
          .isSuperset(of: (whole.members ?? []).map(\.handle)), "seed \(seed)")
      #expect(whole.policy == nil || one.policy != nil || two.policy != nil, "seed \(seed)")
      let changed = Set(one.text.flatMap { $0.corrections ?? [] } + two.text.flatMap { $0.corrections ?? [] })
      #expect(changed.isSuperset(of: whole.text.flatMap { $0.corrections ?? [] }), "seed \(seed)")
    }
  }

  @Test func `where a thing is, is not said to be by ballot`() throws {
    var study = try Study()
    try study.pass("p3:1742", "1743")
    try study.pass("p4:kept", "hung")
    let before = study.paper.position
    let earlier = Snapshot.Earlier(at: before, study.now.state)
    try study.rebase(
      onto: Study.mill.split(separator: "1742").joined(separator: "1743").split(separator: "kept").joined(
        separator: "to be seen"))
    #expect(study.now.news(for: "ada", since: earlier).map(\.status) == ["incorporated", "orphaned"])
    let lines = Diff(since: .position(before)).page(of: study.diff(before)).lines
    #expect(lines.contains { $0.contains("accepted → incorporated") })
    #expect(lines.contains { $0.contains("accepted → orphaned") })
    for status in ["incorporated", "orphaned"] { #expect(!lines.contains { $0.contains("\(status) by") }) }
  }

  @Test func `its page is in words that a scholar reads`() throws {
    var study = try Study()
    let start = study.paper.position
    try study.run(.claim("The mill is of 1742.", on: "p3.1"), by: "bel")
    try study.run(.dispute(.thing("c1"), ground: .date, body: "The deed says 1743."), by: "cyd")
    try study.pass("p3:1742", "1743")
    try study.run(.annotation("See @ada's note.", on: "c1"), by: "bel")
    let page = Diff(since: .position(start)).page(of: study.diff(start))
    #expect(
      page.lines.joined(separator: "\n") == """
        From @11 to @16.

        Claims
        c1  new: contested  bel  p3.1  The mill is of 1742.
            Disputed in d1.

        Disputes
        d1  new: open  cyd  c1  The deed says 1743.

        Corrections
        x1  new: accepted by ballot  ada  p3  “1742” → “1743”
            ada proposed it: As in the deed.
            bel voted for it: So it is.

        Notes
        a1  new: standing  bel  c1  See @ada's note.

        The text
        p3  The mill was built in [“1742” → “1743”] by a man called Harn. It burned in …
            by x1
        """)
  }
}

extension Study {
  /// Two positions in order.
  fileprivate func positions(_ random: inout SeededGenerator) -> (Int64, Int64) {
    let (one, other) = (
      Int64.random(in: 1...paper.position, using: &random),
      Int64.random(in: 1...paper.position, using: &random)
    )
    return (min(one, other), max(one, other))
  }
}

extension ScalarText {
  /// The text with changes made.
  fileprivate func making(_ changes: [TextChangeItem]) -> String {
    var view = String.UnicodeScalarView()
    var done = 0
    for change in changes {
      view.append(contentsOf: scalars[done..<change.oldRange[0]])
      view.append(contentsOf: change.new.unicodeScalars)
      done = change.oldRange[1]
    }
    view.append(contentsOf: scalars[done...])
    return String(view)
  }
}
