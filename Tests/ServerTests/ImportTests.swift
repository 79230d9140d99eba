import Postgres
import ActSupport
import Acts
import Protocol
import Scholarship
import Testing

@testable import Server

@Suite(.timeLimit(.minutes(15))) struct ImportTests {
  @Test func `reports what it read`() async throws {
    try await withServer { server in
      let owner = try server.owner
      let answer = try await owner.importPaper()
      #expect(answer.status == 201)
      let receipt: ImportReceipt = try answer.decoded()
      #expect(receipt.slug == "lighthouse" && receipt.title == "The Lighthouse at Orrin")
      #expect(receipt.blocks == 6 && receipt.headings == 3 && receipt.sentences == 11)
      let papers: ListView<PaperItem> = try await owner.read("/papers?min-position=\(receipt.position)")
      #expect(papers.items.map(\.slug) == ["lighthouse"])
      #expect(papers.items.first?.role == "owner" && papers.items.first?.base == receipt.base)
    }
  }

  @Test func `the same text again is the paper that is there`() async throws {
    try await withServer { server in
      let owner = try server.owner
      let first: ImportReceipt = try (try await owner.importPaper()).decoded()
      for query in ["slug=lighthouse", "", "title=The%20Lighthouse%20at%20Orrin"] {
        let answer = try await owner.importPaper(query: query)
        #expect(answer.status == 200)
        let receipt: ImportReceipt = try answer.decoded()
        #expect(receipt.slug == "lighthouse" && receipt.base == first.base)
        #expect(receipt.remark == "This very text is here already, as “lighthouse”.")
      }
      let papers: ListView<PaperItem> = try await owner.read("/papers")
      #expect(papers.items.count == 1)
    }
  }

  @Test func `a dry run tells what is there already, and changes nothing`() async throws {
    try await withServer { server in
      let owner = try server.owner
      func trial(_ text: String, _ query: String) async throws -> Answer {
        try await owner.importPaper(text, query: "dry-run=true\(query)")
      }
      let fresh: ImportReceipt = try (try await trial(SamplePaper.text, "&slug=lighthouse")).decoded()
      #expect(fresh.remark == nil && fresh.position == 0)
      #expect(try await owner.importPaper().status == 201)
      let again: ImportReceipt = try (try await trial(SamplePaper.text, "&title=Orrin")).decoded()
      #expect(again.slug == "lighthouse" && again.title == "Orrin")
      #expect(
        again.remark == "This very text is here already, as “lighthouse”; its title would be “Orrin”.")
      let taken = try await trial("# Another\n\nText.\n", "&slug=lighthouse")
      #expect(taken.status == 422 && taken.text.contains("already, of another text"))
      let papers: ListView<PaperItem> = try await owner.read("/papers")
      #expect(papers.items.map(\.title) == ["The Lighthouse at Orrin"])
    }
  }

  @Test func `the same text under another slug is a second paper`() async throws {
    try await withServer { server in
      let owner = try server.owner
      let first: ImportReceipt = try (try await owner.importPaper()).decoded()
      let answer = try await owner.importPaper(query: "slug=elsewhere&title=Again")
      #expect(answer.status == 201)
      let second: ImportReceipt = try answer.decoded()
      #expect(second.slug == "elsewhere" && second.base == first.base && second.remark == nil)
      let papers: ListView<PaperItem> = try await owner.read("/papers")
      #expect(papers.items.map(\.slug) == ["elsewhere", "lighthouse"])
      // Named by its slug, either of them takes another title.
      let renamed: ImportReceipt = try
        (try await owner.importPaper(query: "slug=elsewhere&title=Anew", key: "with-another-title")).decoded()
      #expect(renamed.slug == "elsewhere" && renamed.remark?.contains("its title is “Anew” now") == true)
      try await owner.done(.claim("It was dark."), in: "elsewhere")
      let claims: ListView<ClaimItem> = try await owner.read("/papers/lighthouse/claims")
      #expect(claims.items.isEmpty)
    }
  }

  @Test func `the same text with another title has it from then on, and history knows the one before`()
    async throws
  {
    try await withServer { server in
      let owner = try server.owner
      let first: ImportReceipt = try (try await owner.importPaper()).decoded()
      let receipt: ImportReceipt = try
        (try await owner.importPaper(query: "title=A%20Lamp", key: "with-another-title"))
        .decoded()
      #expect(receipt.slug == "lighthouse" && receipt.title == "A Lamp" && receipt.position > first.position)
      #expect(receipt.remark?.contains("its title is “A Lamp” now") == true)
      let papers: ListView<PaperItem> = try await owner.read("/papers")
      #expect(papers.items.map(\.title) == ["A Lamp"])
      let before: PaperItem = try await owner.read("/papers/lighthouse?at=\(first.position)")
      #expect(before.title == "The Lighthouse at Orrin")
      let history: ListView<HistoryItem> = try await owner.read("/papers/lighthouse/history")
      #expect(history.items.last?.summary == "gave the paper the title “A Lamp”")
    }
  }

  @Test func `another text under a taken name is refused`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      #expect(try await owner.importPaper(SamplePaper.other).problem.type == .refused)
      #expect(try await owner.importPaper(SamplePaper.other, query: "slug=Bad_Slug").problem.type == .refused)
      #expect(try await owner.importPaper(SamplePaper.other, query: "").status == 201)
    }
  }

  @Test func `a trial leaves nothing`() async throws {
    try await withServer { server in
      let owner = try server.owner
      let trial: ImportReceipt = try (try await owner.importPaper(query: "dry-run=true")).decoded()
      #expect(trial.position == 0 && trial.blocks == 6)
      let status: StatusView = try await owner.read("/status")
      #expect(status.at == 0)
      #expect(try await owner.importPaper(query: "dry-run=perhaps").problem.type == .malformed)
    }
  }

  @Test func `what is no text is refused with the place`() async throws {
    try await withServer { server in
      let owner = try server.owner
      let broken = try await owner.importPaper(Array("# A\n\nWords ".utf8) + [0xFF, 0x20]).problem
      #expect(broken.type == .refused && broken.detail.contains("byte 11"), "\(broken.detail)")
      let binary = try await owner.importPaper(Array("# A\n\n".utf8) + Array(repeating: 1, count: 500))
        .problem
      #expect(binary.type == .refused && binary.detail.contains("byte 5"), "\(binary.detail)")
      #expect(try await owner.importPaper([UInt8]()).problem.type == .refused)
      #expect(try await owner.importPaper(Array(" \n\n ".utf8)).problem.type == .refused)
      let json = try await owner.importPaper(Array(SamplePaper.text.utf8), type: "application/json")
      #expect(try json.status == 415 && json.problem.type == .unsupported)
      let status: StatusView = try await owner.read("/status")
      #expect(status.at == 0)
    }
  }

  @Test func `a file over the limit is refused`() async throws {
    try await withServer { server in
      let file = [UInt8](repeating: UInt8(ascii: "a"), count: (32 << 20) + 1)
      let problem = try await server.owner.importPaper(file).problem
      #expect(problem.type == .tooLarge && problem.detail.contains("33554432"), "\(problem.detail)")
    }
  }

  @Test func `only an administrator imports`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let ada = try await owner.invite("ada", as: .owner)
      #expect(try await ada.importPaper(SamplePaper.other, query: "slug=b").problem.type == .notAllowed)
    }
  }
}
