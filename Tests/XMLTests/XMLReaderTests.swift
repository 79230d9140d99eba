import Testing
import XML

@Suite("XML as a stream")
struct XMLReaderTests {
  private func parts(_ text: String, depthLimit: Int = 512) throws -> [XMLReader.Piece] {
    var reader = XMLReader(Array(text.utf8), depthLimit: depthLimit)
    var parts: [XMLReader.Piece] = []
    while let part = try reader.next() { parts.append(part) }
    return parts
  }

  @Test func `tags, attributes and texts come in order`() throws {
    let document =
      "\u{FEFF}<?xml version='1.0'?><!-- > --><a x=\"1 &lt; 2\" y='>'>t&#x41;<b/><![CDATA[<&]]></a>\n"
    #expect(
      try parts(document) == [
        .start("a", ["x": "1 < 2", "y": ">"]), .text("tA"), .start("b", [:]), .end("b"), .text("<&"),
        .end("a"),
      ])
  }

  @Test(
    arguments: [
      ("<a>", "<a> is not ended"), ("<a></b></a>", "ends nothing"), ("<a/><b/>", "no one root"),
      ("", "no one root"),
      ("<a x=1/>", "not quoted"), ("<a x='1' x='2'/>", "twice"), ("<a>&b;</a>", "no entity"),
      ("<a>& b</a>", "no entity"), ("<!DOCTYPE a><a/>", "declaration"), ("<a", "not ended"),
      ("x<a/>", "outside"),
      ("<a><!-- </a>", "not ended"), ("<a x></a>", "has no value"), ("<></a>", "no name"),
      ("<a><a><a/></a></a>", "more than 2 deep"),
    ])
  func `what is not well formed is refused with the reason`(_ text: String, _ words: String) {
    do {
      _ = try parts(text, depthLimit: 2)
      Issue.record("it was read")
    } catch { #expect("\(error)".contains(words), "\(error)") }
  }

  @Test func `bytes that are no UTF-8 are refused`() {
    var reader = XMLReader([0x3C, 0x61, 0x3E, 0xFF, 0x3C, 0x2F, 0x61, 0x3E])
    #expect(throws: XMLError.self) { while try reader.next() != nil {} }
  }
}
