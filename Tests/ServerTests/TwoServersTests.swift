import ActSupport
import Acts
import Protocol
import Scholarship
import TestCluster
import Testing

@testable import Server

@Suite(.timeLimit(.minutes(15))) struct TwoServersTests {
  @Test func `both write one paper`() async throws {
    try await withTwoServers { one, two in
      let owner = try one.owner
      _ = try await owner.importPaper()
      let count = 60
      let receipts = try await withThrowingTaskGroup(of: Receipt.self) { group in
        for number in 0..<count {
          group.addTask {
            try await (number % 2 == 0 ? owner : owner.at(two)).insist(.claim("Claim \(number)."))
          }
        }
        return try await group.reduce(into: [Receipt]()) { $0.append($1) }
      }
      #expect(Set(receipts.flatMap(\.ids)) == Set((1...count).map { "c\($0)" }))
      #expect(Set(receipts.map(\.position)).count == count)
      let last = try #require(receipts.map(\.position).max())
      // Not the other exports, which name a checkpoint that each signs with its own key.
      for path in ["claims", "history", "members", "export/text", "consensus", "text"] {
        let query = "/papers/lighthouse/\(path)?min-position=\(last)"
        let (here, there) = (try await owner.get(query), try await owner.at(two).get(query))
        #expect(here.status == 200 && here.bytes == there.bytes, "\(path)")
      }
      let claims: ListView<ClaimItem> = try await owner.read("/papers/lighthouse/claims?min-position=\(last)")
      #expect(claims.items.map(\.id) == (1...count).map { "c\($0)" })
      #expect(Set(claims.items.map(\.statement)).count == count)
    }
  }

  /// Whichever of them projects what was done, and whoever stands back: the tables are what a fold of the log gives, also
  /// when the one that went first is gone.
  @Test func `their tables are those of one log`() async throws {
    try await withTestDatabaseAndFolder { conninfo, folder in
      try await withServer(on: conninfo, home: folder + "/one") { one in
        let owner = try one.owner
        _ = try await owner.importPaper()
        try await withServer(on: conninfo, home: folder + "/two") { two in
          for round in 0..<4 {
            // Nobody waits for the tables meanwhile.
            let last = try await withThrowingTaskGroup(of: Int64.self) { group in
              for person in [owner, owner.at(two)] {
                group.addTask {
                  var last: Int64 = 0
                  for number in 0..<25 {
                    last = try await person.insist(
                      number % 3 == 0
                        ? .correction("\(round) \(number) May", on: "p3.1:3 March") : .annotation("?")
                    ).position
                  }
                  return last
                }
              }
              return try await group.reduce(0, max)
            }
            let query = "/papers/lighthouse/annotations?limit=1000&min-position=\(last)"
            for person in round % 2 == 0 ? [owner, owner.at(two)] : [owner.at(two), owner] {
              let notes: ListView<AnnotationItem> = try await person.read(query)
              #expect(notes.items.count == (round + 1) * 32)
            }
          }
          try await expectSame(two)
        }
        let last = try await owner.done(.annotation("Alone.")).position
        let notes: ListView<AnnotationItem> = try await owner.read(
          "/papers/lighthouse/annotations?limit=1000&min-position=\(last)")
        #expect(notes.items.count == 129)
        try await expectSame(one)
      }
    }
  }

  private func expectSame(_ server: TestServer) async throws {
    let said = try await RecensionServer.checkReadModels(
      ServerOptions(home: server.home, database: server.conninfo), logger: server.log.logger)
    #expect(said.isSame, "\(said.lines)")
  }

  /// What one server did shows at the other, also in what is not read from tables, and also who may come in.
  @Test func `one sees what the other did`() async throws {
    try await withTwoServers { one, two in
      let owner = try one.owner
      _ = try await owner.importPaper()
      #expect(try await owner.at(two).get("/papers/lighthouse/text").status == 200)
      let ada = try await owner.invite("ada")
      let first = try await ada.done(.correction("8 March", on: "p3.1:3 March")).position
      let there: ConsensusView = try await ada.at(two).read("/papers/lighthouse/consensus?at=@\(first)")
      #expect(there.loci.count == 1)
      let second = try await owner.done(.vote(.init(id: "x1", vote: .for))).position
      let text = try await ada.at(two).get("/papers/lighthouse/export/text?min-position=\(second)").text
      #expect(text.contains("8 March"))
      // Decided on what stands, not on what the other server knew last.
      try await owner.done(.claim("One."))
      #expect(try await ada.at(two).send(.stance(.agree, on: "c1")).status == 200)
      let bob = try await owner.invite("bob")
      #expect(try await bob.at(two).send(.stance(.agree, on: "c1")).status == 200)
    }
  }

  /// A reading that is under way may have begun before what a read asks for was there; it is not made do with.
  @Test func `reads at once show what each asks for`() async throws {
    try await withTwoServers { one, two in
      let owner = try one.owner
      _ = try await owner.importPaper()
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 1...40 {
          let written = try await owner.done(.correction("\(number) April", on: "p3.1:3 March"))
          for _ in 0..<3 {
            group.addTask {
              let view: ConsensusView = try await owner.at(two).read(
                "/papers/lighthouse/consensus?min-position=\(written.position)")
              let readings = view.loci.flatMap(\.readings).map(\.id)
              #expect(readings.contains("x\(number)"), "at \(view.at), asked for \(written.position)")
            }
          }
        }
        try await group.waitForAll()
      }
    }
  }

  @Test func `a key is good at both`() async throws {
    try await withTwoServers { one, two in
      let owner = try one.owner
      _ = try await owner.importPaper()
      let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
        for number in 0..<20 {
          let person = number % 2 == 0 ? owner : owner.at(two)
          group.addTask { try await person.send(.claim("One."), key: "key-for-both") }
        }
        return try await group.reduce(into: [Answer]()) { $0.append($1) }
      }
      #expect(answers.allSatisfy { $0.status == 200 } && Set(answers.map(\.bytes)).count == 1)
      #expect(try await owner.at(two).send(.claim("Two."), key: "key-for-both").problem.type == .conflict)
    }
  }

  @Test func `a server that takes over deposes the other`() async throws {
    try await withTestDatabase { conninfo in
      try await withTemporaryFolder { folder in
        try await withServer(on: conninfo, home: folder + "/old") { old in
          let owner = try old.owner
          _ = try await owner.importPaper()
          let first = try await owner.send(.claim("One."), key: "the-first-key")
          #expect(first.status == 200)
          #expect(try await owner.get("/readyz").status == 200)
          try await withServer(
            on: conninfo, home: folder + "/new", configured: { $0.takesOver = true }
          ) { new in
            // It says so before it is asked to write.
            let readiness = try await owner.get("/readyz")
            #expect(readiness.status == 503 && readiness.text.contains(#""status":"deposed""#))
            #expect(readiness.text.contains("it is in epoch 2"))
            let refused = try await owner.send(.claim("Two."), key: "the-second-key")
            #expect(refused.status == 503)
            let problem = try refused.problem
            #expect(problem.type == .deposed && problem.detail.contains("Nothing was done"))
            // What it did is known for ever, and it still reads.
            #expect(try await owner.send(.claim("One."), key: "the-first-key").bytes == first.bytes)
            #expect(try await owner.get("/papers/lighthouse/claims").status == 200)
            // The same request succeeds at the other.
            #expect(try await owner.at(new).send(.claim("Two."), key: "the-second-key").status == 200)
            #expect(try await owner.at(new).get("/readyz").status == 200)
          }
        }
      }
    }
  }
}

extension Person {
  /// Sends a command until it is carried out: a conflict or a busy server did nothing, and asks to be asked again.
  fileprivate func insist(_ command: AnyAct) async throws -> Receipt {
    let key = String.fresh
    while true {
      let answer = try await send(command, key: key)
      if answer.status == 409 || answer.status == 503 { continue }
      return try answer.decoded()
    }
  }
}
