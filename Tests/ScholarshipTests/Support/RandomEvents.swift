import ActSupport
import Manuscript
import SeededRandom

@testable import Scholarship

/// Facts with anything in them that a payload can hold, whether or not it makes sense in a paper.
struct RandomEvents {
  private var generator: SeededGenerator

  /// The cases of an event, without what they carry.
  enum Kind: CaseIterable {
    case paperImported, paperRetitled, baseImported, memberAdmitted, memberJoined, policySet, claimRegistered,
      claimReworded, memberLeft, memberRemoved, paperRemoved, thingAdopted
    case claimLinked, stanceTaken, annotationMade, annotationEdited, disputeOpened, disputeArgued,
      disputeReopened
    case correctionProposed, correctionAmended, correctionAdopted, correctionSeconded, correctionDocumented
    case voteCast, voteRetracted, rulingMade, outcomeSettled, rulingLifted, roundClosed, thingWithdrawn,
      thingReanchored,
      bodyErased
    case editionPublished, actUndone, actRedone
  }

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func event(_ kind: Kind) -> Event {
    switch kind {
    case .paperImported:
      Event(
        PaperImported(
          slug: any(["letters", "a-1"]), title: text(), base: base(), scalars: number(), mediaType: text(),
          source: text(), document: text(), original: maybe { $0.text() },
          originalMediaType: maybe { $0.text() }))
    case .editionPublished: Event(EditionPublished(name: text(), base: base()))
    case .paperRetitled: Event(PaperRetitled(title: text()))
    case .baseImported:
      Event(
        BaseImported(
          base: base(), scalars: number(), mediaType: text(), source: text(), document: text(),
          anchors: list { .init(.init($0.id(), $0.number()), $0.outcome()) }))
    case .memberAdmitted: Event(MemberAdmitted(member: handle(), role: term()))
    case .memberJoined: Event(MemberJoined(member: handle()))
    case .memberLeft: Event(MemberLeft(member: handle(), reason: maybe { $0.text() }))
    case .memberRemoved: Event(MemberRemoved(member: handle(), reason: text()))
    case .paperRemoved: Event(PaperRemoved(members: list { $0.handle() }, reason: text()))
    case .thingAdopted: Event(ThingAdopted(thing: id()))
    case .policySet: Event(PolicySet(policy: policy()))
    case .claimRegistered:
      Event(
        ClaimRegistered(
          claim: id(), anchors: list { $0.anchor() }, statement: text(), kind: maybe { $0.term() },
          origin: maybe { $0.origin() }))
    case .claimReworded: Event(ClaimReworded(claim: id(), statement: text()))
    case .claimLinked: Event(ClaimLinked(claim: id(), relation: term(), other: id()))
    case .stanceTaken:
      Event(
        StanceTaken(
          claim: id(), wording: number(), stance: term(), reason: maybe { $0.text() },
          confidence: maybe { $0.number() }))
    case .annotationMade:
      Event(
        AnnotationMade(
          annotation: id(), target: target(), motivation: term(), body: text(), tags: list { $0.text() },
          origin: maybe { $0.origin() }))
    case .annotationEdited: Event(AnnotationEdited(annotation: id(), body: text()))
    case .disputeOpened:
      Event(
        DisputeOpened(
          dispute: id(), target: target(), ground: maybe { $0.term() }, body: text(),
          wording: maybe { $0.number() }))
    case .disputeArgued:
      Event(DisputeArgued(dispute: id(), side: term(), body: text(), evidence: evidence()))
    case .disputeReopened: Event(DisputeReopened(dispute: id(), reason: text()))
    case .correctionProposed:
      Event(
        CorrectionProposed(
          correction: id(), anchor: anchor(), replacement: text(), class: maybe { $0.term() }, reason: text(),
          evidence: evidence(), origin: maybe { $0.origin() }))
    case .correctionAmended: Event(CorrectionAmended(correction: id(), replacement: text(), reason: text()))
    case .correctionAdopted: Event(CorrectionAdopted(correction: id()))
    default: decision(kind)
    }
  }

