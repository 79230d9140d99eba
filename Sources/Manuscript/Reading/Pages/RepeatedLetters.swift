/// A quick look at which texts may be the same but for their numbers: the hash of a text's letters, with one sign for the
/// numbers between them. Texts that differ in their words differ in it nearly always.
enum RepeatedLetters {
  /// The hash of a text's ASCII letters, in small letters. What stands before the first and after the last of them
  /// counts for nothing.
  static func hash(of lines: some Sequence<Range<Int>>, in source: SourceText) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var (hasLetters, hasNumber) = (false, false)
    func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    for line in lines {
      var end = line.lowerBound
      while let start = source.bytes[end..<line.upperBound].firstIndex(where: isInWord) {
        end = source.bytes[start..<line.upperBound].firstIndex { !isInWord($0) } ?? line.upperBound
        // A word that holds a figure is a number.
        if source.bytes[start..<end].contains(where: SourceText.isDigit) {
          hasNumber = hasLetters
          continue
        }
        if hasNumber { add(UInt8(ascii: "#")) }
        (hasLetters, hasNumber) = (true, false)
        for byte in source.bytes[start..<end] { add(byte | 0x20) }
      }
    }
    return Int(truncatingIfNeeded: hash)
  }

  private static func isInWord(_ byte: UInt8) -> Bool {
    SourceText.isLetter(byte) || SourceText.isDigit(byte)
  }
}
