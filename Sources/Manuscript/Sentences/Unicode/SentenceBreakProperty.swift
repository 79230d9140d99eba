/// The Sentence_Break property of UAX #29, table 4, derived from the properties that the standard library
/// knows, so that it is as new as the library's Unicode.
enum SentenceBreakProperty: UInt8, Sendable {
  case other, carriageReturn, lineFeed, separator, extend, format, space, lower, upper, letter, numeric
  /// A stop that may stand for something else: `.`
  case ambiguousTerminator
  case terminator
  case close, `continue`

  /// `Sep | CR | LF`
  var isParagraphSeparator: Bool { self == .separator || self == .carriageReturn || self == .lineFeed }
  var isTerminator: Bool { self == .ambiguousTerminator || self == .terminator }

  init(_ scalar: Unicode.Scalar) {
    self = scalar.isASCII ? Self.ascii[Int(scalar.value)] : Self.derived(scalar)
  }

  private static let ascii = (0..<128).map { derived(Unicode.Scalar($0 as UInt8)) }

  private static func derived(_ scalar: Unicode.Scalar) -> Self {
    let properties = scalar.properties
    let category = properties.generalCategory
    switch scalar.value {
    case 0x0D: return .carriageReturn
    case 0x0A: return .lineFeed
    case 0x85, 0x2028, 0x2029: return .separator
    case 0x2E, 0x2024, 0xFE52, 0xFF0E: return .ambiguousTerminator
    // The fullwidth digits, and separators within numbers of Line_Break=Numeric.
    case 0xFF10...0xFF19, 0x066B, 0x066C: return .numeric
    case 0x05F3: return .letter
    case 0x2C, 0x2D, 0x3A, 0x3B, 0x37E, 0x55D, 0x60C, 0x60D, 0x7F8, 0x1802, 0x1808, 0x2013, 0x2014, 0x3001,
      0xFE10, 0xFE11, 0xFE13, 0xFE14, 0xFE31, 0xFE32, 0xFE50, 0xFE51, 0xFE54, 0xFE55, 0xFE58, 0xFE63, 0xFF0C,
      0xFF0D, 0xFF1A, 0xFF1B, 0xFF64:
      return .continue
    // Line_Break=Quotation beyond the categories Pi and Pf.
    case 0x22, 0x27, 0x275B...0x2760, 0x1F676...0x1F678: return .close
    case 0x200C, 0x200D: return .extend
    default: break
    }
    if properties.isGraphemeExtend || category == .spacingMark { return .extend }
    if category == .format { return .format }
    if properties.isWhitespace { return .space }
    let isGeorgian = (0x10D0...0x10FF).contains(scalar.value) || (0x1C90...0x1CBF).contains(scalar.value)
    if !isGeorgian {
      if properties.isLowercase { return .lower }
      if category == .titlecaseLetter || properties.isUppercase { return .upper }
    }
    if properties.isAlphabetic { return .letter }
    if category == .decimalNumber { return .numeric }
    if properties.isSentenceTerminal { return .terminator }
    switch category {
    case .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation: return .close
    default: return .other
    }
  }
}
