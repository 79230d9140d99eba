/// Marks of notes as Chinese and Japanese papers write them.
extension SourceText {
  /// `①`, `〔1〕`, `【1】`, `［1］`.
  func wideMark(at offset: Int, before end: Int) -> NoteMarker? {
    guard offset + 3 <= end, bytes[offset] >= 0xE2 else { return nil }
    let (opener, width) = scalar(at: offset)
    if NoteLabel.circles.contains(opener) {
      let mark = offset..<offset + width
      return NoteMarker(style: .weak, bytes: mark, content: mark, label: string(mark))
    }
    guard opener.value >= 0x3010, let closer = Self.wideBrackets[opener] else { return nil }
    let digits = offset + width..<endOfDigits(at: offset + width, before: end)
    guard (1...3).contains(digits.count), digits.upperBound + 3 <= end,
      scalar(at: digits.upperBound).scalar == closer
    else { return nil }
    let mark = offset..<digits.upperBound + 3
    return NoteMarker(style: .weak, bytes: mark, content: mark, label: string(digits))
  }

  static let wideBrackets: [Unicode.Scalar: Unicode.Scalar] = ["〔": "〕", "【": "】", "［": "］"]
}
