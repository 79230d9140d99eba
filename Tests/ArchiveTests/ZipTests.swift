import Archive
import SeededRandom
import Testing

@Suite("Zip archives")
struct ZipTests {
  private func packed(_ files: [(String, [UInt8])]) -> [UInt8] {
    var writer = ZipWriter()
    for (name, bytes) in files { writer.add(name, bytes) }
    return writer.finished()
  }

  @Test func `what was packed is read again in its order`() throws {
    var random = SeededGenerator(seed: 1)
    let noise = (0..<200_000).map { _ in UInt8.random(in: 0...255, using: &random) }
    let files: [(String, [UInt8])] = [
      ("z.xml", Array("<a/>".utf8)), ("word/a.xml", Array(repeating: 65, count: 300_000)), ("empty", []),
      ("noise", noise),
    ]
    let read = try ZipReader.files(in: packed(files))
    #expect(read.map(\.name) == files.map(\.0))
    #expect(read.map(\.bytes) == files.map(\.1))
  }

  @Test func `a file in pieces is the same file`() {
    var writer = ZipWriter()
    writer.add("a", [Array("one ".utf8), [], Array("two".utf8)])
    #expect(writer.finished() == packed([("a", Array("one two".utf8))]))
  }

  @Test func `the same files give the same bytes, and no time stands in them`() {
    let bytes = packed([("a", [1, 2, 3])])
    #expect(bytes == packed([("a", [1, 2, 3])]))
    // APPNOTE 4.3.7: the time and the date of the first file, at their least.
    #expect(Array(bytes[10..<14]) == [0, 0, 0x21, 0])
    // Info-ZIP's field of times, after the name: a byte that says that there are none.
    #expect(Array(bytes[31..<36]) == Array("UT".utf8) + [1, 0, 0])
  }

  @Test func `what is no archive is refused with the reason`() {
    #expect(throws: ZipError.self) { try ZipReader.files(in: Array("no archive".utf8)) }
    var damaged = packed([("a", Array(repeating: 65, count: 5_000))])
    // In the file's packed bytes.
    damaged[55] ^= 0xFF
    let bytes = damaged
    #expect(throws: ZipError.self) { _ = try ZipReader.files(in: bytes).count }
  }

  /// Its directory is its end; each file before it can still be read.
  @Test func `an archive that was cut short is refused`() {
    let whole = packed([("a", Array("one".utf8)), ("b", Array("two".utf8))])
    for count in [1, 22, 60, 100] {
      #expect(throws: ZipError.self) { try ZipReader.files(in: Array(whole.dropLast(count))).count }
    }
  }

  @Test func `an archive that unpacks to more than the limit is refused`() throws {
    let bytes = packed([("a", Array(repeating: 0, count: 100_000))])
    #expect(try ZipReader.files(in: bytes, limit: 100_000).count == 1)
    #expect(throws: ZipError.self) { try ZipReader.files(in: bytes, limit: 99_999) }
  }
}
