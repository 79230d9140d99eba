import Foundation
import Manuscript
import Testing
import TextCorpus

/// The paper that the project is tried on lies beside the checkout and is not the project's to keep: nothing
/// of its wording stands here, only counts.
@Suite("The acceptance paper", .enabled(if: AcceptancePaper.url != nil))
struct AcceptancePaperTests {
  @Test
  func `its headings, notes, references and pages are counted right, and nothing is undecided`() throws {
    let raw = try AcceptancePaper.bytes()
    let (document, report) = try PaperReader.read(raw)
    #expect(report.blocks == 197)
    #expect(report.sentences == 480)
    #expect(report.headings == 13)
    #expect(report.notes == 110)
    #expect(report.references == 110)
    #expect(report.pages == 21)
    #expect(report.undecided.isEmpty)
    #expect(document.blocks.flatMap(\.noteReferences).map(\.note) == Array(1...110))
    #expect(document.blocks.filter { $0.kind == .note }.map(\.address) == (1...110).map { "n\($0)" })
    #expect(document.language == "en")
    #expect(document.kinds.prefix(4) == [.heading, .author, .abstract, .paragraph])
    #expect(MapChecker.fault(in: document, of: raw) == nil)
  }

  @Test
  func `the fused reference is notes 3 and 4 at one place, after a stop`() throws {
    let document = try PaperReader.read(try AcceptancePaper.bytes()).document
    let block = try #require(document.blocks.first { $0.noteReferences.contains { $0.note == 3 } })
    let references = block.noteReferences.filter { $0.note == 3 || $0.note == 4 }
    #expect(references.count == 2 && references[0].offset == references[1].offset)
    let offset = block.range.start + references[0].offset
    #expect(document.text[offset - 1] == ".")
    // The sentence before it is whole although a page's foot interrupts it.
    let sentence = try #require(block.sentences.first { $0.end == offset })
    #expect(document.sourceMap.bytes(of: sentence).contains { $0.count > 20 })
    let bytes = document.sourceMap.bytes(of: sentence)
    #expect((bytes.last?.upperBound ?? 0) - (bytes.first?.lowerBound ?? 0) > sentence.count + 300)
  }

  @Test
  func `no paragraph begins or ends in mid-sentence`() throws {
    let document = try PaperReader.read(try AcceptancePaper.bytes()).document
    for block in document.blocks where block.kind == .paragraph || block.kind == .note {
      let first = document.text[block.range.start]
      #expect(!first.properties.isLowercase, "\(block.address)")
      let last = document.text[block.range.end - 1]
      #expect([".", "?", "!", "”", "\"", ":", ">"].contains(last), "\(block.address)")
    }
  }

  @Test
  func `every quote in the acceptance scripts is one place`() throws {
    let document = try PaperReader.read(try AcceptancePaper.bytes()).document
    for quote in try AcceptancePaper.scriptedQuotes() {
      #expect(throws: Never.self, "\(quote.prefix(12))") { try document.resolve(quote) }
    }
  }
}

enum AcceptancePaper {
  /// `shared` beside the checkout or beside a folder above it.
  private static let shared: URL? = {
    var folder = URL(filePath: #filePath).resolvingSymlinksInPath()
    while folder.path() != "/" {
      folder.deleteLastPathComponent()
      let shared = folder.appending(path: "shared")
      if FileManager.default.fileExists(atPath: shared.appending(path: "paper").path()) { return shared }
    }
    return nil
  }()

  static let url: URL? = shared.flatMap { shared in
    let folder = shared.appending(path: "paper")
    let papers = FileManager.default.subpaths(atPath: folder.path()) ?? []
    return papers.filter { $0.hasSuffix(".md") }.min().map { folder.appending(path: $0) }
  }

  static func bytes() throws -> [UInt8] { Array(try Data(contentsOf: #require(url))) }

  /// What the scripts' claims, corrections, annotations and disputes are made on, ids left aside.
  static func scriptedQuotes() throws -> [String] {
    let folder = try #require(shared).appending(path: "acceptance")
    let scripts = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "rec" }
    var quotes: [String] = []
    for script in scripts {
      for line in try String(contentsOf: script, encoding: .utf8).split(separator: "\n") {
        let verbs = ["claim ", "correct ", "annotate ", "blame "]
        guard verbs.contains(where: { line.hasPrefix($0) }) else { continue }
        let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
        let isQuoted = parts.count > 1 && parts[0].split(separator: " ").count == 1
        if isQuoted { quotes.append(String(parts[1])) }
      }
    }
    #expect(!quotes.isEmpty)
    return quotes
  }
}
