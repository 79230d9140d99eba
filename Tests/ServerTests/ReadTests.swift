import ActSupport
import Acts
import CanonicalJSON
import NIOHTTP1
import Protocol
import Scholarship
import Testing

@Suite(.timeLimit(.minutes(15))) struct ReadTests {
  /// Whoever sends back the position of a write sees it in every view at once.
  @Test func `a write is seen by who names its position`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      for number in 1...15 {
        let position = try await owner.done(.claim("Claim \(number).")).position
        let paper = "/papers/lighthouse"
        let claims: ListView<ClaimItem> = try await owner.read("\(paper)/claims?min-position=\(position)")
        #expect(claims.items.count == number && claims.at >= position)
        let history: ListView<HistoryItem> = try await owner.read("\(paper)/history?min-position=\(position)")
        #expect(history.items.last?.position == position)
        let thing: ThingView = try await owner.read("\(paper)/things/c\(number)?min-position=\(position)")
        #expect(thing.at >= position)
        let status: StatusView = try await owner.read("/status?paper=lighthouse&min-position=\(position)")
        #expect(status.paper?.claims == number && status.shown >= position)
        let papers: ListView<PaperItem> = try await owner.read("/papers?min-position=\(position)")
        #expect(papers.items.first?.last == position)
        let export = try await owner.get("\(paper)/export/json?min-position=\(position)")
        #expect(export.text.contains("Claim \(number)."))
      }
    }
  }

  @Test func `pages lose and double nothing`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      var last: Int64 = 0
      for number in 1...23 {
        last = try await owner.done(.annotation("Note \(number).", tags: number % 3 == 0 ? ["third"] : nil))
          .position
      }
      for moment in ["min-position=\(last)", "at=@\(last)"] {
        for (limit, filter, count) in [
          (1, "", 23), (5, "", 23), (23, "", 23), (2, "&tag=third", 7), (7, "&tag=third", 7),
        ] {
          var ids: [String] = []
          var after: Int64? = 0
          while let start = after {
            let page: ListView<AnnotationItem> = try await owner.read(
              "/papers/lighthouse/annotations?\(moment)&limit=\(limit)&after=\(start)\(filter)")
            #expect(page.items.count <= limit)
            ids += page.items.map(\.id)
            after = page.next
          }
          #expect(ids.count == count && Set(ids).count == count)
        }
        var positions: [Int64] = []
        var after: Int64? = 0
        while let start = after {
          let page: ListView<HistoryItem> = try await owner.read(
            "/papers/lighthouse/history?\(moment)&limit=4&after=\(start)")
          positions += page.items.map(\.position)
          after = page.next
        }
        #expect(positions == Array(1...last))
      }
    }
  }

  @Test func `filters keep what they name`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let ada = try await owner.invite("ada")
      try await owner.done(.claim("One.", on: "p3.1"))
      try await ada.done(.claim("Two.", on: "p6.2"))
      try await ada.done(.withdraw(.init(id: "c2")))
      try await owner.done(.annotation("On a claim.", on: "c1"))
      try await ada.done(.annotation("On words.", on: "p6.1", tags: ["ship"]))
      try await ada.done(.dispute(.init(target: "c1", body: "No.")))
      let last = try await ada.done(.correction("five", on: "p6.1:four")).position
      let expected: [(String, [String])] = [
        ("claims", ["c1", "c2"]), ("claims?by=ada", ["c2"]), ("claims?status=withdrawn", ["c2"]),
        ("claims?status=contested", ["c1"]), ("claims?on=p6", ["c2"]), ("claims?on=p3.1", ["c1"]),
        ("claims?on=c2", ["c2"]), ("claims?on=p4", []), ("claims?tag=ship", []),
        ("annotations?on=c1", ["a1"]), ("annotations?on=p6", ["a2"]), ("annotations?tag=ship", ["a2"]),
        ("annotations?tag=ship&by=owner", []), ("disputes?on=c1", ["d1"]), ("disputes?status=open", ["d1"]),
        ("corrections?on=p6.1", ["x1"]), ("corrections?on=p6/11%2B0", []),
        ("corrections?on=p6/17%2B0", ["x1"]),
        ("corrections?status=open&by=ada", ["x1"]),
      ]
      // Whoever is not here is a slip of spelling.
      let slip = try await owner.get("/papers/lighthouse/claims?by=nobody")
      #expect(try slip.status == 422 && slip.problem.detail.contains("There are ada, owner."))
      struct Named: JSONRecord, Hashable {
        var id: String
        static let shape = Shape(Named.init(id:), Field("id", \.id))
      }
      for (query, ids) in expected {
        for moment in ["min-position=\(last)", "at=@\(last)"] {
          let path = "/papers/lighthouse/\(query)\(query.contains("?") ? "&" : "?")\(moment)"
          let list: ListView<Named> = try await owner.read(path)
          #expect(list.items.map(\.id) == ids, "\(path)")
        }
      }
    }
  }

  @Test func `who has it already is told so`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let last = try await owner.done(.claim("One.")).position
      let paths = [
        "", "/claims", "/history", "/text", "/consensus", "/export/text", "/edition", "/members",
        "/things/c1",
      ]
      for path in paths.map({ "/papers/lighthouse\($0)?min-position=\(last)" }) {
        let first = try await owner.get(path)
        let tag = try #require(first.headers.first(name: "ETag"))
        let again = try await owner.get(path, headers: [("If-None-Match", tag)])
        #expect(again.status == 304 && again.bytes.isEmpty, "\(path)")
        for tags in ["*", "\"0-0\", \(tag)", "W/\(tag)"] {
          #expect(try await owner.get(path, headers: [("If-None-Match", tags)]).status == 304, "\(path)")
        }
        #expect(try await owner.get(path, headers: [("If-None-Match", "\"0-0\"")]).bytes == first.bytes)
      }
      let tag = try #require(try await owner.get("/papers/lighthouse/claims").headers.first(name: "ETag"))
      let next = try await owner.done(.claim("Two.")).position
      let later = try await owner.get(
        "/papers/lighthouse/claims?min-position=\(next)", headers: [("If-None-Match", tag)])
      #expect(later.status == 200)
    }
  }

  @Test func `members read the edition as a page`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let last = try await owner.done(.claim("Claim one.")).position
      let page = try await owner.get("/papers/lighthouse/edition?min-position=\(last)")
      #expect(page.headers.first(name: "Content-Type") == "text/html; charset=utf-8")
      #expect(page.text.hasPrefix("<!doctype html>") && page.text.contains("Claim one."))
      #expect(page.bytes == (try await owner.get("/papers/lighthouse/export/html?at=@\(last)")).bytes)
    }
  }

  @Test func `a time shows what was then`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      try await owner.done(.claim("One."))
      try await owner.done(.claim("Two."))
      let claims: ListView<ClaimItem> = try await owner.read("/papers/lighthouse/claims?min-position=5")
      let then: ListView<ClaimItem> = try await owner.read(
        "/papers/lighthouse/claims?at=\(claims.items[0].at)")
      #expect(then.at == 4 && then.items == [claims.items[0]])
      #expect(try await owner.get("/papers/lighthouse/claims?at=2001-01-01T00:00:00Z").status == 404)
      // Of what is yet to come nothing is known.
      #expect(try await owner.get("/papers/lighthouse/claims?at=2999-01-01T00:00:00Z").status == 422)
    }
  }
}
