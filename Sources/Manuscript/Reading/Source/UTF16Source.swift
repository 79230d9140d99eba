/// A source in UTF-16, written anew in UTF-8, and where each byte of that came from.
struct UTF16Source: Sendable {
  let utf8: [UInt8]
  /// For each offset in `utf8`, and its end, the offset in the source of the scalar that begins there or is
  /// under way there.
  private let origins: [UInt32]

  /// Nil if the bytes are not in UTF-16: they begin with no byte order mark of it, and do not show by where
  /// their zeros stand that they are.
  init?(_ raw: [UInt8]) throws(ImportError) {
    guard let isBigEndian = Self.isBigEndian(raw) else { return nil }
    var (utf8, origins): ([UInt8], [UInt32]) = ([], [])
    utf8.reserveCapacity(raw.count)
    origins.reserveCapacity(raw.count)
    var offset = 0
    while offset < raw.count {
      guard let scalar = Self.scalar(in: raw, at: offset, isBigEndian: isBigEndian) else {
        throw .notUTF16(byteOffset: offset)
      }
      for byte in scalar.utf8 {
        utf8.append(byte)
        origins.append(UInt32(offset))
      }
      offset += scalar.value > 0xFFFF ? 4 : 2
    }
    origins.append(UInt32(offset))
    (self.utf8, self.origins) = (utf8, origins)
  }

  /// Where in the source the scalar begins that an offset in the UTF-8 stands in.
  func origin(of offset: Int) -> Int { Int(origins[offset]) }

  /// The map from a text to the UTF-8 as one to the source.
  func map(_ map: SourceMap) -> SourceMap {
    var segments: [SourceMap.Segment] = []
    func append(_ segment: SourceMap.Segment) {
      if let last = segments.last, last.width == segment.width, segment.width > 0,
        last.byte + last.count * last.width == segment.byte
      {
        segments[segments.count - 1].count += segment.count
      } else {
        segments.append(segment)
      }
    }
    for segment in map.segments {
      guard segment.width > 0 else {
        append(
          SourceMap.Segment(
            text: segment.text, byte: Int(origins[segment.byte]), count: segment.count, width: 0))
        continue
      }
      for index in 0..<segment.count {
        let start = segment.byte + index * segment.width
        let (low, high) = (Int(origins[start]), Int(origins[start + segment.width]))
        append(SourceMap.Segment(text: segment.text + index, byte: low, count: 1, width: high - low))
      }
    }
    let furniture = map.furniture.map { piece in
      let (low, high) = (origins[piece.bytes.lowerBound], origins[piece.bytes.upperBound])
      return SourceMap.Furniture(kind: piece.kind, bytes: Int(low)..<Int(high))
    }
    return SourceMap(segments: segments, furniture: furniture, byteCount: Int(origins[utf8.count]))
  }

  // MARK: - Reading the source

  /// Whether the bytes are big-endian UTF-16; nil if they are not UTF-16 at all.
  private static func isBigEndian(_ raw: [UInt8]) -> Bool? {
    if raw.starts(with: [0xFE, 0xFF]) { return true }
    if raw.starts(with: [0xFF, 0xFE]) { return raw.starts(with: [0xFF, 0xFE, 0, 0]) ? nil : false }
    // Without a mark, the zeros of blanks and Latin letters all stand on the same side of their pairs.
    guard raw.count >= 4, raw.count.isMultiple(of: 2) else { return nil }
    var zeros = (even: 0, odd: 0)
    var words = 0
    for offset in stride(from: 0, to: raw.count, by: 2) {
      if raw[offset] == 0 { zeros.even += 1 }
      if raw[offset + 1] == 0 { zeros.odd += 1 }
      if isPrinted(raw[offset]), isPrinted(raw[offset + 1]) { words += 1 }
    }
    let (count, pairs) = (zeros.even + zeros.odd, raw.count / 2)
    guard zeros.even == 0 || zeros.odd == 0, count >= max(2, raw.count / 8) else { return nil }
    // Where the other pairs are mostly two letters of ASCII, the zeros are control characters in a text.
    guard words * 2 <= pairs - count || words == 0 else { return nil }
    return zeros.even > 0
  }

  private static func isPrinted(_ byte: UInt8) -> Bool { (0x20...0x7E).contains(byte) }

  private static func unit(in raw: [UInt8], at offset: Int, isBigEndian: Bool) -> UInt32? {
    guard offset + 1 < raw.count else { return nil }
    let (first, second) = (UInt32(raw[offset]), UInt32(raw[offset + 1]))
    return isBigEndian ? first << 8 | second : second << 8 | first
  }

  /// The scalar that begins at an offset; nil if half of one stands there.
  private static func scalar(in raw: [UInt8], at offset: Int, isBigEndian: Bool) -> Unicode.Scalar? {
    guard let first = unit(in: raw, at: offset, isBigEndian: isBigEndian) else { return nil }
    guard 0xD800...0xDBFF ~= first else { return Unicode.Scalar(first) }
    guard let second = unit(in: raw, at: offset + 2, isBigEndian: isBigEndian), 0xDC00...0xDFFF ~= second
    else { return nil }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
  }
}
