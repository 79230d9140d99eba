import ActSupport
import Manuscript
import Scholarship
import SeededRandom

extension Group {
  /// A history that its seed fixes: commands at random by people at random, as far as the decider takes them.
  ///
  /// The text is short and has few different characters, so that edits meet and agree often.
  ///
  /// - Parameters:
  ///   - changesGround: whether new bases come in too, and members join and change their role.
  ///   - observe: told of the group after each step.
  static func random(
    seed: UInt64, steps: Int = 60, changesGround: Bool = false, observe: (Group) throws -> Void = { _ in }
  ) throws -> Group {
    var random = SeededGenerator(seed: seed)
    let alphabet = ["abcdeé\u{301} .", "aab", "ae\u{301}é\u{316}", "aaaa "].randomElement(using: &random)!
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 8...60, using: &random) {
      text.append(alphabet.unicodeScalars.randomElement(using: &random)!)
    }
    var group = try Group(on: String(text), scholars: scholars)
    for _ in 0..<steps {
      let person = (scholars + ["edd"]).randomElement(using: &random)!
      do throws(Refusal) {
        if changesGround, Int.random(in: 0..<16, using: &random) == 0 {
          try group.changeGround(&random)
        } else {
          try group.run(group.randomCommand(&random), by: person)
        }
      } catch { continue }
      try observe(group)
    }
    return group
  }

  /// A new base, or another role for someone.
  private mutating func changeGround(_ random: inout SeededGenerator) throws(Refusal) {
    switch Int.random(in: 0..<7, using: &random) {
    case 5: try run(.remove((Self.scholars + ["eve"]).randomElement(using: &random)!), by: "edd")
    case 6:
      let person = Self.scholars.randomElement(using: &random)!
      try run(Bool.random(using: &random) ? .leave : .join, by: person)
    case 0..<2: try rebase(&random)
    case 2..<4:
      let role = [Role.reader, .scholar, .scholar, .editor].randomElement(using: &random)!
      try run(.admit((Self.scholars + ["eve"]).randomElement(using: &random)!, as: role), by: "edd")
    default: try run(.join, by: "eve")
    }
  }

  /// The text with a part of it gone or come; what stands there still, or as it was proposed, is found again.
  private mutating func rebase(_ random: inout SeededGenerator) throws(Refusal) {
    var scalars = text.scalars
    let start = Int.random(in: 0...scalars.count, using: &random)
    let end = min(scalars.count, start + Int.random(in: 0...4, using: &random))
    scalars.replaceSubrange(
      start..<end, with: ["", "x", "yy", "aa"].randomElement(using: &random)!.unicodeScalars)
    let new = ScalarText(scalars)
    var found: [AnchorName: ScalarRange] = [:]
    for (name, anchor) in paper.anchors where Int.random(in: 0..<6, using: &random) > 0 {
      let proposed = paper.correction(name.thing)?.replacement
      let words = [anchor.quote, anchor.quote, proposed ?? anchor.quote].randomElement(using: &random)!
      let sought = Array(words.unicodeScalars)
      let places = (0...max(0, new.count - sought.count)).filter {
        $0 + sought.count <= new.count && new.scalars[$0..<$0 + sought.count].elementsEqual(sought)
      }
      guard let place = places.randomElement(using: &random) else { continue }
      found[name] = ScalarRange(start: place, count: sought.count)
    }
    // The same text is the same base.
    try rebase(
      on: new, as: BaseID(raw: Array(new.string.utf8), document: []), placing: { name, _ in found[name] })
  }

  static let scholars: [Handle] = ["ada", "bel", "cyd", "dov"]

  private func randomCommand(_ random: inout SeededGenerator) -> Command {
    func any(_ kind: EntityKind) -> EntityID {
      EntityID(kind, Int.random(in: 1...max(1, paper.count(of: kind)), using: &random))
    }
    func range() -> (Int, Int) {
      let start = Int.random(in: 0...text.count, using: &random)
      let isInsertion = Int.random(in: 0..<4, using: &random) == 0
      return (start, isInsertion ? start : min(text.count, start + Int.random(in: 0...5, using: &random)))
    }
    let replacement = ["", "", "x", "yy", "a", "aa", "z z", "e\u{301}", "é"].randomElement(using: &random)!
    let decidable = Bool.random(using: &random) || paper.disputes.isEmpty ? any(.correction) : any(.dispute)
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<6: return correctAlike(any(.correction), &random)
    case 6..<22:
      let (start, end) = range()
      return correct(start, end, replacement, class: CorrectionClass.allCases.randomElement(using: &random)!)
    case 22..<60:
      let vote: Vote =
        Int.random(in: 0..<3, using: &random) > 0 ? .for : Vote.allCases.randomElement(using: &random)!
      return .vote(vote, on: decidable, reason: nil)
    case 60..<61: return .retract(decidable)
    case 61..<63: return .lift(decidable)
    case 63..<65: return Int.random(in: 0..<4, using: &random) == 0 ? .settleAll : .settle(decidable)
    case 65..<68:
      return .rule(Int.random(in: 0..<3, using: &random) > 0 ? .accept : .reject, on: decidable, reason: "R")
    case 68..<73: return .amend(any(.correction), replacement: replacement, reason: "R")
    case 73..<76: return .withdraw(any(.correction), reason: nil)
    case 76..<77:
      return .document(any(.correction), class: CorrectionClass.allCases.randomElement(using: &random)!)
    case 77..<79: return .adopt(any(EntityKind.allCases.randomElement(using: &random)!))
    case 79..<80:
      let (start, end) = range()
      let lost = paper.corrections.filter { paper.lostAnchor(of: $0.id) != nil }.randomElement(using: &random)
      return .reanchor(lost?.id ?? any(.claim), to: anchor(start, end), reason: nil)
    case 80..<84:
      let (start, end) = range()
      return .registerClaim(anchors: [anchor(start, end)], statement: "S", kind: nil)
    case 84..<92:
      return .takeStance(
        Stance.allCases.randomElement(using: &random)!, on: any(.claim), reason: "R", confidence: nil)
    case 92..<93: return .dispute(.thing(any(.claim)), ground: nil, body: "B")
    case 93..<96: return .dispute(.thing(any(.correction)), ground: nil, body: "B")
    case 96..<97: return .reopen(any(.dispute), reason: "R")
    case 97..<98: return .reword(any(.claim), statement: Bool.random(using: &random) ? "S" : "T")
    default:
      let subject = CorrectionClass.allCases.randomElement(using: &random)!.rawValue + "."
      return .setPolicy([(Bool.random(using: &random) ? subject : "") + randomSetting(&random)])
    }
  }

  /// What a correction proposes, said of more words; or what it inserts or deletes, of the next characters.
  private func correctAlike(_ id: EntityID, _ random: inout SeededGenerator) -> Command {
    guard let other = paper.correction(id), other.anchor.range.end <= text.count else {
      return correct(0, 1, "a")
    }
    let range = other.anchor.range
    if Bool.random(using: &random), range.end < text.count, range.isEmpty || other.replacement.isEmpty {
      return correct(range.start + 1, range.end + 1, other.replacement)
    }
    let start = Int.random(in: max(0, range.start - 2)...range.start, using: &random)
    let end = Int.random(in: range.end...min(text.count, range.end + 2), using: &random)
    return correct(
      start, end,
      text[ScalarRange(start, range.start)] + other.replacement + text[ScalarRange(range.end, end)])
  }

  private func randomSetting(_ random: inout SeededGenerator) -> String {
    let settings = [
      "quorum=1", "quorum=2", "quorum=3", "threshold=1/2", "threshold=2/3", "threshold=1", "opposition=0",
      "opposition=1/3", "opposition=1", "proposer=counts", "proposer=not",
    ]
    return settings.randomElement(using: &random)!
  }
}

