import Foundation
import ActSupport
import Acts
import Postgres
import Protocol
import Scholarship
import Testing

@Suite(.timeLimit(.minutes(15))) struct BaseTests {
  /// The sample with the date and a word corrected, a sentence gone, and a paragraph put in before them.
  private static let version = SamplePaper.text.replacing("3 March 1841", with: "8 March 1841")
    .replacing("The keeper wrote", with: "The keeper noted")
    .replacing("Nobody else saw the lamp that night. ", with: "")
    .replacing("The lamp was lit", with: "A note was added.\n\nThe lamp was lit")

  /// The same, with its last paragraph twice.
  private static let doubled: String = {
    let ledger =
      "The ledger names four ships. It names the Heron twice. The second entry is in another hand.\n\n"
    return version.replacing(ledger.dropLast(1), with: ledger + ledger)
  }()

  /// ada and bel at work: x1 passes and is what the version has, x2 passes on words that it has not.
  private func atWork(_ server: TestServer) async throws -> (owner: Person, ada: Person, before: Int64) {
    let owner = try server.owner
    _ = try await owner.importPaper()
    let ada = try await owner.invite("ada")
    let bel = try await owner.invite("bel")
    try await ada.done(.correction("8 March 1841", on: "p3:3 March 1841"))
    try await bel.done(.vote(.init(id: "x1", vote: .for, reason: "So it is.")))
    try await ada.done(.correction("late", on: "p4:that night"))
    try await bel.done(.vote(.init(id: "x2", vote: .for)))
    try await ada.done(.claim("It came late.", on: "p3:the fog came early"))
    try await ada.done(.annotation("Who?", on: "p4:Nobody else saw the lamp"))
    try await ada.done(.annotation("Really?", on: "p6:It names the Heron twice."))
    try await bel.done(.dispute(.init(target: "p3.2", body: "It is not.")))
    let last = try await bel.done(.annotation("On the dispute.", on: "d1")).position
    return (owner, ada, last)
  }

  @Test func `everything is carried over and what has no place is told`() async throws {
    try await withServer { server in
      let (owner, ada, before) = try await atWork(server)
      let answer = try await owner.importBase(Self.doubled)
      #expect(answer.status == 201)
      let receipt: ImportReceipt = try answer.decoded()
      #expect(receipt.position == before + 1 && receipt.slug == "lighthouse" && receipt.remark == nil)
      let carried = try #require(receipt.carried)
      #expect(carried.incorporated == ["x1"])
      #expect(Set(carried.orphaned.map(\.id)) == ["a1", "x2"])
      #expect(carried.ambiguous.map(\.id) == ["a2"])
      let moved = Dictionary(uniqueKeysWithValues: carried.moved.map { ($0.id, $0) })
      #expect(moved["c1"].map { [$0.from, $0.to] } == ["p3:the fog came early", "p4:the fog came early"])
      #expect(moved["c1"]?.changed == false && moved["d1"]?.changed == true)
      let view = "?min-position=\(receipt.position)"
      let corrections: ListView<CorrectionItem> = try await ada.read("/papers/lighthouse/corrections" + view)
      #expect(corrections.items.map(\.status) == ["incorporated", "orphaned"])
      #expect(corrections.items.map(\.old) == ["3 March 1841", "that night"])
      #expect(corrections.items[0].tally.for == ["ada", "bel"] && corrections.items[1].lost == "orphaned")
      let annotations: ListView<AnnotationItem> = try await ada.read(
        "/papers/lighthouse/annotations" + view)
      #expect(annotations.items.map(\.lost) == ["orphaned", "ambiguous", nil])
      #expect(annotations.items[0].quote == "Nobody else saw the lamp" && annotations.items[0].target == "")
      // The text is the new base's, with nothing made twice.
      let consensus: ConsensusView = try await ada.read("/papers/lighthouse/consensus" + view)
      #expect(consensus.accepted == 0 && consensus.loci.isEmpty && consensus.base == receipt.base)
      #expect(consensus.apart?.map(\.id) == ["x1", "x2"])
      let text = try await ada.get("/papers/lighthouse/export/text" + view).text
      #expect(text.contains("lit on 8 March 1841.") && !text.contains("late"))
      let markdown = try await ada.get("/papers/lighthouse/export/markdown" + view).text
      #expect(markdown.contains("has: [^x1]") && markdown.contains("place in this base: [^x2]"))
      #expect(markdown.contains("[^x2]: “that night” → “late”; **orphaned**"))
      let thing: ThingView = try await ada.read("/papers/lighthouse/things/x2" + view)
      // It was proposed and voted on, and the new base took its place away.
      #expect(thing.context == nil && thing.history.map(\.type).last == "base.imported")
      #expect(thing.history.last?.summary.hasSuffix("x2 has no place in it") == true)
      let taken: ThingView = try await ada.read("/papers/lighthouse/things/x1" + view)
      #expect(taken.history.last?.summary.hasSuffix("it has what x1 proposes") == true)
    }
  }

  @Test func `the base before stays readable`() async throws {
    try await withServer { server in
      let (owner, _, before) = try await atWork(server)
      let views =
        [
          "text", "text?consensus=true", "outline", "find?text=Nobody", "claims", "annotations", "disputes",
          "corrections", "consensus", "history", "members", "things/x1", "things/a1", "things/x2", "orphans",
          "export/text", "export/markdown", "export/json", "annotations?on=p4", "history?of=p3",
        ].map { "/papers/lighthouse/\($0)\($0.contains("?") ? "&" : "?")" } + ["/papers/lighthouse?"]
      var seen: [(path: String, answer: Answer)] = []
      for view in views { seen.append((view, try await owner.get(view + "min-position=\(before)"))) }
      let receipt: ImportReceipt = try await owner.importBase(Self.version).decoded()
      for (path, then) in seen {
        #expect(then.status == 200, "\(path): \(then.text)")
        let now = try await owner.get(path + "at=@\(before)")
        #expect(now.text == then.text, "\(path)")
      }
      let text: TextView = try await owner.read("/papers/lighthouse/text?min-position=\(receipt.position)")
      #expect(text.base == receipt.base)
      #expect(text.blocks.contains { $0.text.contains("A note was added.") })
    }
  }

  @Test func `orphans are listed with places and settled`() async throws {
    try await withServer { server in
      let (owner, ada, before) = try await atWork(server)
      let none: ListView<OrphanItem> = try await ada.read("/papers/lighthouse/orphans")
      #expect(none.items.isEmpty)
      let position = try (try await owner.importBase(Self.doubled)).decoded(as: ImportReceipt.self).position
      let list: ListView<OrphanItem> = try await ada.read(
        "/papers/lighthouse/orphans?min-position=\(position)")
      #expect(list.items.map(\.id) == ["a1", "a2", "x2"])
      let doubled = list.items[1]
      #expect(doubled.lost == "ambiguous" && doubled.candidates.count == 2)
      #expect(doubled.quote == "It names the Heron twice." && doubled.by == "ada")
      // Whoever made them is told.
      let status: StatusView = try await ada.read("/status?paper=lighthouse&min-position=\(position)")
      let waiting = status.waiting.filter { $0.what.hasPrefix("reanchor") }
      #expect(waiting.map(\.what) == ["reanchor x2 ADDR", "reanchor a1 ADDR", "reanchor a2 ADDR"])
      // A candidate's address can be typed; whoever wrote the thing, or an editor, says which.
      let place = try #require(doubled.candidates.last?.address)
      let settle = AnyAct.reanchor(.init(id: "a2", address: .address(place), reason: "The later one."))
      let bel = try await owner.invite("cyd")
      #expect(try await bel.send(settle).problem.type == .notAllowed)
      let settled = try await ada.done(settle).position
      let annotations: ListView<AnnotationItem> = try await ada.read(
        "/papers/lighthouse/annotations?min-position=\(settled)")
      #expect(annotations.items[1].lost == nil && annotations.items[1].target == place)
      #expect(annotations.items[1].quote == "It names the Heron twice.")
      let history: ListView<HistoryItem> = try await ada.read("/papers/lighthouse/history?of=a2")
      #expect(history.items.last?.type == "thing.reanchored" && history.items.last?.by == "ada")
      #expect(history.items.last?.summary.contains("The later one.") == true)
      let x2 = try await ada.done(.reanchor(.init(id: "x2", address: "p3:A note"))).position
      let corrections: ListView<CorrectionItem> = try await ada.read(
        "/papers/lighthouse/corrections?min-position=\(x2)")
      #expect(corrections.items[1].status == "open" && corrections.items[1].old == "A note")
      try await owner.done(.reanchor(.init(id: "a1", address: "p4")))
      let left: ListView<OrphanItem> = try await ada.read("/papers/lighthouse/orphans?min-position=\(x2 + 1)")
      #expect(left.items.isEmpty)
      // Then they were lost, and before that they were not.
      let then: ListView<OrphanItem> = try await ada.read("/papers/lighthouse/orphans?at=@\(position)")
      #expect(then.items == list.items)
      let earlier: ListView<OrphanItem> = try await ada.read("/papers/lighthouse/orphans?at=@\(before)")
      #expect(earlier.items.isEmpty)
    }
  }

  @Test func `the same request is carried out once and the same text not at all`() async throws {
    try await withServer { server in
      let (owner, _, before) = try await atWork(server)
      let first = try await owner.importBase(Self.version, key: "key-of-base")
      let again = try await owner.importBase(Self.version, key: "key-of-base")
      #expect(again.bytes == first.bytes && again.status == first.status)
      #expect(try await owner.importBase(SamplePaper.text, key: "key-of-base").problem.type == .conflict)
      let same = try await owner.importBase(Self.version)
      #expect(same.status == 200)
      let receipt: ImportReceipt = try same.decoded()
      #expect(receipt.remark?.contains("This very text is the base of “lighthouse”") == true)
      #expect(receipt.carried == nil && receipt.position == before + 1)
      let status: StatusView = try await owner.read("/status")
      #expect(status.at == before + 1)
      // Back to the text before: everything stands where it stood.
      let back: ImportReceipt = try await owner.importBase(SamplePaper.text).decoded()
      #expect(back.carried?.orphaned == [] && back.carried?.ambiguous == [])
      let list: ListView<CorrectionItem> = try await owner.read(
        "/papers/lighthouse/corrections?min-position=\(back.position)")
      #expect(list.items.map(\.status) == ["accepted", "accepted"])
      // The first key's answer is what it was.
      #expect(try await owner.importBase(Self.version, key: "key-of-base").bytes == first.bytes)
    }
  }

  @Test func `a trial leaves nothing`() async throws {
    try await withServer { server in
      let (owner, _, before) = try await atWork(server)
      let trial: ImportReceipt = try await owner.importBase(Self.version, query: "?dry-run=true").decoded()
      #expect(trial.position == 0 && trial.carried?.incorporated == ["x1"])
      let status: StatusView = try await owner.read("/status")
      #expect(status.at == before)
      let done: ImportReceipt = try await owner.importBase(Self.version).decoded()
      #expect(done.carried == trial.carried)
    }
  }

  @Test func `only the owners of the paper bring one in`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let bob = try await owner.invite("bob", as: .editor)
      #expect(try await bob.importBase(Self.version).problem.type == .notAllowed)
      #expect(try await bob.importBase(Self.version, query: "?dry-run=true").problem.type == .notAllowed)
      #expect(try await server.stranger.importBase(Self.version).problem.type == .notAllowed)
      #expect(try await owner.importBase(Self.version, of: "elsewhere").problem.type == .notAllowed)
      #expect(try await owner.importBase(" \n").problem.type == .refused)
      let ada = try await owner.invite("ada", as: .owner)
      #expect(try await ada.importBase(Self.version).status == 201)
    }
  }

  /// Tables made anew after an erasure say what those say that were there before it.
  @Test func `what is erased is gone from the later base too`() async throws {
    try await withServer { server in
      let (owner, ada, before) = try await atWork(server)
      let base = try (try await owner.importBase(Self.version)).decoded(as: ImportReceipt.self).position
      let settled = try await ada.done(.reanchor(.init(id: "x2", address: "p3:A note", reason: "Here.")))
      let proposed: ListView<CorrectionItem> = try await owner.read(
        "/papers/lighthouse/corrections?at=@\(before)")
      let end = try await withConnection(server.conninfo) { connection in
        for position in proposed.items.map(\.position) + [base, settled.position] {
          try await connection.query("SELECT log.erase($1, 'lawyer', 'a court')", position)
        }
        return try await connection.query("SELECT position FROM log.head").only().decode(
          Int64.self, column: 0)
      }
      for path in ["claims", "annotations", "disputes", "corrections", "history", "members", "orphans"] {
        let grown = try await owner.get("/papers/lighthouse/\(path)?min-position=\(end)")
        let folded = try await owner.get("/papers/lighthouse/\(path)?at=@\(end)")
        #expect(grown.status == 200 && grown.text == folded.text, "\(path)")
      }
      let list: ListView<CorrectionItem> = try await owner.read("/papers/lighthouse/corrections")
      #expect(list.items.map(\.status) == ["withdrawn", "withdrawn"] && list.items.allSatisfy(\.new.isEmpty))
    }
  }

  /// What one server carried over another reads, decides on, and exports; what is said meanwhile is carried too.
  @Test func `another server goes on from it`() async throws {
    try await withTwoServers { one, two in
      let (owner, ada, _) = try await atWork(one)
      _ = try await ada.at(two).get("/papers/lighthouse/claims")
      try await ada.at(two).done(.claim("One more.", on: "p3:the fog"))
      let receipt: ImportReceipt = try await owner.importBase(Self.version).decoded()
      #expect(receipt.carried?.found == 5)
      let claims: ListView<ClaimItem> = try await ada.at(two).read(
        "/papers/lighthouse/claims?min-position=\(receipt.position)")
      #expect(claims.items.map(\.address) == ["p4:the fog came early", "p4:the fog"])
      let position = try await ada.at(two).done(.claim("Anew.", on: "p3:A note was added")).position
      let path = "/papers/lighthouse/export/markdown?at=@\(position)"
      // Each signs with a key of its own.
      func unsigned(_ answer: Answer) -> String? {
        answer.text.components(separatedBy: "- Checkpoint:").first
      }
      #expect(try await unsigned(ada.get(path)) == unsigned(ada.at(two).get(path)))
    }
  }

  @Test func `everyone at once loses nothing`() async throws {
    try await withServer { server in
      let (owner, ada, _) = try await atWork(server)
      let written = try await withThrowingTaskGroup(of: Int.self) { group in
        for number in 0..<30 {
          group.addTask {
            let answer = try await ada.send(.annotation("Note \(number).", on: ":the fog came early"))
            return answer.status == 200 ? 1 : 0
          }
          if number % 10 == 5 {
            let text = Self.version + "\nColophon \(number).\n"
            // One that another overtakes is told to come again.
            group.addTask { [201, 409].contains(try await owner.importBase(text).status) ? 0 : 100 }
          }
        }
        return try await group.reduce(0, +)
      }
      #expect(written <= 30)
      let head: StatusView = try await owner.read("/status")
      let list: ListView<AnnotationItem> = try await owner.read(
        "/papers/lighthouse/annotations?limit=100&min-position=\(head.at)")
      #expect(list.items.count == written + 3)
      for item in list.items.dropFirst(3) {
        #expect(
          item.quote == "the fog came early" && item.lost == nil && item.target == "p4:the fog came early")
      }
    }
  }
}
