import ActSupport
import Acts
import CanonicalJSON
import Editions
import Postgres
import Protocol
import Scholarship
import Testing
import Views

@testable import Server

/// Nothing that anyone else can ask or do tells that someone has a private note. Positions of the whole log are passed
/// over, as by what happens in other papers: what must be equal is all else, and all of what is asked of a position.
@Suite(.timeLimit(.minutes(15))) struct LeakTests {
  @Test func `the matrix has every question and every act`() {
    for question in AnyQuestion.types {
      #expect(LeakMatrix.questions[question.verb.name]?.isEmpty == false, "\(question.verb.name)")
    }
    for act in AnyAct.types { #expect(LeakMatrix.acts[act.type]?.isEmpty == false, "\(act.type)") }
  }

  @Test func `no answer tells others of a private note`() async throws {
    try await withServer { server in
      let group = try await Group(server)
      let before = try await group.discuss()
      _ = try await server.stranger.get("/checkpoint?min-position=\(before)")
      let (was, shown) = (try await group.answers(at: before), try await group.answers())
      let events = try await group.bel.feed("/papers/lighthouse/feed?since=0").items(upTo: before)

      let after = try await group.noteEverything()
      let (is_, shows) = (try await group.answers(at: before), try await group.answers())
      for (then, now) in zip(was, is_) where then != now { Issue.record("\(then)\nand now\n\(now)") }
      for (then, now) in zip(shown, shows) where then.at(before) != now.at(before, insteadOf: after) {
        Issue.record("\(then)\nand now\n\(now)")
      }
      #expect(was.count == is_.count && was.filter { $0.status == 200 }.count > 150)
      for answer in shows { #expect(!answer.unpacked.contains(LeakMatrix.secret), "\(answer)") }
      #expect(shows.count { $0.unpacked.contains("lamp") && $0.unpacked != $0.text } > 5)

      // One more thing that everyone sees, so that there is an end to wait for.
      let last = try await group.bel.done(.annotation("The last.")).position
      for path in ["/papers/lighthouse/feed?since=0", "/feed?since=0"] {
        let seen = try await group.bel.feed(path).items(upTo: last)
        #expect(seen.dropLast().map(\.summary) == events.map(\.summary))
        #expect(seen.map(\.sequence) == Array(1...Int64(seen.count)))
      }
      // The author sees what they would see: the test looks where there is something.
      let own = try await group.cyd.get("/papers/lighthouse/annotations")
      #expect(own.text.contains(LeakMatrix.secret))
    }
  }

  /// The same acts come to the same, word for word, where someone else notes something before each of them.
  @Test func `no act comes to anything else for a private note`() async throws {
    let plain = try await Self.actAll(noting: false)
    let noted = try await Self.actAll(noting: true)
    #expect(plain.count == noted.count && plain.filter { $0.hasPrefix("200") }.count > 40)
    for (one, other) in zip(plain, noted) where one != other { Issue.record("\(one)\nand\n\(other)") }
  }

  private static func actAll(noting: Bool) async throws -> [String] {
    // The time is the same in both, and so is whatever is dated.
    try await withServer(configured: {
      // Both stand: no warning comes into the answers.
      ($0.clock, $0.steadyClock) = ({ 1_764_000_000_000_000 }, { 0 })
    }) { server in
      let group = try await Group(server)
      try await group.discuss()
      var answers: [(label: String, answer: Answer)] = []
      for type in AnyAct.types {
        for act in LeakMatrix.acts[type.type] ?? [] {
          for person in [group.rea, group.bel, group.edd, group.owner, group.eve] {
            if noting { try await group.note("\(type.type) \(person.handle)") }
            answers.append(("\(person.handle), \(type.type)", try await person.send(act)))
          }
        }
      }
      // What is of the one server alone, its key and its proofs, is not asked.
      // Of exports one that names no position: the others are compared where nothing shifts them.
      let ownSigns =
        ["json", "checkpoint", "edition", "proof"]
        + EditionFormat.allCases.map { "export/\($0.name)" }.filter { $0 != "export/text" }
      for path in LeakMatrix.paths
      where !ownSigns.contains(where: path.contains) || path.hasSuffix("/editions") {
        for person in group.others {
          answers.append(("\(person.handle), \(path)", try await person.get(path)))
        }
      }
      let ranks = try await server.ranks(without: "lighthouse/\(LeakMatrix.author)")
      return answers.map { "\($0.answer.status) \($0.label): \($0.answer.relabelled(ranks))" }
    }
  }

  /// Nobody who may look into `read` finds anything; in the log it stands once, as what it is.
  @Test func `no table that is for reading has it`() async throws {
    try await withServer { server in
      let group = try await Group(server)
      try await group.discuss()
      let last = try await group.noteEverything()
      #expect(try await group.owner.get("/papers?min-position=\(last)").status == 200)
      try await withConnection(server.conninfo) { connection in
        let search = try await DatabaseSearch(connection)
        #expect(try await search.places(of: Array(LeakMatrix.secret.utf8)) == ["log.event.content"])
        let stream = "lighthouse/\(LeakMatrix.author)"
        #expect(
          try await search.places(of: Array(stream.utf8)).allSatisfy { $0.hasPrefix("log.") })
        for view in ["read.event", "read.subject"] {
          let found = try await connection.query(
            Statement(unprepared: "SELECT count(*) FROM \(view) WHERE paper LIKE '%/%' OR position > \(last)")
          ).only().decode(Int64.self, column: 0)
          #expect(found == 0)
        }
      }
    }
  }
}

/// People in a paper that one of them notes things about.
private struct Group {
  let owner, edd, bel, rea, cyd, eve: Person
  let stranger: Person

  init(_ server: TestServer) async throws {
    owner = try server.owner
    _ = try await owner.importPaper()
    _ = try await owner.importPaper(SamplePaper.other, query: "slug=second")
    edd = try await owner.invite("edd", as: .editor)
    bel = try await owner.invite("bel")
    rea = try await owner.invite("rea", as: .reader)
    cyd = try await owner.invite(LeakMatrix.author)
    eve = try await owner.invite("eve", to: "second")
    stranger = server.stranger
  }

  /// Everyone but the author.
  var others: [Person] { [owner, edd, bel, rea, eve, stranger] }

  /// What all of them see.
  @discardableResult
  func discuss() async throws -> Int64 {
    try await bel.done(.claim("It was lit late."))
    try await cyd.done(.claim("It was lit early."))
    try await cyd.done(.annotation("Which lamp?", on: "p3.1"))
    try await edd.done(.dispute(.init(target: "c1", body: "It was not.")))
    return try await cyd.done(.correction("8 March", on: "p3.1:3 March")).position
  }

  /// Everything that can be done to private notes but sharing them. Gives the last position.
  func noteEverything() async throws -> Int64 {
    let secret = LeakMatrix.secret
    for target in ["p3.1", "p4.1", "c1", "a1", "p5"] as [Topic] {
      try await cyd.done(.annotate(.init(target: target, body: secret, tags: [secret], private: true)))
    }
    try await cyd.done(.edit(.init(id: .memo("m1"), body: "\(secret) again")))
    #expect(try await cyd.send(.withdraw(.init(id: .memo("m9")))).status == 404)
    return try await cyd.done(.withdraw(.init(id: .memo("m2"), reason: secret))).position
  }

  /// Notes something, which may be long or short, on this or on that.
  func note(_ what: String) async throws {
    try await cyd.done(.annotate(.init(target: "p3.1", body: "\(LeakMatrix.secret) \(what)", private: true)))
  }

  /// Every answer to everyone but the author.
  func answers(at position: Int64? = nil) async throws -> [Observed] {
    var answers: [Observed] = []
    for path in LeakMatrix.paths {
      guard let position else {
        for person in others { answers.append(try await Observed(person, path)) }
        continue
      }
      // What is always of now takes no position.
      guard path.hasPrefix("/papers/") else { continue }
      let then = path + (path.contains("?") ? "&" : "?") + "at=@\(position)"
      for person in others { answers.append(try await Observed(person, then)) }
    }
    return answers
  }
}

/// One answer with all that comes with it, but for the time.
private struct Observed: Equatable, CustomStringConvertible {
  let question: String
  let status: Int
  let text: String
  /// With what is in packed files.
  let unpacked: String
  let headers: [String]

  init(_ person: Person, _ path: String) async throws {
    let answer = try await person.get(path)
    question = "\(person.handle): \(path)"
    status = answer.status
    text = answer.text
    unpacked = try answer.unpacked
    // The time, and the name of the request, which is drawn by chance.
    headers = answer.headers.filter { !["date", "x-request-id"].contains($0.name.lowercased()) }
      .map { "\($0.name): \($0.value)" }
      .sorted()
  }

  private init(
    _ question: String, _ status: Int, _ text: String, _ unpacked: String, _ headers: [String]
  ) {
    (self.question, self.status, self.text, self.unpacked, self.headers) = (
      question, status, text, unpacked, headers
    )
  }

  var description: String { "\(question)\n\(status) \(headers)\n\(text)" }

  /// The same as it would be where the log had come to `position`: what views say of that, and the tags that name it.
  func at(_ position: Int64, insteadOf end: Int64? = nil) -> Observed {
    var text = text
    for member in ["at", "shown"] {
      if let end { text = text.replacing("\"\(member)\":\(end),", with: "\"\(member)\":\(position),") }
    }
    return Observed(
      question, status, text, "",
      headers.filter { !$0.lowercased().hasPrefix("etag") || question.contains("export") })
  }
}
