import Foundation
import Manuscript
import Testing
import TextCorpus

/// Papers of our own writing, damaged as converters damage them, and one in clean CommonMark; beside each, in
/// `Readings`, how it is read, checked by eye. After a change that is meant to read them otherwise, run
/// `RECENSION_WRITE_READINGS=1 swift test --filter CorpusTests` and look at what differs.
@Suite("The papers of the corpus")
struct CorpusTests {
  static let papers = ["clean.md", "dunes.txt", "law.md", "philology.md"]

  private static func folder(_ name: String) -> URL {
    let beside = URL(filePath: #filePath).deletingLastPathComponent().appending(path: name)
    return Bundle.module.url(forResource: name, withExtension: nil) ?? beside
  }

  private static func read(
    _ paper: String
  ) throws -> (raw: [UInt8], document: Document, report: ImportReport) {
    let raw = Array(try Data(contentsOf: folder("Papers").appending(path: paper)))
    let (document, report) = try PaperReader.read(raw, as: paper.hasSuffix(".txt") ? .plainText : .markdown)
    return (raw, document, report)
  }

  @Test(arguments: papers)
  func `are read as their readings say`(paper: String) throws {
    let (raw, document, report) = try Self.read(paper)
    let reading = description(of: document, report, raw: raw)
    if ProcessInfo.processInfo.environment["RECENSION_WRITE_READINGS"] != nil {
      let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Readings/\(paper).txt")
      try Data(reading.utf8).write(to: file)
      return
    }
    let file = Self.folder("Readings").appending(path: "\(paper).txt")
    let expected = try String(contentsOf: file, encoding: .utf8)
    let (lines, expectedLines) = (reading.split(separator: "\n"), expected.split(separator: "\n"))
    let first = zip(lines, expectedLines).first { $0 != $1 }
    #expect(
      reading == expected, "first other line: \(first.map { "\($0) instead of \($1)" } ?? "at the end")")
  }

  @Test(arguments: papers)
  func `have a total and exact map, and keep it when they are stored`(paper: String) throws {
    let (raw, document, _) = try Self.read(paper)
    #expect(MapChecker.fault(in: document, of: raw) == nil)
    #expect(try Document(decoding: document.encoded()) == document)
  }

  @Test(arguments: papers)
  func `the other way about too: a format's marks are text in the other`(paper: String) throws {
    let raw = Array(try Data(contentsOf: Self.folder("Papers").appending(path: paper)))
    let other = paper.hasSuffix(".txt") ? SourceFormat.markdown : .plainText
    let document = try PaperReader.read(raw, as: other).document
    #expect(MapChecker.fault(in: document, of: raw) == nil)
  }

  @Test(arguments: papers)
  func `say where everything undecided stands`(paper: String) throws {
    let (_, document, report) = try Self.read(paper)
    #expect(report.undecided.isEmpty == (paper == "clean.md"))
    for item in report.undecided {
      #expect(throws: Never.self, "\(item.address)") { try document.resolve(item.address) }
    }
  }

  @Test(arguments: papers)
  func `with other line ends are read the same`(paper: String) throws {
    let (raw, document, report) = try Self.read(paper)
    let source = String(decoding: raw, as: UTF8.self)
    for end in ["\r\n", "\r"] {
      let other = Array(source.replacing("\n", with: end).utf8)
      let format = paper.hasSuffix(".txt") ? SourceFormat.plainText : .markdown
      let (otherDocument, otherReport) = try PaperReader.read(other, as: format)
      #expect(MapChecker.fault(in: otherDocument, of: other) == nil)
      #expect(otherReport == report)
      #expect(otherDocument.blocks == document.blocks)
    }
  }
}