  /// What is said of things that are there.
  private mutating func decision(_ kind: Kind) -> Event {
    switch kind {
    case .correctionSeconded:
      Event(
        CorrectionSeconded(
          correction: id(), reason: text(), class: maybe { $0.term() }, evidence: evidence()))
    case .correctionDocumented:
      Event(
        CorrectionDocumented(
          correction: id(), class: maybe { $0.term() }, evidence: evidence(), reason: maybe { $0.text() }))
    case .actUndone: Event(ActUndone(act: pastAct()))
    case .actRedone: Event(ActRedone(act: pastAct()))
    case .voteRetracted: Event(VoteRetracted(subject: id(), reason: maybe { $0.text() }))
    case .outcomeSettled:
      Event(OutcomeSettled(subject: id(), verdict: term(), reason: text(), tally: counted()))
    case .rulingLifted: Event(RulingLifted(subject: id(), reason: text()))
    case .roundClosed: Event(RoundClosed(subject: id(), reason: text()))
    case .voteCast: Event(VoteCast(subject: id(), vote: term(), reason: maybe { $0.text() }))
    case .rulingMade: Event(RulingMade(subject: id(), verdict: term(), reason: text()))
    case .thingWithdrawn: Event(ThingWithdrawn(thing: id(), reason: maybe { $0.text() }))
    case .thingReanchored:
      Event(
        ThingReanchored(
          thing: id(), index: number(), anchor: anchor(), incorporated: maybe { $0.any([true, false]) },
          reason: maybe { $0.text() }))
    case .bodyErased:
      Event(BodyErased(position: Int64(number()), reason: text(), remains: maybe { $0.text() }))
    default: preconditionFailure("\(kind) is not made up")
    }
  }

  // MARK: Parts

  private mutating func pastAct() -> PastAct {
    PastAct(
      first: Int64(number()), last: Int64(number()),
      events: list {
        PastAct.Part(
          type: $0.text(), things: $0.list { $0.id() }, about: $0.maybe { $0.list { $0.id() } },
          members: $0.maybe { $0.list { $0.handle() } })
      })
  }

  private mutating func any<Value>(_ values: [Value]) -> Value { values.randomElement(using: &generator)! }

  private mutating func term<Term: CaseIterable>() -> Term { any(Array(Term.allCases)) }

  private mutating func origin() -> Origin {
    Origin(
      file: text(), form: term(), id: maybe { $0.text() }, author: maybe { $0.text() },
      authorID: maybe { $0.text() }, said: maybe { $0.text() })
  }

  private mutating func maybe<Value>(_ value: (inout Self) -> Value) -> Value? {
    any([true, false]) ? value(&self) : nil
  }

  private mutating func list<Value>(_ value: (inout Self) -> Value) -> [Value] {
    (0..<any([0, 1, 2, 3])).map { _ in value(&self) }
  }

  private mutating func text() -> String {
    list {
      $0.any([
        "a", "word ", "\"", "\\", "/", "\u{0}", "\u{1F}", "\n", "\t", "\u{7F}", "é", "e\u{301}", "語", "👩‍👩‍👧",
      ])
    }.joined()
  }

  private mutating func number() -> Int { any([0, 1, 9, 10, 4711, .max]) }
  private mutating func id() -> EntityID { EntityID(term(), any([1, 20, .max])) }
  private mutating func handle() -> Handle { any(["ada", "b.c_d-e1"]) }
  private mutating func base() -> BaseID { BaseID(raw: [], document: Array(text().utf8)) }

  private mutating func range() -> ScalarRange {
    let start = any([0, 4, 1_000_000])
    return ScalarRange(start, start + any([0, 5]))
  }

  private mutating func anchor() -> Anchor {
    Anchor(base: base(), range: range(), quote: text(), prefix: text(), suffix: text())
  }

  private mutating func outcome() -> CarriedAnchor.Placement {
    switch any([0, 1, 2]) {
    case 0: .found(anchor(), method: term(), score: number())
    case 1: .lost(.ambiguous(list { $0.range() }))
    default: .lost(.orphaned(nearest: maybe { $0.range() }))
    }
  }

  private mutating func target() -> Target { any([.passage(anchor()), .thing(id())]) }

  private mutating func evidence() -> [Evidence] {
    list { Evidence(reference: $0.text(), relation: $0.term()) }
  }

  private mutating func counted() -> CountedVotes {
    CountedVotes(
      for: list { $0.handle() }, against: list { $0.handle() }, abstained: list { $0.handle() },
      recused: list { $0.handle() }, silent: list { $0.handle() })
  }

  private mutating func rules() -> PolicyRules {
    PolicyRules(
      quorum: number(),
      threshold: any([Threshold(Ratio(2, 3)!)!, Threshold(Ratio(1, 2)!, isExclusive: true)!]),
      opposition: any([Ratio(0, 1)!, Ratio(1, 4)!]),
      proposerVotes: any([true, false]), voters: term(), adjudicators: term(), blind: any([true, false]))
  }

  private mutating func exception() -> PolicyException {
    var exception = PolicyException(rules())
    if any([true, false]) { exception.quorum = nil }
    if any([true, false]) { exception.threshold = nil }
    if any([true, false]) { exception.voters = nil }
    if any([true, false]) { exception.blind = nil }
    return exception
  }

  private mutating func policy() -> Policy {
    var policy = Policy(rules: rules())
    for subject in PolicyClass.allCases where any([true, false]) { policy.exceptions[subject] = exception() }
    return policy
  }
}
