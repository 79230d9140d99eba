import ActSupport
import Acts
import Consensus
import Manuscript
import Scholarship

/// People at work on one text: commands go through the decider, and what they come to is kept.
struct Group {
  /// The reading text of the present base.
  private(set) var text: ScalarText
  private(set) var paper = Paper.initial
  private(set) var events: [RecordedEvent] = []

  /// A paper of the editor edd's with these scholars.
  init(on text: String = "abcdefghijklmnopqrstuvwxyz", scholars: [Handle] = ["ada", "bel", "cyd"]) throws {
    self.text = ScalarText(text)
    let imported = PaperImported(
      slug: "p", title: "P", base: Self.base, scalars: self.text.count, mediaType: "text/plain", source: "aa",
      document: "bb")
    try run(.importPaper(imported), by: "edd")
    for scholar in scholars {
      try run(.admit(scholar, as: .scholar), by: "edd")
      try run(.join, by: scholar)
    }
  }

  static let base = BaseID(raw: [], document: [])

  @discardableResult
  mutating func run(_ command: Command, by person: Handle) throws(Refusal) -> [EntityID] {
    let decision = try paper.decide(command, by: person, on: command.proposes ? nil : text)
    for event in decision.events {
      let position = paper.position + 1
      let stamp = Stamp(by: person, at: Timestamp(microseconds: position), position: position)
      events.append(RecordedEvent(event, stamp))
      paper.evolve(events[events.count - 1])
    }
    return decision.ids
  }

  func anchor(_ start: Int, _ end: Int) -> Anchor {
    let range = ScalarRange(start, end)
    let base = paper.identity?.base ?? Self.base
    return Anchor(base: base, range: range, quote: text[range], prefix: "", suffix: "")
  }

  /// Brings another base in; `place` says where an anchor stands in it.
  mutating func rebase(
    on text: ScalarText, as base: BaseID, placing place: (AnchorName, Anchor) -> ScalarRange?
  ) throws(Refusal) {
    let anchors = paper.anchors.map { name, anchor in
      let outcome: CarriedAnchor.Placement =
        if let range = place(name, anchor) {
          .found(
            Anchor(base: base, range: range, quote: text[range], prefix: "", suffix: ""), method: .diff,
            score: 1000)
        } else {
          .lost(.orphaned(nearest: nil))
        }
      return CarriedAnchor(name, outcome)
    }
    try run(
      .importBase(
        .init(
          base: base, scalars: text.count, mediaType: "text/plain", source: "cc", document: "dd",
          anchors: anchors)),
      by: "edd")
    self.text = text
  }

  /// The passage of words that occur once.
  func anchor(_ words: String) -> Anchor {
    let wanted = Array(words.unicodeScalars)
    let starts = (0...text.count - wanted.count).filter {
      text.scalars[$0..<$0 + wanted.count].elementsEqual(wanted)
    }
    precondition(starts.count == 1, "“\(words)” occurs \(starts.count) times")
    return anchor(starts[0], starts[0] + wanted.count)
  }

  func correct(
    _ start: Int, _ end: Int, _ replacement: String, class: CorrectionClass? = nil
  ) -> Command {
    .correct(anchor(start, end), replacement: replacement, class: `class`, reason: "R", evidence: [])
  }

  /// Proposes an edit by ada, and lets bel vote for it, so that it passes by ballot.
  mutating func pass(_ start: Int, _ end: Int, _ replacement: String) throws {
    let ids = try run(correct(start, end, replacement), by: "ada")
    try run(.vote(.for, on: ids[0], reason: nil), by: "bel")
  }

  /// Sets the policy whole.
  mutating func set(_ rules: PolicyRules, for subject: PolicyClass? = nil) throws {
    let prefix = subject.map { $0.rawValue + "." } ?? ""
    let settings = rules.settings.split(separator: " ").map { prefix + $0 }
    try run(.setPolicy(settings), by: "edd")
  }

  var reconciliation: Reconciliation { Reconciliation(of: paper, base: text) }
  var standing: Standing { Standing(of: paper, base: text) }
  var consensus: String { reconciliation.text(of: text) }
  var statuses: [CorrectionStatus] { reconciliation.decisions.map(\.status) }
}

extension Command {
  /// Whether it proposes an edit. Those are decided without the text, so that edits come about that agree, as a new base
  /// may bring them.
  fileprivate var proposes: Bool {
    act is Correct || act is Amend || act is Adopt || act is Reanchor
  }
}
