/// How a note is written that stands in the text.
enum InlineNoteForm: CaseIterable {
  /// `^[…]`, of Pandoc's Markdown.
  case caret
  /// `\footnote{…}`, of LaTeX.
  case command
  /// `footnote:[…]`, `footnote:name[…]`, of AsciiDoc.
  case macro
  /// `<ref>…</ref>`, `<ref name="holt">…</ref>`, of MediaWiki.
  case tag
  /// `[Footnote: …]` right after a word, without a number.
  case word

  /// What it begins with.
  var opening: StaticString {
    switch self {
    case .caret: "^["
    case .command: "\\footnote{"
    case .macro: "footnote:"
    case .tag: "<ref"
    case .word: "[Footnote: "
    }
  }

  /// Whether it may have several paragraphs, with blank lines between.
  var hasParagraphs: Bool { self == .command || self == .tag }

  /// Most bytes of a name.
  private static let longestName = 120

  /// The byte that it begins with.
  var first: UInt8 { opening.utf8Start.pointee }

  /// Where the mark ends that stands at an offset and opens a note of this form. After a backslash none stands.
  func endOfOpening(at open: Int, on line: Range<Int>, of source: SourceText) -> Int? {
    guard source.has(opening, at: open, before: line.upperBound),
      open == line.lowerBound || source.bytes[open - 1] != UInt8(ascii: "\\")
    else { return nil }
    let name = open + opening.utf8CodeUnitCount
    let rest = name..<line.upperBound
    switch self {
    // `^[1](#note)^` is a raised link.
    case .caret: return source.noteMarker(at: open, before: line.upperBound) == nil ? name : nil
    case .command: return name
    case .word:
      return open > line.lowerBound && !SourceText.isBlank(source.bytes[open - 1]) ? name : nil
    case .macro:
      guard let bracket = source.offset(of: "[", in: rest, limit: Self.longestName),
        source.bytes[name..<bracket].allSatisfy({ Self.isOfName($0) })
      else { return nil }
      // `footnote:name[]` refers to one again.
      return source.has("]", at: bracket + 1, before: line.upperBound) ? nil : bracket + 1
    case .tag:
      guard !rest.isEmpty, source.bytes[name] == UInt8(ascii: ">") || SourceText.isBlank(source.bytes[name]),
        let close = source.offset(of: ">", in: rest, limit: Self.longestName),
        close == name || source.bytes[name..<close].contains(UInt8(ascii: "="))
      else { return nil }
      // `<ref name="holt" />` refers to one again.
      return source.bytes[close - 1] == UInt8(ascii: "/") ? nil : close + 1
    }
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    SourceText.isLetter(byte) || SourceText.isDigit(byte) || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "_")
  }

  enum Closing {
    case none
    /// What stands here is no bracket, nor is what comes after it.
    case escaped
    /// The note ends with so many bytes.
    case closes(Int)
  }

  /// Whether what stands at an offset closes a note. A bracket within it must be closed first.
  func closing(
    at offset: Int, before end: Int, depth: inout Int, of source: SourceText
  ) -> Closing {
    if self == .tag { return source.has("</ref>", at: offset, before: end) ? .closes(6) : .none }
    let (opener, closer) =
      self == .command ? (UInt8(ascii: "{"), UInt8(ascii: "}")) : (UInt8(ascii: "["), UInt8(ascii: "]"))
    switch source.bytes[offset] {
    case UInt8(ascii: "\\"):
      // In AsciiDoc only the bracket that closes is escaped.
      if self == .macro, depth > 1, offset + 1 < end, source.bytes[offset + 1] == closer { depth -= 1 }
      return .escaped
    case opener: depth += 1
    case closer:
      depth -= 1
      if depth == 0 { return .closes(1) }
    default: break
    }
    return .none
  }
}
