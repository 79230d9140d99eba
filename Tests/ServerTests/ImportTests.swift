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

/// Papers that come in other forms; pandoc is not on every machine.
@Suite(.timeLimit(.minutes(15)), .enabled(if: Pandoc() != nil, "pandoc is not installed"))
struct ConversionTests {
  private static let page = """
    <!DOCTYPE html><html><head><title>The Ferry</title></head><body><h1>The Ferry</h1>
    <p>It ran from <em>May</em> on. Nobody counted the days.</p><script>alert(1)</script></body></html>
    """

  @Test func `a web page is read as the Markdown that pandoc makes of it`() async throws {
    try await withServer { server in
      let owner = try server.owner
      let answer = try await owner.importPaper(
        Array(Self.page.utf8), query: "slug=ferry", type: "text/html")
      #expect(answer.status == 201, "\(answer.text)")
      let receipt: ImportReceipt = try answer.decoded()
      #expect(receipt.title == "The Ferry" && receipt.headings == 1)
      let text: TextView = try await owner.read("/papers/ferry/text")
      #expect(text.blocks.last?.text == "It ran from May on. Nobody counted the days.")
      // What was sent is kept, under its digest, beside what was made of it.
      let kept = try await withConnection(server.conninfo) { connection in
        try await connection.query("SELECT content FROM log.attachment").decode([UInt8].self)
      }
      #expect(kept.contains(Array(Self.page.utf8)) && kept.count == 3)
    }
  }

  @Test func `a TeX source keeps its notes`() async throws {
    try await withServer { server in
      let source = #"""
        \documentclass{article}\begin{document}\section{One}
        The mill stood.\footnote{So says Harn.} It fell later.
        \end{document}
        """#
      let receipt: ImportReceipt = try
        (try await server.owner.importPaper(Array(source.utf8), query: "slug=mill", type: "application/x-tex"))
        .decoded()
      #expect(receipt.notes == 1 && receipt.references == 1 && receipt.undecided.isEmpty)
    }
  }

  @Test func `a rich text keeps its notes, a journal's paper its notes and its literature`() async throws {
    try await withServer { server in
      let rich =
        #"{\rtf1\ansi The weir broke.{\super\chftn}{\*\footnote\pard\plain \chftn See Lund.} It fell.\par}"#
      let first: ImportReceipt = try
        (try await server.owner.importPaper(Array(rich.utf8), query: "slug=weir", type: "application/rtf"))
        .decoded()
      #expect(first.notes == 1 && first.references == 1 && first.undecided.isEmpty)
      let journal = """
        <?xml version="1.0"?><article><front><article-meta><title-group><article-title>Locks</article-title>
        </title-group></article-meta></front><body><sec><title>One</title><p>It stood.<xref ref-type="fn"
        rid="f1">1</xref> So says Rowe [<xref ref-type="bibr" rid="r1">1</xref>].</p></sec></body><back><fn-group>
        <fn id="f1"><label>1</label><p>See the rolls.</p></fn></fn-group><ref-list><title>Literature</title>
        <ref id="r1"><label>1</label><mixed-citation>Rowe C. <italic>Weirs</italic>. 1988.</mixed-citation></ref>
        <ref id="r2"><label>2</label><mixed-citation>Lund K. <italic>Locks</italic>. 1991.</mixed-citation></ref>
        </ref-list></back></article>
        """
      let second: ImportReceipt = try
        (try await server.owner.importPaper(Array(journal.utf8), query: "slug=locks", type: "application/xml"))
        .decoded()
      #expect(second.notes == 1 && second.references == 1 && second.undecided.isEmpty)
      let text: TextView = try await server.owner.read("/papers/locks/text")
      #expect(text.blocks.contains { $0.text == "1. Rowe C. Weirs. 1988." })
    }
  }

  @Test func `what pandoc leaves out is said`() async throws {
    try await withServer { server in
      let source = #"""
        \documentclass{article}\begin{document}\section{One}
        The mill stood.\footnote{So says Harn.} \iffalse It fell.\footnote{So says Rowe.}\fi It is gone.
        \end{document}
        """#
      let receipt: ImportReceipt = try
        (try await server.owner.importPaper(Array(source.utf8), query: "slug=mill", type: "application/x-tex"))
        .decoded()
      #expect(receipt.notes == 1 && receipt.undecided.map(\.address) == ["p1"])
    }
  }

  @Test func `what pandoc cannot read is refused with what it says`() async throws {
    try await withServer { server in
      let type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
      let problem = try await server.owner.importPaper(Array("no archive".utf8), type: type).problem
      #expect(problem.type == .refused && problem.detail.contains("pandoc cannot read the file"))
      let pdf = try await server.owner.importPaper(Array("%PDF-1.4".utf8), type: "application/pdf").problem
      #expect(pdf.type == .refused && pdf.detail.contains("marker"))
    }
  }
}
