import ActSupport
import Acts
import Archive
import Exchange
import Manuscript
import Protocol
import Scholarship
import Testing

@Suite("Files that mean harm")
struct HostileFileTests {
  private func refused(_ bytes: [UInt8], _ words: String, sourceLocation: SourceLocation = #_sourceLocation) {
    do {
      _ = try ForeignFile(bytes, named: "bad")
      Issue.record("it was read", sourceLocation: sourceLocation)
    } catch { #expect("\(error)".contains(words), "\(error)", sourceLocation: sourceLocation) }
  }

  @Test func `a small archive of a vast file is refused`() {
    let zeros = [UInt8](repeating: 0x20, count: 1 << 20)
    var zip = ZipWriter()
    zip.add("word/document.xml", repeatElement(zeros, count: 200))
    refused(zip.finished(), "larger than it may be")
  }

  @Test func `what is nested too deep is refused`() {
    refused(Array(String(repeating: "[", count: 100_000).utf8), "512 deep")
    let deep = String(repeating: "<w:p>", count: 100_000)
    refused(WordFile(body: deep).bytes, "256 deep")
  }

  @Test func `entities that grow are refused`() {
    let bomb =
      "<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><w:p>&b;</w:p>"
    refused(WordFile(body: bomb).bytes, "declaration")
  }

  @Test func `what is no document is refused`() {
    refused([0x50, 0x4B, 3, 4, 1, 2, 3], "cannot be read")
    var zip = ZipWriter()
    zip.add("a.txt", [1])
    refused(zip.finished(), "Content_Types")
    refused(Array("{\"a\":1}".utf8), "no annotations")
    refused(Array("{\"a\":".utf8), "not JSON")
    refused([], "empty")
    refused([UInt8](repeating: 0x20, count: ForeignFile.byteLimit + 1), "limit")
  }

  @Test func `too many at once are refused`() {
    let rows = String(repeating: "a,b\n", count: ForeignFile.remarkLimit + 1)
    refused(Array("old,new\n\(rows)".utf8), "at most 2000")
  }

  @Test func `words that hide or turn others are refused one by one`() throws {
    var desk = try Desk()
    let long = String(repeating: "a", count: 100_001)
    let file =
      ["fine", "a\\u202eb", "x\\u0000y", long].enumerated().map { number, body in
        #"{"id":"u:\#(number)","bodyValue":"\#(body)","target":{"selector":{"type":"TextQuoteSelector","exact":"the fare was lost"}}}"#
      }
    let receipt = try desk.bring("[\(file.joined(separator: ","))]", named: "notes.jsonld")
    #expect(receipt.told == ["found a1", "refused", "refused", "refused"])
    #expect(receipt.items[1].why?.contains("U+202E") == true)
  }

  @Test func `names that hide or turn others are refused`() throws {
    var desk = try Desk()
    let file =
      #"{"id":"u:1","creator":{"name":"A\u202eb"},"bodyValue":"x","target":{"selector":{"type":"TextQuoteSelector","exact":"the fare was lost"}}}"#
    #expect(try desk.bring(file, named: "notes.jsonld").told == ["refused"])
  }
}
