import ActSupport
import Acts
import CanonicalJSON
import Consensus
import Manuscript
import Scholarship
import Testing

@testable import Views

/// Two histories that differ only in what is hidden from someone are the same to them, whatever they ask or do.
@Suite(.timeLimit(.minutes(10))) struct BlindDifferenceTests {
  static let seeds: ClosedRange<UInt64> = 1...150

  @Test func `nothing that someone sees follows from what is hidden from them`() throws {
    var (hidden, seen) = (0, 0)
    for seed in Self.seeds {
      let study = try BlindHistory(seed: seed).study
      for person in BlindHistory.people {
        let veil = Veil(over: study.paper, for: person)
        hidden += study.events.count(where: veil.hides)
        seen += veil.isEmpty ? 1 : 0
        let other = Self.altered(study.events, veil)
        let (one, two) = (study.paper, Paper.initial.evolved(by: other))
        // All that is asked follows from these, and from the events that are not hidden.
        #expect(
          one.seen(through: veil) == two.seen(through: Veil(over: two, for: person)), "\(seed) \(person)")
        #expect(
          study.events.map(veil.hides) == other.map(Veil(over: two, for: person).hides), "\(seed) \(person)")
        for past in stride(from: 1, to: study.events.count, by: 7) {
          let (then, there) = (
            Paper.initial.evolved(by: study.events.prefix(past)),
            Paper.initial.evolved(by: other.prefix(past))
          )
          #expect(then.seen(through: veil) == there.seen(through: veil), "\(seed) \(person) @\(past)")
        }
      }
    }
    #expect(hidden > 2000 && seen > 50, "\(hidden) \(seen)")
  }

  /// As though it had never been said: who said something, and how much, is not told either.
  @Test func `nothing that someone sees follows from whether votes that are hidden were given`() throws {
    for seed in Self.seeds {
      let study = try BlindHistory(seed: seed).study
      for person in BlindHistory.people {
        let veil = Veil(over: study.paper, for: person)
        let kept = study.events.filter { !veil.hides($0) || $0.event.payload.spokenOn.isEmpty }
        let (one, two) = (study.paper, Paper.initial.evolved(by: kept))
        let (mine, others) = (
          Self.shown(one.seen(through: veil), of: study),
          Self.shown(two.seen(through: Veil(over: two, for: person)), of: study)
        )
        for (one, two) in zip(mine, others) where one != two {
          Issue.record("\(seed) \(person) \(one) \(two)")
        }
        #expect(mine.count == others.count)
      }
    }
  }

  @Test func `nothing that someone is answered follows from what is hidden from them`() throws {
    var decided = 0
    for seed in Self.seeds {
      var history = try BlindHistory(seed: seed)
      let study = history.study
      for person in BlindHistory.people {
        let veil = Veil(over: study.paper, for: person)
        if veil.isEmpty { continue }
        let other = Paper.initial.evolved(by: Self.altered(study.events, veil))
        for _ in 0..<40 {
          let act = history.act(in: study.paper)
          let (one, two) = (
            Self.outcome(of: act, by: person, on: study.paper, study),
            Self.outcome(of: act, by: person, on: other, study)
          )
          #expect(one == two, "\(seed) \(person) \(act)")
          if case .success = one { decided += 1 }
        }
      }
    }
    #expect(decided > 3000, "\(decided)")
  }

  private static func outcome(
    of act: AnyAct, by person: Handle, on paper: Paper, _ study: Study
  ) -> Result<Decision, Refusal> {
    let text = ActContext.PaperText(study.document, base: Study.base)
    return Result { () throws(Refusal) in try act.decided(in: ActContext(paper, by: person, text: text)) }
  }

  /// Every thing with how it stands, as views have it.
  private static func shown(_ paper: Paper, of study: Study) -> [String] {
    let snapshot = Snapshot(at: paper.position, PaperState(paper, document: study.document))
    let presenter = snapshot.presenter
    // What can be found, and counted, is what can be looked through.
    let found = snapshot.findable(EntityKind.allCases).map { "\($0.id) \($0.said)" }
    return found + paper.claims.map { String(decoding: JSON.text(of: presenter.item($0)), as: UTF8.self) }
      + paper.annotations.map { String(decoding: JSON.text(of: presenter.item($0)), as: UTF8.self) }
      + paper.disputes.map { String(decoding: JSON.text(of: presenter.item($0)), as: UTF8.self) }
      + paper.corrections.map { String(decoding: JSON.text(of: presenter.item($0)), as: UTF8.self) }
      + presenter.standing.reconciliation.loci.map {
        String(decoding: JSON.text(of: presenter.item($0)), as: UTF8.self)
      }
  }

  /// The same events with other things said where that is hidden.
  private static func altered(_ events: [RecordedEvent], _ veil: Veil) -> [RecordedEvent] {
    events.map { event in
      veil.hides(event) ? RecordedEvent(Event(altered(event.event.payload)), event.stamp) : event
    }
  }

  private static func altered(_ payload: any EventPayload) -> any EventPayload {
    switch payload {
    case var event as VoteCast:
      event.vote = event.vote == .for ? .against : .for
      event.reason = event.reason == nil ? "Else." : nil
      return event
    case var event as VoteRetracted:
      event.reason = "Else."
      return event
    case var event as StanceTaken:
      event.stance = event.stance == .agree ? .disagree : .agree
      (event.reason, event.confidence) = ("Else.", 2)
      return event
    case var event as CorrectionSeconded:
      (event.reason, event.class) = ("Else.", .typo)
      return event
    case var event as DisputeOpened:
      (event.body, event.ground) = ("Else.", .method)
      return event
    case var event as DisputeArgued:
      (event.body, event.side) = ("Else.", event.side == .for ? .against : .for)
      return event
    case var event as AnnotationMade:
      (event.body, event.tags) = ("Else, @rea.", ["else"])
      return event
    case var event as AnnotationEdited:
      event.body = "Else."
      return event
    case var event as ThingWithdrawn:
      event.reason = "Else."
      return event
    case var event as RulingMade:
      event.reason = "Else."
      return event
    default: return payload
    }
  }
}
