/// Raised figures of Unicode as marks of notes.
extension SourceText {
  /// Superscript digits of Unicode: `³⁴`.
  func superscriptMarker(at offset: Int, before end: Int) -> NoteMarker? {
    if let (label, stop) = bracketedSuperscripts(at: offset, before: end) {
      return NoteMarker(style: .superscript, bytes: offset..<stop, content: offset..<stop, label: label)
    }
    // `s⁻¹` is a power.
    let isPower =
      offset >= 3 && bytes[offset - 3] == 0xE2 && bytes[offset - 2] == 0x81
      && (0xBA...0xBB).contains(bytes[offset - 1])
    guard !isPower, var (label, stop) = superscripts(at: offset, before: end) else { return nil }
    // `³⁻⁴`
    if stop + 3 < end, scalar(at: stop).scalar == "\u{207B}",
      let last = superscripts(at: stop + 3, before: end)
    {
      (label, stop) = ("\(label)-\(last.label)", last.end)
    }
    // `²ᵃ`: a note that came in late.
    if let letters = raisedLetters(behind: offset..<stop, before: end) {
      (label, stop) = (label + letters.label, letters.end)
    }
    // `¹)`, as German print has it, where no bracket is open.
    if has(")", at: stop, before: end), !isInBracket(offset) { stop += 1 }
    return NoteMarker(style: .superscript, bytes: offset..<stop, content: offset..<stop, label: label)
  }

  /// What is raised right behind a number that counts a note, where no word stands before the number: `m²ᵃ` is a formula.
  private func raisedLetters(behind number: Range<Int>, before end: Int) -> (label: String, end: Int)? {
    guard number.upperBound < end, bytes[number.upperBound] >= 0xCB,
      number.lowerBound == 0 || !scalar(before: number.lowerBound).properties.isAlphabetic
    else { return nil }
    var stop = number.upperBound
    var raised = ""
    while stop < end, bytes[stop] >= 0xC2, case let (letter, width) = scalar(at: stop),
      letter.properties.generalCategory == .modifierLetter
    {
      raised.unicodeScalars.append(letter)
      stop += width
    }
    return Self.raisedLetters[raised].map { ($0, stop) }
  }

  private static let raisedLetters = ["ᵃ": "a", "ᵇ": "b", "ᶜ": "c", "ᵇⁱˢ": "bis", "ᵗᵉʳ": "ter"]

  /// Most bytes between a bracket and the one that closes it.
  private static let longestBracket = 400

  /// Whether a round bracket before an offset is open on its line.
  func isInBracket(_ offset: Int) -> Bool {
    bytes[max(0, offset - Self.longestBracket)..<offset].last(where: Self.isBracketOrBreak) == 0x28
  }

  private static func isBracketOrBreak(_ byte: UInt8) -> Bool { byte == 0x28 || byte == 0x29 || byte == 0x0A }

  /// The figures that a run of superscripts at an offset writes, and where it ends.
  func superscripts(at offset: Int, before end: Int) -> (label: String, end: Int)? {
    var index = offset
    var label = ""
    while index < end, bytes[index] == 0xC2 || bytes[index] == 0xE2 {
      let (scalar, width) = scalar(at: index)
      guard let digit = Self.superscriptDigit(scalar) else { break }
      label += String(digit)
      index += width
    }
    return index > offset ? (label, index) : nil
  }

  static func superscriptDigit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar.value {
    case 0xB9: 1
    case 0xB2, 0xB3: Int(scalar.value) - 0xB0
    case 0x2070, 0x2074...0x2079: Int(scalar.value) - 0x2070
    default: nil
    }
  }
}
