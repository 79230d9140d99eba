import ActSupport
import Acts
import NIOHTTP1
import Protocol
import Scholarship
import Testing

@testable import Server

@Suite("What others said, brought in", .timeLimit(.minutes(15)))
struct RemarksTests {
  private static let notes = #"""
    {"total":3,"rows":[
    {"id":"r1","created":"2026-05-01T10:00:00+00:00","user":"acct:ann@hypothes.is","uri":"u","text":"Is it?","tags":[],
     "references":["n1"],"target":[{"source":"u"}]},
    {"id":"n1","created":"2026-05-01T09:00:00+00:00","user":"acct:ann@hypothes.is","uri":"u","text":"Which cormorant?",
     "tags":["bird"],"target":[{"source":"u","selector":[{"type":"TextQuoteSelector","exact":"the fog came early"}]}]},
    {"id":"g1","user":"acct:ann@hypothes.is","uri":"u","text":"Gone.","tags":[],
     "target":[{"source":"u","selector":[{"type":"TextQuoteSelector","exact":"a steam tug towed barges upriver"}]}]}]}
    """#

  @Test func `notes come in with their origin, once however often they are sent`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let ada = try await owner.invite("ada")
      let trial: RemarksReceipt = try (try await ada.bring(Self.notes, query: "&dry-run=true")).decoded()
      #expect(trial.found == 2 && trial.orphaned == 1 && trial.ids.isEmpty && trial.remark != nil)
      let none: ListView<AnnotationItem> = try await ada.read("/papers/lighthouse/annotations")
      #expect(none.items.isEmpty)

      let first = try await ada.bring(Self.notes, key: "key-of-notes")
      #expect(first.status == 201)
      let receipt: RemarksReceipt = try first.decoded()
      #expect(receipt.ids == ["a1", "a2"] && receipt.form == "hypothesis" && receipt.file == "notes.json")
      // The same request again: the same ids and words, nothing new.
      let replay: RemarksReceipt = try (try await ada.bring(Self.notes, key: "key-of-notes")).decoded()
      #expect(replay.ids == receipt.ids && replay.position == receipt.position)
      #expect(replay.items.map(\.words) == receipt.items.map(\.words) && replay.file == receipt.file)
      // The same file under another key.
      let again = try await ada.bring(Self.notes)
      #expect(again.status == 200)
      let standing: RemarksReceipt = try again.decoded()
      #expect(standing.standing == 2 && standing.ids.isEmpty && standing.items.first?.id == "a1")
      #expect(
        try await ada.bring("old,new\n3 March,4 March\n", key: "key-of-notes").problem.type == .conflict)

      let view: ThingView = try await ada.read("/papers/lighthouse/things/a1")
      guard case .annotation(let item) = view.item else {
        Issue.record("a1 is no annotation")
        return
      }
      #expect(item.by == "ada" && item.origin?.author == "ann" && item.origin?.file == "notes.json")
      #expect(item.origin?.authorID == "acct:ann@hypothes.is" && item.replies == ["a2"])
    }
  }

  @Test func `two at once bring a file in once`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let ada = try await owner.invite("ada")
      async let one = ada.bring(Self.notes)
      async let two = owner.bring(Self.notes)
      let receipts: [RemarksReceipt] = [try await one.decoded(), try await two.decoded()]
      #expect(receipts.map(\.found).sorted() == [0, 2] && receipts.map(\.standing).sorted() == [0, 2])
    }
  }

  @Test func `it takes a scholar, a file that can be read, and a kind that there is`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let rea = try await owner.invite("rea", as: .reader)
      #expect(try await rea.bring(Self.notes).problem.type == .notAllowed)
      #expect(try await rea.bring(Self.notes, query: "&dry-run=true").problem.type == .notAllowed)
      #expect(try await server.stranger.bring(Self.notes).problem.type == .notAllowed)
      #expect(try await owner.bring("{}").problem.type == .refused)
      #expect(try await owner.bring("").problem.type == .refused)
      #expect(try await owner.bring(Self.notes, query: "&into=poems").problem.type == .malformed)
      let claims: RemarksReceipt = try (try await owner.bring(Self.notes, query: "&into=claims")).decoded()
      #expect(claims.ids == ["c1", "a1"])
    }
  }

  @Test func `what is erased is gone with its origin, and the answer kept with the request has no words`()
    async throws
  {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let receipt: RemarksReceipt = try (try await owner.bring(Self.notes, key: "key-of-notes")).decoded()
      let words = receipt.withoutWords
      #expect(words.file.isEmpty && words.items.allSatisfy { $0.words.isEmpty && $0.author == nil })
      #expect(words.ids == receipt.ids)
    }
  }
}

extension Person {
  /// Sends a file in which others said something of the paper.
  fileprivate func bring(_ text: String, query: String = "", key: String = .fresh) async throws -> Answer {
    try await request(
      .POST, "/papers/lighthouse/annotations?file=notes.json\(query)", body: Array(text.utf8),
      headers: [("Idempotency-Key", key), ("Content-Type", "application/json")])
  }
}