extension Event {
  /// The event as it would be had correction `gone` never been made: `nil` if it is about that one, else with
  /// the numbers of later corrections one lower.
  func without(_ gone: EntityID) -> Event? {
    if var event = payload as? DisputeOpened, event.target.thing == gone {
      // The dispute keeps its number; it is about something else.
      event.target = .passage(
        Anchor(base: Group.base, range: ScalarRange(0, 0), quote: "", prefix: "", suffix: ""))
      return Event(event)
    }
    if subjects.contains(gone) { return nil }
    func lowered(_ id: EntityID) -> EntityID {
      id.kind == .correction && id.number > gone.number ? EntityID(.correction, id.number - 1) : id
    }
    switch payload {
    case var event as CorrectionProposed:
      event.correction = lowered(event.correction)
      return Event(event)
    case var event as CorrectionAmended:
      event.correction = lowered(event.correction)
      return Event(event)
    case var event as CorrectionAdopted:
      event.correction = lowered(event.correction)
      return Event(event)
    case var event as VoteCast:
      event.subject = lowered(event.subject)
      return Event(event)
    case var event as RulingMade:
      event.subject = lowered(event.subject)
      return Event(event)
    case var event as VoteRetracted:
      event.subject = lowered(event.subject)
      return Event(event)
    case var event as OutcomeSettled:
      event.subject = lowered(event.subject)
      return Event(event)
    case var event as RulingLifted:
      event.subject = lowered(event.subject)
      return Event(event)
    case var event as CorrectionSeconded:
      event.correction = lowered(event.correction)
      return Event(event)
    case var event as CorrectionDocumented:
      event.correction = lowered(event.correction)
      return Event(event)
    case var event as ThingWithdrawn:
      event.thing = lowered(event.thing)
      return Event(event)
    case var event as ThingAdopted:
      event.thing = lowered(event.thing)
      return Event(event)
    case var event as DisputeOpened:
      if let target = event.target.thing { event.target = .thing(lowered(target)) }
      return Event(event)
    default: return self
    }
  }
}

extension RecordedEvent {
  /// Whether it makes no difference which of the two comes first: they are about different things, or are the
  /// votes or stances of different people. Ids are given in order, so two that make a thing of a kind depend.
  func isIndependent(of other: RecordedEvent) -> Bool {
    if isAboutEverything || other.isAboutEverything { return false }
    if let made = event.made, made == other.event.made { return false }
    if Set(event.subjects).isDisjoint(with: other.event.subjects) { return true }
    return event.isPersonal && other.event.isPersonal && stamp.by != other.stamp.by
  }

  private var isAboutEverything: Bool { event.subjects.isEmpty }
}

extension Event {
  /// The kind of thing that it makes.
  fileprivate var made: EntityKind? {
    switch payload {
    case is ClaimRegistered: .claim
    case is AnnotationMade: .annotation
    case is DisputeOpened: .dispute
    case is CorrectionProposed: .correction
    default: nil
    }
  }

  fileprivate var isPersonal: Bool {
    payload is VoteCast || payload is VoteRetracted || payload is StanceTaken || payload is CorrectionSeconded
  }
}
