import Manuscript
import Testing

@Suite("Files that are no papers")
struct ImportErrorTests {
  @Test
  func `are refused with what is wrong and where`() {
    #expect(throws: ImportError.empty) { try PaperReader.read([]) }
    #expect(throws: ImportError.empty) { try PaperReader.read(Array(" \n\t\r\n".utf8)) }
    #expect(throws: ImportError.empty) { try PaperReader.read(Array("---\n\n***\n".utf8)) }
    let noise = (0..<512).map { UInt8($0 % 7 == 0 ? 1 : 0x61) }
    #expect(throws: ImportError.binary(byteOffset: 0, line: 1)) { try PaperReader.read(noise) }
    #expect(throws: ImportError.tooLarge(bytes: 5, limit: 4)) {
      try PaperReader.read(Array("words".utf8), byteLimit: 4)
    }
  }

  @Test(
    arguments: [
      ([0x61, 0xFF], 1), ([0xC3], 0), ([0x61, 0x62, 0xC3, 0x28], 2), ([0xE2, 0x82], 0), ([0xC0, 0xAF], 0),
      ([0xED, 0xA0, 0x80], 0), ([0x61, 0xF4, 0x90, 0x80, 0x80], 1), ([0xF0, 0x9F, 0x98], 0),
      ([0xE2, 0x28, 0xA1], 0),
    ] as [([UInt8], Int)])
  func `the first byte that breaks UTF-8 is named`(bytes: [UInt8], offset: Int) {
    do throws(ImportError) {
      _ = try PaperReader.read(bytes)
      Issue.record("It was read")
    } catch {
      guard case .notUTF8(offset, 1, _) = error else {
        Issue.record("\(error)")
        return
      }
    }
  }

  @Test
  func `say what to do`() {
    #expect(
      ImportError.notUTF8(byteOffset: 7, line: 3, likely: nil).description.contains("byte 7, in line 3"))
    #expect(ImportError.tooLarge(bytes: 9, limit: 4).description.contains("9"))
  }
}
