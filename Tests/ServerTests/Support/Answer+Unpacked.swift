import Archive

extension Answer {
  /// All of its words: of a packed file, those of the files in it, however deep.
  var unpacked: String {
    get throws { try Self.words(of: bytes) }
  }

  private static func words(of bytes: [UInt8]) throws -> String {
    guard bytes.starts(with: Array("PK".utf8)) else { return String(decoding: bytes, as: UTF8.self) }
    return try ZipReader.files(in: bytes).map { "\($0.name)\n\(try words(of: $0.bytes))" }
      .joined(separator: "\n")
  }
}
