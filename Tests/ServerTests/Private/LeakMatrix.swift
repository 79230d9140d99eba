import ActSupport
import Acts
import CanonicalJSON
import Editions
import Scholarship
import Views

/// Everything that can be asked and done, for trying whether anything of it tells that someone has a private note.
///
/// `LeakTests` holds it against the lists of all questions and acts: one without an entry here fails.
enum LeakMatrix {
  /// The author of the private notes, and a word that stands in each of them.
  static let author = "cyd"
  static let secret = "cormorant"

  /// By the question's verb, below the paper's own address: how it is asked of things that are there, and of private
  /// notes.
  static let questions: [String: [String]] = [
    "outline": ["/outline"],
    "read": ["/text", "/text?address=p3", "/text?consensus=true", "/text?address=m1"],
    "find": [
      "/find?text=lamp", "/find?text=\(secret)", "/find?text=lamp&in=all",
      "/find?text=\(secret)&in=annotations",
    ],
    "claims": ["/claims", "/claims?by=\(author)", "/claims?on=p3.1", "/claims?on=m1"],
    "annotations": [
      "/annotations", "/annotations?limit=1", "/annotations?after=1", "/annotations?by=\(author)",
      "/annotations?on=p3.1", "/annotations?on=c1", "/annotations?on=m1", "/annotations?tag=\(secret)",
      "/annotations?status=private", "/annotations?status=shared", "/annotations?status=withdrawn",
    ],
    "disputes": ["/disputes", "/disputes?by=\(author)", "/disputes?on=m1"],
    "corrections": ["/corrections", "/corrections?by=\(author)", "/corrections?on=p3.1"],
    "show": [
      "/things/m1", "/things/m2", "/things/m9", "/things/a1", "/things/a2", "/things/c1", "/things/d1",
      "/things/x1",
    ],
    "history": [
      "/history", "/history?limit=3", "/history?after=4", "/history?since=5", "/history?of=m1",
      "/history?of=m9", "/history?of=c1", "/history?of=a1", "/history?of=p3.1",
    ],
    "consensus": ["/consensus", "/consensus?on=p3.1"],
    "orphans": ["/orphans"],
    "members": ["/members"],
    "policy": ["/policy"],
    "diff": ["/diff?since=@4", "/diff?since=@1"],
    "blame": ["/blame", "/blame?on=p3.1", "/blame?on=m1"],
    "agreement": ["/agreement", "/agreement?tag=lamp"],
    "editions": ["/editions"],
  ]

  /// What else is answered about a paper, or about all of them.
  static var others: [String] {
    [
      "/papers/lighthouse/edition", "/papers/lighthouse/proof", "/papers", "/status",
      "/status?paper=lighthouse", "/papers/lighthouse",
      "/openapi.json",
      "/checkpoint/key",
    ]
      + EditionFormat.allCases.map { "/papers/lighthouse/export/\($0.name)" }
  }

  /// Every address, those of questions first.
  static var paths: [String] {
    AnyQuestion.types.flatMap { questions[$0.verb.name] ?? [] }.map { "/papers/lighthouse\($0)" } + others
  }

  /// By the act's name: what is done, by each who is in the paper. Some of it is refused to some of them.
  static let acts: [String: [AnyAct]] = [
    "claim": [.claim("It was early.", on: "p3.1")],
    "reword": [.reword(.init(id: "c1", statement: "It was late."))],
    "link": [.link(.init(id: "c2", relation: .supports, other: "c1"))],
    "agree": [.stance(.agree, on: "c1")],
    "disagree": [.stance(.disagree, on: "c1")],
    "qualify": [.stance(.qualify, on: "c1", reason: "In part.")],
    "unsure": [.stance(.unsure, on: "c1")],
    "recuse": [.stance(.recuse, on: "c1")],
    "annotate": [
      .annotation("Which lamp?", on: "p3.1"), .annotation("On it.", on: "m1"),
      .annotate(.init(target: "p3.2", body: "Mine.", private: true)),
    ],
    "reply": [.reply(.init(id: "a1", body: "The lamp."))],
    "edit": [
      .edit(.init(id: "a1", body: "Which?")), .edit(.init(id: .memo("m3"), body: "Which?")),
    ],
    "share": [.share(.init(id: "m3"))],
    "dispute": [.dispute(.init(target: "c1", body: "No.")), .dispute(.init(target: "m1", body: "No."))],
    "argue": [.argue(.init(id: "d1", side: .for, body: "So it is."))],
    "reopen": [.reopen(.init(id: "d1", reason: "Again."))],
    "correct": [.correction("4 March", on: "p3.1:3 March")],
    "amend": [.amend(.init(id: "x1", new: "5 March", reason: "Better."))],
    "adopt": [.adopt(.init(id: "x1"))],
    "vote": [.vote(.init(id: "x1", vote: .for))],
    "rule": [.rule(.init(id: "x1", verdict: .accept, reason: "So."))],
    "withdraw": [.withdraw(.init(id: "a1")), .withdraw(.init(id: .memo("m4")))],
    "reanchor": [
      .reanchor(.init(id: "a1", address: "p3.2")), .reanchor(.init(id: .memo("m5"), address: "p3.2")),
    ],
    "policy": [.policy(.init(settings: ["quorum=1"]))],
    "invite": [.invite(.init(handle: "zoe"))],
    "settle": [AnyAct(Settle(ids: ["x1"], reason: "So.")), AnyAct(Settle(all: true, reason: "So."))],
    "lift": [AnyAct(Lift(id: "x1", reason: "So."))],
    "undo": [AnyAct(Undo(dryRun: true)), AnyAct(Undo())],
    "redo": [AnyAct(Redo(dryRun: true)), AnyAct(Redo())],
    "reveal": [
      AnyAct(Reveal(ids: ["x1"], reason: "So.")), AnyAct(Reveal(all: true, reason: "So.")),
    ],
    "publish": [AnyAct(Publish(name: "First"))],
    "leave": [AnyAct(Leave(dryRun: true))],
    "remove-paper": [AnyAct(RemovePaper(reason: "So."))],
    "remove": [AnyAct(Remove(handle: "bel", reason: "So.", dryRun: true))],
  ]
}
