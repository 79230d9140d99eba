import ActSupport
import Acts
import Protocol
import Scholarship
import Testing

@Suite struct ImportTests {
  @Test func reportsWhatItRead() async throws {
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

  @Test func theSameTextAgainIsThePaperThatIsThere() async throws {
    try await withServer { server in
      let owner = try server.owner
      let first: ImportReceipt = try (try await owner.importPaper()).decoded()
      for query in ["slug=lighthouse", "slug=elsewhere", "title=Named"] {
        let answer = try await owner.importPaper(query: query)
        #expect(answer.status == 200)
        let receipt: ImportReceipt = try answer.decoded()
        #expect(receipt.slug == "lighthouse" && receipt.base == first.base && receipt.remark != nil)
      }
      let papers: ListView<PaperItem> = try await owner.read("/papers")
      #expect(papers.items.count == 1)
    }
  }

  @Test func anotherTextUnderATakenNameIsRefused() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      #expect(try await owner.importPaper(SamplePaper.other).problem.type == .refused)
      #expect(try await owner.importPaper(SamplePaper.other, query: "slug=Bad_Slug").problem.type == .refused)
      #expect(try await owner.importPaper(SamplePaper.other, query: "").status == 201)
    }
  }

  @Test func aTrialLeavesNothing() async throws {
    try await withServer { server in
      let owner = try server.owner
      let trial: ImportReceipt = try (try await owner.importPaper(query: "dry-run=true")).decoded()
      #expect(trial.position == 0 && trial.blocks == 6)
      let status: StatusView = try await owner.read("/status")
      #expect(status.at == 0)
      #expect(try await owner.importPaper(query: "dry-run=perhaps").problem.type == .malformed)
    }
  }

  @Test func whatIsNoTextIsRefusedWithThePlace() async throws {
    try await withServer { server in
      let owner = try server.owner
      let broken = try await owner.importPaper(Array("# A\n\nWords ".utf8) + [0xFF, 0x20]).problem
      #expect(broken.type == .refused && broken.detail.contains("byte 11"), "\(broken.detail)")
      let binary = try await owner.importPaper(Array("# A\n\n".utf8) + [0, 1, 2]).problem
      #expect(binary.type == .refused && binary.detail.contains("byte 5"), "\(binary.detail)")
      #expect(try await owner.importPaper([UInt8]()).problem.type == .refused)
      #expect(try await owner.importPaper(Array(" \n\n ".utf8)).problem.type == .refused)
      let json = try await owner.importPaper(Array(SamplePaper.text.utf8), type: "application/json")
      #expect(try json.problem.type == .malformed)
      let status: StatusView = try await owner.read("/status")
      #expect(status.at == 0)
    }
  }

  @Test func aFileOverTheLimitIsRefused() async throws {
    try await withServer { server in
      let file = [UInt8](repeating: UInt8(ascii: "a"), count: (32 << 20) + 1)
      let problem = try await server.owner.importPaper(file).problem
      #expect(problem.type == .tooLarge && problem.detail.contains("33554432"), "\(problem.detail)")
    }
  }

  @Test func onlyAnAdministratorImports() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let ada = try await owner.invite("ada", as: .owner)
      #expect(try await ada.importPaper(SamplePaper.other, query: "slug=b").problem.type == .notAllowed)
    }
  }
}
