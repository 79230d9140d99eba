internal import Archive
internal import Manuscript

extension ForeignPaper {
  /// A paper as it was sent; one that is packed of several files is unpacked, and packed again where need be.
  init(sent: [UInt8], _ format: ForeignFormat) {
    guard [.word, .openDocument, .epub].contains(format) else {
      self.init(sent, format, isJournal: format == .xml && ForeignFormat.isJournal(sent))
      return
    }
    let files: [PackedPart]
    do {
      files = try ZipReader.files(in: sent, limit: Self.unpackedLimit).map {
        PackedPart(name: $0.name, bytes: $0.bytes)
      }
    } catch {
      // The converter says what is wrong with it.
      files = []
    }
    self.init(sent, format, of: files, packedBy: Self.packed)
  }

  /// In bytes.
  private static let unpackedLimit = 256 << 20

  private static func packed(_ files: [PackedPart]) -> [UInt8]? {
    guard files.allSatisfy({ $0.name.utf8.allSatisfy { $0 < 0x80 } }) else { return nil }
    var archive = ZipWriter()
    for part in files { archive.add(part.name, part.bytes) }
    return archive.finished()
  }
}
