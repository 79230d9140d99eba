import ActSupport
import Acts
import CanonicalJSON
import Editions
import NIOHTTP1
import Protocol
import Scholarship
import Testing
import Views

@testable import Server

/// Nothing that someone can ask or do tells what others said in a round that is blind to them: every question, act,
/// export and feed is tried.
@Suite(.timeLimit(.minutes(10))) struct BlindLeakTests {
  @Test func `no answer has a word of what is hidden`() async throws {
    try await withServer { server in
      let group = try await Group(server)
      let first = try await group.propose()
      let last = try await group.speak("cormorant", .against, .disagree)
      let unseeing = try await group.answers(at: [nil, first, (first + last) / 2, last])
      for answer in unseeing { #expect(!answer.text.contains("cormorant"), "\(answer)") }
      // Packed files were looked into, and hold what may be seen.
      for form in ["export/docx", "export/bundle"] {
        let packed = unseeing.filter { $0.description.contains(form) && $0.text.contains("lamp") }
        #expect(!packed.isEmpty, "\(form)")
      }
      #expect(unseeing.count > 500 && unseeing.count { $0.text.contains("\"blind\":\"hidden\"") } > 30)

      // What is hidden is not said to be nobody's.
      for form in ["markdown", "html", "criticmarkup"] {
        let read = try await group.bel.get("/papers/lighthouse/export/\(form)").text
        #expect(read.contains("Its round is blind: what others said of it is hidden."), "\(form)")
        #expect(!read.contains("Silent: nobody"), "\(form)")
      }

      let end = try await group.ann.done(.annotation("The last.")).position
      for path in ["/papers/lighthouse/feed?since=0", "/feed?since=0"] {
        let seen = try await group.bel.feed(path).items(upTo: end)
        #expect(seen.allSatisfy { $0.by != "cyd" || $0.position < first })
        #expect(try await group.cyd.feed(path).items(upTo: end).contains { $0.summary.contains("cormorant") })
      }
      // The author sees what they would see: the test looks where there is something.
      for path in ["/things/x1", "/things/c1", "/things/d1", "/things/a2", "/things/d2", "/history?of=x1"] {
        #expect(try await group.cyd.get("/papers/lighthouse" + path).text.contains("cormorant"), "\(path)")
      }
      for form in ["docx", "bundle"] {
        let own = try await group.cyd.get("/papers/lighthouse/export/" + form)
        #expect(try own.unpacked.contains("cormorant"), "\(form)")
      }
    }
  }

  @Test func `no answer follows from what is hidden`() async throws {
    let one = try await Self.all("cormorant", .against, .disagree)
    let other = try await Self.all("pelican", .for, .agree)
    #expect(one.count == other.count && one.count > 150)
    for (one, other) in zip(one, other) where one != other { Issue.record("\(one)\nand\n\(other)") }
  }

  private static func all(_ word: String, _ vote: Vote, _ stance: Stance) async throws -> [String] {
    // The time is the same in both, and so is whatever is dated.
    try await withServer(configured: {
      // Both stand: no warning comes into the answers.
      ($0.clock, $0.steadyClock) = ({ 1_764_000_000_000_000 }, { 0 })
    }) { server in
      let group = try await Group(server)
      _ = try await group.propose()
      let last = try await group.speak(word, vote, stance)
      var answers = try await group.answers(at: [nil, last - 3])
      for type in AnyAct.types where !Group.giving.contains(type.type) {
        for act in (LeakMatrix.acts[type.type] ?? []) + (Group.moreActs[type.type] ?? []) {
          for person in [group.rea, group.bel, group.edd, group.owner] {
            answers.append(try await Observed(person, type.type, try await person.send(act)))
          }
        }
      }
      answers += try await group.answers(at: [nil])
      return answers.map(\.description)
    }
  }

  @Test func `an edition keeps its bytes when rounds begin after it`() async throws {
    try await withServer { server in
      let group = try await Group(server)
      try await group.ann.done(.correction("lantern", on: "p4.1"))
      try await group.owner.done(AnyAct(Publish(name: "First")))
      func edition() async throws -> [String: String] {
        var texts: [String: String] = [:]
        for format in EditionFormat.allCases {
          let answer = try await group.bel.get("/papers/lighthouse/export/\(format.name)?edition=First")
          texts[format.name] = "\(answer.headers.first(name: "ETag") ?? "") \(try answer.unpacked)"
        }
        return texts
      }
      let before = try await edition()
      _ = try await group.propose()
      _ = try await group.speak("cormorant", .against, .disagree)
      let after = try await edition()
      for (format, text) in before { #expect(after[format] == text, "\(format)") }
    }
  }

  @Test func `who gives theirs sees all there, and everyone once it is revealed`() async throws {
    try await withServer { server in
      let group = try await Group(server)
      _ = try await group.propose()
      let last = try await group.speak("cormorant", .against, .disagree)
      let history = "/papers/lighthouse/history?of=x1&at=@\(last)"
      let tag = { @Sendable (person: Person) in
        try await person.get("/papers/lighthouse/export/text?at=@\(last)").headers.first(name: "ETag")
      }
      let before = try await tag(group.bel)
      #expect(try await !group.bel.get(history).text.contains("cormorant"))
      try await group.bel.done(.vote(.init(id: "x1", vote: .abstain)))
      // The past too, under another tag.
      #expect(try await group.bel.get(history).text.contains("cormorant"))
      #expect(try await group.edd.get(history).text.contains("cormorant") == false)
      #expect(try await tag(group.bel) != before)
      #expect(try await tag(group.edd) != tag(group.bel))

      #expect(try await group.bel.send(AnyAct(Reveal(all: true, reason: "Enough."))).status == 403)
      try await group.edd.done(AnyAct(Reveal(all: true, reason: "Enough.")))
      for path in ["/things/x1", "/things/c1", "/things/d1", "/history", "/annotations", "/export/json"] {
        #expect(try await group.rea.get("/papers/lighthouse" + path).text.contains("cormorant"), "\(path)")
      }
      #expect(try await tag(group.rea) == tag(group.edd))
      let thing = try await group.rea.get("/papers/lighthouse/things/x1").text
      #expect(thing.contains("\"changes\":[") && thing.contains("(said blindly)"))
    }
  }
}

/// People of whom cyd has spoken in blind rounds on what ann proposed, and the others have not.
private struct Group {
  let owner, edd, bel, rea, ann, cyd, stranger: Person

  init(_ server: TestServer) async throws {
    owner = try server.owner
    _ = try await owner.importPaper()
    edd = try await owner.invite("edd", as: .editor)
    bel = try await owner.invite("bel")
    rea = try await owner.invite("rea", as: .reader)
    ann = try await owner.invite("ann")
    cyd = try await owner.invite("cyd")
    stranger = server.stranger
  }

  /// Those from whom it is hidden.
  var others: [Person] { [owner, edd, bel, rea, stranger] }

  /// What others speak on. Gives the position after which they do.
  func propose() async throws -> Int64 {
    try await owner.done(.policy(.init(settings: ["blind=on"])))
    try await ann.done(.claim("It was lit late."))
    try await ann.done(.claim("It was lit early.", on: "p4"))
    try await ann.done(.annotation("Which lamp?"))
    try await ann.done(.dispute(.init(target: "p4.1", body: "It was not.")))
    return try await ann.done(.correction("8 March", on: "p3.1:3 March")).position
  }

  /// Everything that can be said there, by cyd. Gives the last position.
  func speak(_ word: String, _ vote: Vote, _ stance: Stance) async throws -> Int64 {
    let acts: [AnyAct] = [
      .stance(stance, on: "c1", reason: word, confidence: 3),
      .correct(.init(address: "p3.1:3 March", new: "8 March", reason: word, cite: [word])),
      .vote(.init(id: "x1", vote: .nothing, reason: word)),
      .vote(.init(id: "x1", vote: .init(vote), reason: word)),
      .annotate(.init(target: "c1", body: "\(word) @rea @bel", tags: [word])),
      .reply(.init(id: "a2", body: word)), .edit(.init(id: "a3", body: "\(word) again")),
      .annotate(.init(target: "x1", body: word)), .withdraw(.init(id: "a4", reason: word)),
      .annotate(.init(target: "d1", body: word)),
      .argue(.init(id: "d1", side: .for, body: word, cite: [word])),
      .vote(.init(id: "d1", vote: .init(vote), reason: word)),
      .dispute(.init(target: "c1", body: word, ground: .date)), .dispute(.init(target: "x1", body: word)),
      .annotate(.init(target: "d2", body: word)), .vote(.init(id: "d3", vote: .for, reason: word)),
    ]
    var last: Int64 = 0
    for act in acts { last = try await cyd.done(act).position }
    return last
  }

  /// Acts by which someone gives theirs, or closes a round: from there on they may see.
  static let giving: Set = [
    "agree", "disagree", "qualify", "unsure", "recuse", "vote", "rule", "reveal", "withdraw", "leave",
    "invite",
  ]

  /// Acts on what is hidden, beside those of the matrix.
  static let moreActs: [String: [AnyAct]] = [
    "reply": [.reply(.init(id: "a2", body: "So?"))], "edit": [.edit(.init(id: "a4", body: "So?"))],
    "argue": [.argue(.init(id: "d2", side: .for, body: "So."))],
    "reopen": [.reopen(.init(id: "d2", reason: "So.")), .reopen(.init(id: "d3", reason: "So."))],
    "adopt": [.adopt(.init(id: "a4")), .adopt(.init(id: "d3"))],
    "lift": [.lift(.init(id: "d2", reason: "So."))],
    "dispute": [.dispute(.init(target: "a2", body: "So."))],
    "policy": [.policy(.init(settings: ["quorum=1"], dryRun: true))],
  ]

  /// Every address, and those of what is hidden.
  var paths: [String] {
    let hidden = ["a2", "a3", "a4", "a5", "d2", "d3"]
    return LeakMatrix.paths
      + hidden.flatMap {
        ["/things/\($0)", "/history?of=\($0)", "/annotations?on=\($0)", "/disputes?on=\($0)"]
      }
      .map { "/papers/lighthouse" + $0 }
      + ["/find?text=cormorant", "/consensus?policy=quorum%3D1", "/consensus?without=cyd", "/history?of=x1"]
      .map { "/papers/lighthouse" + $0 } + ["/status?paper=lighthouse&since=@9"]
  }

  func answers(at positions: [Int64?]) async throws -> [Observed] {
    var answers: [Observed] = []
    for position in positions {
      for path in paths where position == nil || path.hasPrefix("/papers/lighthouse/") {
        let then = position.map { path + (path.contains("?") ? "&" : "?") + "at=@\($0)" } ?? path
        for person in others { answers.append(try await Observed(person, then, try await person.get(then))) }
      }
    }
    return answers
  }
}

/// An answer, unpacked, without what is of the one server alone: its signatures, its codes, and files that hold them.
private struct Observed: CustomStringConvertible {
  let description: String
  let text: String

  init(_ person: Person, _ what: String, _ answer: Answer) async throws {
    text = try answer.unpacked
    let isSigned = what.contains("/checkpoint") || what.contains("export/bundle")
    let plain =
      isSigned
      ? "" : text.replacing(#/[A-Za-z0-9+\/=_-]{20,}/#, with: "…").replacing(#/"code":"[^"]*"/#, with: "code")
    description = "\(person.handle): \(what)\n\(answer.status)\n\(plain)"
  }
}
