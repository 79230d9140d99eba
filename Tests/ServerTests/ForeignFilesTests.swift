import ActSupport
import Acts
import Archive
import CanonicalJSON
import Foundation
import Protocol
import TestCluster
import Testing

@testable import Server

/// What others said, brought in by the real client from a real server: tried first, then done, then done again.
@Suite("Files of others, brought in by the client", .timeLimit(.minutes(15)))
struct ForeignFilesTests {
  /// What a file comes to: what of it is found, and what the reports of the trial and of the act say besides.
  struct Case: Sendable {
    let name: String
    let found: Int
    let orphaned: Int
    let words: [String]
  }

  private static let cases = [
    Case(name: "review.docx", found: 2, orphaned: 0, words: ["correction", "annotation", "Ann Other"]),
    Case(name: "notes.json", found: 1, orphaned: 1, words: ["annotation", "ann", "Orphaned"]),
    Case(name: "note.jsonld", found: 1, orphaned: 0, words: ["annotation", "Cy"]),
    Case(name: "changes.csv", found: 1, orphaned: 1, words: ["correction", "five ships", "Orphaned"]),
  ]

  private static let texts = [
    "notes.json": #"""
    {"total":2,"rows":[{"id":"n1","created":"2026-05-01T09:00:00+00:00","user":"acct:ann@hypothes.is","uri":"u",
     "text":"Which lamp?","tags":[],"target":[{"source":"u","selector":[{"type":"TextQuoteSelector",
     "exact":"Nobody else saw the lamp"}]}]},
    {"id":"g1","user":"acct:ann@hypothes.is","uri":"u","text":"Gone.","tags":[],
     "target":[{"source":"u","selector":[{"type":"TextQuoteSelector","exact":"a steam tug towed barges upriver"}]}]}]}
    """#,
    "note.jsonld": #"""
    {"@context":"http://www.w3.org/ns/anno.jsonld","type":"Annotation","id":"urn:x:1","motivation":"commenting",
     "creator":"Cy","body":{"type":"TextualBody","value":"Empty by day, too."},
     "target":{"source":"u","selector":{"type":"TextQuoteSelector","exact":"The harbour lay empty."}}}
    """#,
    "changes.csv": "old,new,reason\nfour ships,five ships,As counted.\nno such words,others,\n",
  ]

  @Test func `each form is tried, comes in once, and keeps whose it was`() async throws {
    try await withTemporaryFolder { folder in
      try await withServer { server in
        let owner = try server.owner
        _ = try await owner.importPaper()
        // Of a document with a comment of ours, so that theirs stands among others.
        try await owner.done(.annotation("By whom?"))
        let client = ClientProgram(server: server)
        let document = folder + "/lighthouse.docx"
        let exported = try await client.run("--paper", "lighthouse", "export", "docx", "-o", document)
        #expect(exported.status == 0, "\(exported)")
        try Self.reviewed(Self.read(document)).write(to: URL(filePath: folder + "/review.docx"))
        for (name, text) in Self.texts { try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)")) }
        for one in Self.cases { try await bring(one, from: folder, by: owner, client) }
        // The comment that is ours was known for what it is.
        let notes: ListView<AnnotationItem> = try await owner.read("/papers/lighthouse/annotations")
        #expect(
          notes.items.count == 4 && notes.items.compactMap(\.origin?.author) == ["Ann Other", "ann", "Cy"])
        let changes: ListView<CorrectionItem> = try await owner.read("/papers/lighthouse/corrections")
        #expect(changes.items.map(\.new) == ["4 March", "five ships"])
        #expect(
          changes.items.first?.origin?.author == "Ann Other" && changes.items.allSatisfy { $0.by == "owner" })
      }
    }
  }

  private func bring(
    _ file: Case, from folder: String, by owner: Person, _ client: ClientProgram
  ) async throws {
    let path = "\(folder)/\(file.name)"
    func position() async throws -> Int64 {
      let status: ListView<CorrectionItem> = try await owner.read("/papers/lighthouse/corrections")
      return status.at
    }
    let before = try await position()
    let trial = try await client.run("import", path, "--annotations-on", "lighthouse", "--dry-run")
    #expect(trial.status == 0 && trial.output.contains("Nothing was stored"), "\(trial)")
    #expect(
      trial.output.contains("Would come in") && file.words.allSatisfy(trial.output.contains), "\(trial)")
    #expect(try await position() == before)

    let done = try await receipt(path, client)
    #expect(done.found == file.found && done.orphaned == file.orphaned && done.ids.count == file.found)
    let after = try await position()
    #expect(after == before + Int64(file.found))
    let again = try await receipt(path, client)
    #expect(again.ids.isEmpty && again.found == 0 && again.standing >= file.found)
    #expect(try await position() == after)
  }

  private func receipt(_ path: String, _ client: ClientProgram) async throws -> RemarksReceipt {
    let result = try await client.run("--json", "import", path, "--annotations-on", "lighthouse")
    try #require(result.status == 0, "\(result)")
    return try RemarksReceipt(json: JSON.parsed(Array(result.output.utf8)))
  }

  /// A document of ours as somebody leaves it who changes a date in a word processor and comments on a name.
  private static func reviewed(_ document: [UInt8]) throws -> Data {
    let by = #"w:author="Ann Other" w:date="2026-05-01T10:00:00Z""#
    let (opening, closing) = (#"<w:r><w:t xml:space="preserve">"#, "</w:t></w:r>")
    let changes: [String: [(String, String)]] = [
      "word/document.xml": [
        (
          "3 March",
          "\(closing)<w:del w:id=\"9001\" \(by)><w:r><w:delText>3 March</w:delText></w:r></w:del>"
            + "<w:ins w:id=\"9002\" \(by)>\(opening)4 March\(closing)</w:ins>\(opening)"
        ),
        (
          "the Heron",
          "\(closing)<w:commentRangeStart w:id=\"9003\"/>\(opening)the Heron\(closing)<w:commentRangeEnd w:id=\"9003\"/>"
            + "<w:r><w:commentReference w:id=\"9003\"/></w:r>\(opening)"
        ),
      ],
      "word/comments.xml": [
        (
          "</w:comments>",
          "<w:comment w:id=\"9003\" \(by) w:initials=\"AO\"><w:p><w:r><w:t>A ship or a bird?</w:t></w:r></w:p></w:comment>"
            + "</w:comments>"
        )
      ],
    ]
    var zip = ZipWriter()
    for file in try ZipReader.files(in: document) {
      var text = String(decoding: file.bytes, as: UTF8.self)
      for (old, new) in changes[file.name] ?? [] {
        try #require(text.components(separatedBy: old).count == 2, "\(old) in \(file.name)")
        text = text.replacingOccurrences(of: old, with: new)
      }
      zip.add(file.name, Array(text.utf8))
    }
    return Data(zip.finished())
  }

  private static func read(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: path)))
  }
}
