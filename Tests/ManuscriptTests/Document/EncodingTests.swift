import Manuscript
import Testing
import TextCorpus

@Suite("Stored documents")
struct EncodingTests {
  @Test(arguments: 1...20)
  func `decode to what was encoded, and encode to the same bytes`(seed: Int) throws {
    let source =
      GeneratedPaper(.tagged, seed: UInt64(seed), paragraphs: 8).source
      + "\n\n\"q\" \\\\ a\tb <http://x.y/> *z*"
    let document = try read(source)
    let bytes = document.encoded()
    let decoded = try Document(decoding: bytes)
    #expect(decoded == document, "seed \(seed)")
    #expect(decoded.encoded() == bytes, "seed \(seed)")
  }

  @Test
  func `of a known text have known bytes for ever`() throws {
    var document = try read("# A\n\nB *c*.<sup>1</sup>\n\n---\n\n<sup>1</sup> D.\n")
    // The bytes were written by the second reader and the first segmenter. Newer ones leave them as they are.
    document.readerVersion = 2
    document.segmenterVersion = 1
    let expected =
      #"{"v":1,"reader":2,"segmenter":1,"language":"und","pages":0,"text":"A\n\nB c.\n\nD.","#
      + #""blocks":[{"kind":"heading","address":"p1","section":"s1","level":1,"range":[0,1],"sentences":[0,1],"#
      + #""notes":[],"emphasis":[],"links":[]},"#
      + #"{"kind":"paragraph","address":"p2","section":"s1","range":[3,7],"sentences":[3,7],"notes":[1,4],"#
      + #""emphasis":[["emphasis",5,6]],"links":[]},"#
      + #"{"kind":"note","address":"n1","label":"1","range":[9,11],"sentences":[9,11],"notes":[],"#
      + #""emphasis":[],"links":[]}],"#
      + #""source":{"bytes":46,"segments":[1,1,2,2,0,0,2,1,2,1,1,1,1,1,1,2,0,0,2,1,32],"#
      + #""furniture":[["markup",0,2],["blank",3,5],["markup",7,8],["markup",9,10],["noteMarker",11,23],"#
      + #"["blank",23,25],["pageBreak",25,28],["blank",28,30],["noteMarker",30,42],["blank",42,43],"#
      + #"["blank",45,46]]}}"#
    #expect(String(decoding: document.encoded(), as: UTF8.self) == expected)
    #expect(try Document(decoding: Array(expected.utf8)) == document)
  }

  @Test
  func `write characters that need an escape as they were first written`() throws {
    var document = try read("A")
    document.language = "\u{0}\u{8}\t\n\u{B}\u{C}\r\u{1F}\u{7F}\"\\/é"
    let bytes = document.encoded()
    let expected = #""language":"\u0000\u0008\t\n\u000b\u000c\r\u001f"# + "\u{7F}" + #"\"\\/é","#
    #expect(String(decoding: bytes, as: UTF8.self).contains(expected))
    #expect(try Document(decoding: bytes) == document)
  }

  @Test(arguments: 1...20)
  func `that are damaged are refused, never trusted`(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let bytes = try read("# A\n\nB *c*.<sup>1</sup> [l](m)\n\n---\n\n<sup>1</sup> D.\n").encoded()
    for _ in 0..<200 {
      var broken = bytes
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        broken[Int.random(in: 0..<broken.count, using: &random)] = random.pick(
          Array("{}[]\",:0129-ab\\".utf8))
      }
      // It decodes or it is refused; it must not trap, nor must using what decoded.
      do throws(DocumentDecodingError) {
        let document = try Document(decoding: broken)
        for offset in 0..<document.text.count { _ = document.sourceMap.bytes(ofScalarAt: offset) }
      } catch {
        #expect(!error.description.isEmpty, "seed \(seed)")
      }
    }
    #expect(throws: DocumentDecodingError.newerForm(2)) { try Document(decoding: Array(#"{"v":2}"#.utf8)) }
    #expect(throws: DocumentDecodingError.member("v")) { try Document(decoding: Array("{}".utf8)) }
  }

  @Test
  func `and their source give a base its id`() throws {
    let raw = Array("A paper.".utf8)
    let document = try PaperReader.read(raw).document
    let base = Base(raw: raw, document: document)
    #expect(try Base(raw: raw, storedDocument: document.encoded()) == base)
    #expect(base.id.description.hasPrefix("sha256:"))
    #expect(BaseID(base.id.description) == base.id)
    #expect(BaseID("sha256:12") == nil)
    #expect(BaseID(raw: [1, 2], document: [3]) != BaseID(raw: [1], document: [2, 3]))
    #expect(BaseID(raw: raw + [0x20], document: document.encoded()) != base.id)
  }

  @Test
  func `anchors keep quote and 32 scalars on either side`() throws {
    let raw = Array("The first well is deep, and the second is not as deep as the third one was.".utf8)
    let base = Base(raw: raw, document: try PaperReader.read(raw).document)
    let range = try base.document.resolve(":second").range
    let anchor = base.document.anchor(for: range, base: base.id)
    #expect(anchor.quote == "second")
    #expect(anchor.prefix == "The first well is deep, and the ")
    #expect(anchor.suffix == " is not as deep as the third one")
    let start = base.document.anchor(for: ScalarRange(0, 0), base: base.id)
    #expect(start.prefix.isEmpty && start.quote.isEmpty && start.suffix.unicodeScalars.count == 32)
  }
}
