import ActSupport
import Manuscript
import Scholarship

extension Group {
  /// A history that its seed fixes: commands at random by people at random, as far as the decider takes them.
  ///
  /// The text is short, so that edits meet often.
  static func random(seed: UInt64, steps: Int = 60) throws -> Group {
    var random = SeededGenerator(seed: seed)
    let width = Int.random(in: 8...60, using: &random)
    let letters = (0..<width).map { _ in "abcdeé\u{301} .".unicodeScalars.randomElement(using: &random)! }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: letters)
    var group = try Group(on: String(text), scholars: scholars)
    for _ in 0..<steps {
      let person = (scholars + ["edd"]).randomElement(using: &random)!
      do throws(Refusal) {
        try group.run(group.randomCommand(&random), by: person)
      } catch { continue }
    }
    return group
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
    let replacement = ["", "x", "yy", "z z", "e\u{301}"].randomElement(using: &random)!
    let decidable = Bool.random(using: &random) || paper.disputes.isEmpty ? any(.correction) : any(.dispute)
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<22:
      let (start, end) = range()
      return correct(start, end, replacement, class: CorrectionClass.allCases.randomElement(using: &random)!)
    case 22..<60:
      let vote: Vote =
        Int.random(in: 0..<3, using: &random) > 0 ? .for : Vote.allCases.randomElement(using: &random)!
      return .vote(vote, on: decidable, reason: nil)
    case 60..<68:
      return .rule(Int.random(in: 0..<3, using: &random) > 0 ? .accept : .reject, on: decidable, reason: "R")
    case 68..<73: return .amend(any(.correction), replacement: replacement, reason: "R")
    case 73..<77: return .withdraw(any(.correction), reason: nil)
    case 77..<79: return .adopt(any(.correction))
    case 79..<84:
      let (start, end) = range()
      return .registerClaim(anchors: [anchor(start, end)], statement: "S", kind: nil)
    case 84..<92:
      return .takeStance(
        Stance.allCases.randomElement(using: &random)!, on: any(.claim), reason: "R", confidence: nil)
    case 92..<94: return .dispute(.thing(any(.claim)), ground: nil, body: "B")
    case 94..<96: return .dispute(.thing(any(.correction)), ground: nil, body: "B")
    case 96..<97: return .reopen(any(.dispute), reason: "R")
    case 97..<98: return .reword(any(.claim), statement: "T")
    default:
      let subject = CorrectionClass.allCases.randomElement(using: &random)!.rawValue + "."
      return .setPolicy([(Bool.random(using: &random) ? subject : "") + randomSetting(&random)])
    }
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
    if case .disputeOpened(var event) = self, event.target.thing == gone {
      // The dispute keeps its number; it is about something else.
      event.target = .passage(
        Anchor(base: Group.base, range: ScalarRange(0, 0), quote: "", prefix: "", suffix: ""))
      return .disputeOpened(event)
    }
    if subjects.contains(gone) { return nil }
    func lowered(_ id: EntityID) -> EntityID {
      id.kind == .correction && id.number > gone.number ? EntityID(.correction, id.number - 1) : id
    }
    switch self {
    case .correctionProposed(var event):
      event.correction = lowered(event.correction)
      return .correctionProposed(event)
    case .correctionAmended(var event):
      event.correction = lowered(event.correction)
      return .correctionAmended(event)
    case .correctionAdopted(var event):
      event.correction = lowered(event.correction)
      return .correctionAdopted(event)
    case .voteCast(var event):
      event.subject = lowered(event.subject)
      return .voteCast(event)
    case .rulingMade(var event):
      event.subject = lowered(event.subject)
      return .rulingMade(event)
    case .thingWithdrawn(var event):
      event.thing = lowered(event.thing)
      return .thingWithdrawn(event)
    case .disputeOpened(var event):
      if let target = event.target.thing { event.target = .thing(lowered(target)) }
      return .disputeOpened(event)
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
    switch self {
    case .claimRegistered: .claim
    case .annotationMade: .annotation
    case .disputeOpened: .dispute
    case .correctionProposed: .correction
    default: nil
    }
  }

  fileprivate var isPersonal: Bool {
    switch self {
    case .voteCast, .stanceTaken: true
    default: false
    }
  }
}
