import Manuscript
import Testing
import TextCorpus

@Suite("Encodings and forms of files")
struct SourceEncodingTests {
  private static let text = "# The Mill\r\n\r\nShe paid *in* grain – the Maße “so” 𝔄.\r\n"

  private static func utf16(_ text: String, isBigEndian: Bool) -> [UInt8] {
    text.utf16.flatMap { unit in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return isBigEndian ? [high, low] : [low, high]
    }
  }

  @Test(arguments: [true, false])
  func `UTF-16 is read, and its map leads to its own bytes`(isBigEndian: Bool) throws {
    let raw = Self.utf16("\u{FEFF}" + Self.text, isBigEndian: isBigEndian)
    let (document, _) = try PaperReader.read(raw)
    #expect(MapChecker.fault(in: document, of: raw) == nil)
    #expect(document.text == (try read(Self.text)).text)
    let unmarked = Self.utf16(Self.text, isBigEndian: isBigEndian)
    #expect(try PaperReader.read(unmarked).document.text == document.text)
    #expect(try PaperReader.read(unmarked).document.sourceMap.byteCount == unmarked.count)
    #expect(MapChecker.fault(in: try PaperReader.read(unmarked).document, of: unmarked) == nil)
    #expect(throws: ImportError.notUTF16(byteOffset: raw.count - 2)) { try PaperReader.read(raw.dropLast()) }
  }

  @Test(arguments: [true, false])
  func `UTF-16 that is no text is refused at its own bytes`(isBigEndian: Bool) {
    let raw = Self.utf16("\u{FEFF}Maße\n" + String(repeating: "\u{01}", count: 20), isBigEndian: isBigEndian)
    #expect(throws: ImportError.binary(byteOffset: 12, line: 2)) { try PaperReader.read(raw) }
  }

  @Test
  func `a control character is kept, shown as a symbol, found past and reported`() throws {
    let (document, report) = try readWithReport("The wi\u{02}dow came.\u{1A}", as: .plainText)
    #expect(document.text.string == "The wi␂dow came.")
    #expect(document.find("widow").count == 1)
    #expect(report.undecided.map(\.address) == ["p1:␂"] || report.undecided.count == 1)
    for item in report.undecided { #expect(throws: Never.self) { try document.resolve(item.address) } }
  }

  @Test
  func `a control character beyond ASCII is told of too, with the mark that Windows has there`() throws {
    let raw = "The mill \u{96} it is said \u{96} was sold\u{85} In \u{81}1742 it burned.\n"
    let (document, report) = try readWithReport(raw, as: .plainText)
    #expect(document.text.string == "The mill � it is said � was sold In �1742 it burned.")
    #expect(MapChecker.fault(in: document, of: Array(raw.utf8)) == nil)
    let told = report.undecided.map(\.what)
    #expect(told.map { $0.contains("“–”") } == [true, true, false, false])
    #expect(told.map { $0.contains("“…”") } == [false, false, true, false])
    #expect(told.allSatisfy { $0.contains("U+008") || $0.contains("U+0096") })
    for item in report.undecided { #expect(throws: Never.self) { try document.resolve(item.address) } }
  }

  @Test
  func `a sign that ends the lines of some systems is not told of where it ends them all`() throws {
    #expect(try readWithReport("The mill\u{85}was sold.\u{85}", as: .plainText).report.undecided.isEmpty)
  }

  @Test
  func `zeros in a text of letters make no UTF-16 of it`() throws {
    let raw = Array("\0: On%\0The D".utf8)
    let (document, _) = try PaperReader.read(raw)
    #expect(document.text.string == "␀: On%␀The D")
    #expect(MapChecker.fault(in: document, of: raw) == nil)
  }

  @Test
  func `every sign that parts lines does so`() throws {
    #expect(try read("One\u{2029}two\u{85}more.", as: .plainText).texts(.paragraph) == ["two more."])
  }

  @Test(
    arguments: [
      (Array("Maison ferm".utf8) + [0xE9, 0x65, 0x20, 0x6C, 0xE0], "ISO-8859-1"),
      (
        Array("He said ".utf8) + [0x93] + Array("no".utf8) + [0x94] + Array(" in a caf".utf8) + [0xE9],
        "WINDOWS-1252"
      ),
      (Array("Le caf".utf8) + [0x8E] + Array(" ferm".utf8) + [0x8E], "MACINTOSH"),
      ([0xCC, 0xE5, 0xEB, 0xFC, 0xED, 0xE8, 0xF6, 0xE0, 0x20, 0xE1, 0xFB, 0xEB, 0xE0], "WINDOWS-1251"),
      ([0xED, 0xC5, 0xCC, 0xD8, 0xCE, 0xC9, 0xC3, 0xC1, 0x20, 0xC2, 0xD9, 0xCC, 0xC1], "KOI8-R"),
    ] as [([UInt8], String)])
  func `an older encoding is named, with the command that converts it`(raw: [UInt8], name: String) {
    do throws(ImportError) {
      _ = try PaperReader.read(raw)
      Issue.record("It was read")
    } catch {
      #expect(error.description.contains("iconv -f \(name) -t UTF-8"))
    }
  }

  @Test(arguments: [
    ("%PDF-1.7\n", ForeignFormat.pdf), ("{\\rtf1 x}", .rtf),
    ("\u{FEFF}<!-- x -->\n<!DOCTYPE HTML>\n", .html),
    ("<?xml version=\"1.0\"?><html/>", .html), ("<?xml version=\"1.0\"?><TEI/>", .xml),
    ("% x\n\\documentclass{article}\n", .latex), ("PK\u{03}\u{04}..mimetypeapplication/epub+zip", .epub),
    ("PK\u{03}\u{04}..word/document.xml", .word),
  ])
  func `a form that must be converted is named, with what converts it`(source: String, format: ForeignFormat)
  {
    #expect(throws: ImportError.foreign(format)) { try PaperReader.read(Array(source.utf8)) }
    #expect(!format.advice.isEmpty)
  }

  @Test
  func `a file's ending says what it is`() {
    #expect(ForeignFormat(fileName: "a/Paper.DOCX") == .word)
    #expect(ForeignFormat(fileName: "paper.rst") == .reStructuredText)
    #expect(ForeignFormat(fileName: "paper.md") == nil)
  }
}
