extension SourceText {
  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }

  static func isPunctuation(_ byte: UInt8) -> Bool {
    (0x21...0x2F).contains(byte) || (0x3A...0x40).contains(byte) || (0x5B...0x60).contains(byte)
      || (0x7B...0x7E).contains(byte)
  }

  /// A range without the white space at its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high, Self.isBlank(bytes[low]) { low += 1 }
    while low < high, Self.isBlank(bytes[high - 1]) { high -= 1 }
    return low..<high
  }

  /// Whether the bytes at an offset are those of an ASCII string, before `end`.
  func has(_ ascii: StaticString, at offset: Int, before end: Int, ignoringCase: Bool = false) -> Bool {
    guard offset >= 0, offset + ascii.utf8CodeUnitCount <= end else { return false }
    return ascii.withUTF8Buffer { expected in
      expected.indices.allSatisfy { index in
        let byte = bytes[offset + index]
        return byte == expected[index]
          || ignoringCase && Self.isLetter(byte) && byte ^ 0x20 == expected[index]
      }
    }
  }

  /// Where an ASCII string next begins in a range, looking no further than `limit` bytes.
  func offset(of ascii: StaticString, in range: Range<Int>, limit: Int = .max) -> Int? {
    var offset = range.lowerBound
    let end = range.count > limit ? range.lowerBound + limit : range.upperBound
    let first = ascii.utf8Start.pointee
    while offset < end {
      let byte = bytes[offset]
      if byte == first || byte ^ 0x20 == first, has(ascii, at: offset, before: end, ignoringCase: true) {
        return offset
      }
      offset += 1
    }
    return nil
  }

  /// Whether an ASCII string stands anywhere. Goes from one of its first bytes to the next, so that where none of them
  /// is it costs next to nothing.
  func holds(_ ascii: StaticString) -> Bool {
    let first = ascii.utf8Start.pointee
    return bytes.withUnsafeBufferPointer { buffer in
      var offset = 0
      while offset < buffer.count {
        if buffer[offset] == first, has(ascii, at: offset, before: buffer.count) { return true }
        offset += 1
      }
      return false
    }
  }

  /// The end of the run of one byte that begins at an offset.
  func endOfRun(at offset: Int, before end: Int) -> Int {
    var index = offset
    while index < end, bytes[index] == bytes[offset] { index += 1 }
    return index
  }

  /// The end of the run of decimal digits that begins at an offset.
  func endOfDigits(at offset: Int, before end: Int) -> Int {
    var index = offset
    while index < end, Self.isDigit(bytes[index]) { index += 1 }
    return index
  }

  /// The end of the run of ASCII characters, none of them a control character, that begins at an offset.
  func endOfVisibleASCII(at offset: Int, before end: Int) -> Int {
    var index = offset
    while index < end, (0x20..<0x7F).contains(bytes[index]) { index += 1 }
    return index
  }

  /// The scalar that begins at an offset.
  func scalar(at offset: Int) -> (scalar: Unicode.Scalar, width: Int) { Self.scalar(of: bytes, at: offset) }

  /// The same of a source's bytes.
  private static func scalar(of bytes: [UInt8], at offset: Int) -> (scalar: Unicode.Scalar, width: Int) {
    let first = UInt32(bytes[offset])
    func tail(_ index: Int) -> UInt32 { UInt32(bytes[offset + index] & 0x3F) }
    let (value, width): (UInt32, Int) =
      switch first {
      case ..<0x80: (first, 1)
      case ..<0xE0: ((first & 0x1F) << 6 | tail(1), 2)
      case ..<0xF0: ((first & 0x0F) << 12 | tail(1) << 6 | tail(2), 3)
      default: ((first & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4)
      }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", width)
  }

  /// The scalars of a range; a byte of a scalar that the range cuts becomes U+FFFD.
  func scalars(in range: Range<Int>) -> [Unicode.Scalar] { Self.scalars(of: bytes, in: range) }

  /// The same of a source's bytes.
  static func scalars(of bytes: [UInt8], in range: Range<Int>) -> [Unicode.Scalar] {
    [Unicode.Scalar](unsafeUninitializedCapacity: range.count) { scalars, count in
      var offset = range.lowerBound
      while offset < range.upperBound {
        let byte = bytes[offset]
        if byte < 0x80 {
          scalars.initializeElement(at: count, to: Unicode.Scalar(byte))
          offset += 1
        } else {
          let isCut = byte & 0xC0 == 0x80
          let (scalar, width) = isCut ? ("\u{FFFD}", 1) : scalar(of: bytes, at: offset)
          scalars.initializeElement(at: count, to: scalar)
          offset += width
        }
        count += 1
      }
    }
  }

  /// An offset, moved on to where a scalar begins.
  func scalarStart(atOrAfter offset: Int) -> Int {
    var start = offset
    while start < bytes.count, bytes[start] & 0xC0 == 0x80 { start += 1 }
    return start
  }

  /// The scalar that ends before an offset.
  func scalar(before offset: Int) -> Unicode.Scalar {
    var start = offset - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return scalar(at: start).scalar
  }
}
