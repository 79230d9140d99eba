import ActSupport
import Scholarship

/// Of what is decided in place of votes, taken back and undone; a part of ``eventFixtures``.
let decisionFixtures: [(type: String, version: Int, body: String, event: Event)] = [
  (
    "vote.retracted", 1, #"{"reason":"R","subject":"x1"}"#,
    Event(VoteRetracted(subject: "x1", reason: "R"))
  ),
  ("vote.retracted", 1, #"{"subject":"d1"}"#, Event(VoteRetracted(subject: "d1", reason: nil))),
  (
    "outcome.settled", 1,
    #"{"reason":"R","subject":"x1","tally":{"abstained":[],"against":["bel"],"for":["ada","cyd"],"recused":["dov"],"silent":["edd"]},"verdict":"accept"}"#,
    Event(
      OutcomeSettled(
        subject: "x1", verdict: .accept, reason: "R",
        tally: CountedVotes(
          for: ["ada", "cyd"], against: ["bel"], abstained: [], recused: ["dov"], silent: ["edd"])))
  ),
  (
    "ruling.lifted", 1, #"{"reason":"R","subject":"d1"}"#, Event(RulingLifted(subject: "d1", reason: "R"))
  ),
  (
    "round.closed", 1, #"{"reason":"R","subject":"c1"}"#, Event(RoundClosed(subject: "c1", reason: "R"))
  ),
  (
    "act.undone", 1,
    #"{"act":{"events":[{"about":["c1"],"things":["d1"],"type":"dispute.opened"},{"things":["x1","x2"],"type":"vote.cast"}],"first":12,"last":14}}"#,
    Event(
      ActUndone(
        act: PastAct(
          first: 12, last: 14,
          events: [
            .init(type: "dispute.opened", things: ["d1"], about: ["c1"]),
            .init(type: "vote.cast", things: ["x1", "x2"]),
          ])))
  ),
  (
    "act.redone", 1,
    #"{"act":{"events":[{"members":["bel"],"things":[],"type":"member.removed"}],"first":9,"last":9}}"#,
    Event(
      ActRedone(
        act: PastAct(
          first: 9, last: 9, events: [.init(type: "member.removed", things: [], members: ["bel"])])))
  ),
]
