/// A rich text (RTF), as a converter reads all of it, and what it says.
///
/// Some readers take one character too many after one that is written by its number, `\u228?`, where what stands for it in
/// old programs is a plain character. Written as `\u228\'3f` it says the same to every reader.
struct RichText {
  /// What a converter is given.
  private(set) var prepared: [UInt8] = []
  private(set) var passages: [SourcePassage] = []

  private let bytes: [UInt8]
  private var groups: [Group] = [Group()]
  /// The texts that are being read: the body, and within it notes, boxes and the like.
  private var flows: [Flow] = [Flow(kind: .text)]
  /// The first half of a character beyond the first 65 536.
  private var highSurrogate: UInt32?
  /// Whether the file is written in UTF-8, which no standard says; else what is beyond ASCII is in its code page.
  private let isUTF8: Bool

  private struct Group {
    /// How many characters stand for one that is written by its number.
    var fallbacks = 1
    /// Whether what stands there is no text.
    var isSilent = false
    /// Whether a flow ends with it.
    var endsFlow = false
  }

  private struct Flow {
    var kind: SourcePassage.Kind
    var scalars = String.UnicodeScalarView()
  }

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    isUTF8 = String(validating: bytes, as: UTF8.self) != nil
    prepared.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let token = RichTextToken(at: index, in: bytes)
      index = read(token)
    }
    while !flows.isEmpty { endFlow() }
  }

  /// Writes a token, and what belongs to it, for the converter.
  ///
  /// - Returns: where it ends.
  private mutating func read(_ token: RichTextToken) -> Int {
    if case .word("u", let number?) = token.kind { return readCharacter(number, token) }
    write(token)
    let depth = groups.count - 1
    switch token.kind {
    case .open: groups.append(Group(fallbacks: groups[depth].fallbacks, isSilent: groups[depth].isSilent))
    case .close:
      if groups[depth].endsFlow { endFlow() }
      if depth > 0 { groups.removeLast() }
    case .word("uc", let number?): groups[depth].fallbacks = min(max(0, number), 8)
    case .word(let name, _): readWord(name)
    case .symbol(let symbol):
      if symbol == UInt8(ascii: "*") { groups[depth].isSilent = true }
      if symbol == UInt8(ascii: "~") { say(" ") }
    // What it is depends on the code page: the word is none that can be compared.
    case .hex(let byte): say(byte < 0x80 ? Unicode.Scalar(byte) : RichText.unknown)
    case .text(let byte): say(byte < 0x80 ? Unicode.Scalar(byte) : RichText.unknown)
    case .blank, .binary: break
    }
    return token.range.upperBound
  }

  private mutating func write(_ token: RichTextToken) {
    if case .text(let byte) = token.kind, byte >= 0x80, !isUTF8 {
      let digits = String(byte, radix: 16)
      prepared += Array("\\'\(digits)".utf8)
    } else {
      prepared += bytes[token.range]
    }
  }

  // MARK: - Characters by number

  private mutating func readCharacter(_ number: Int, _ token: RichTextToken) -> Int {
    var end = token.range.upperBound
    var count = 0
    while count < groups[groups.count - 1].fallbacks, end < bytes.count {
      let next = RichTextToken(at: end, in: bytes)
      if next.kind == .open || next.kind == .close { break }
      end = next.range.upperBound
      if next.kind != .blank { count += 1 }
    }
    let unit = UInt32(truncatingIfNeeded: number) & 0xFFFF
    if (0xD800..<0xDC00).contains(unit) {
      highSurrogate = unit
      return end
    }
    if let high = highSurrogate, (0xDC00..<0xE000).contains(unit),
      let scalar = Unicode.Scalar(0x1_0000 + (high - 0xD800) << 10 + (unit - 0xDC00))
    {
      // No number that readers know says it.
      prepared += Array(String(scalar).utf8)
      say(scalar)
    } else if let scalar = Unicode.Scalar(unit) {
      let fallbacks = groups[groups.count - 1].fallbacks
      prepared += Array("\\u\(number)".utf8) + (fallbacks == 0 ? [0x20] : [])
      for _ in 0..<fallbacks { prepared += Array("\\'3f".utf8) }
      say(scalar)
    }
    highSurrogate = nil
    return end
  }

  // MARK: - What it says

  /// In the place of a character that is not known.
  private static let unknown: Unicode.Scalar = "\u{FFFD}"

  private mutating func say(_ scalar: Unicode.Scalar) {
    if !groups[groups.count - 1].isSilent { flows[flows.count - 1].scalars.append(scalar) }
  }

  private mutating func readWord(_ name: String) {
    let group = groups.count - 1
    if Self.silent.contains(name) {
      groups[group].isSilent = true
    } else if let kind = Self.flows[name] {
      groups[group].isSilent = false
      groups[group].endsFlow = true
      flows.append(Flow(kind: kind))
    } else if Self.ends.contains(name), !groups[group].isSilent {
      endPassage()
    } else if Self.blanks.contains(name) {
      say(" ")
    }
  }

  private mutating func endFlow() {
    endPassage()
    flows.removeLast()
  }

  private mutating func endPassage() {
    let flow = flows.count - 1
    // A word with a character in it that is not known is not compared.
    let words = flows[flow].scalars.split(whereSeparator: \.properties.isWhitespace)
      .filter { !$0.contains(Self.unknown) }.flatMap(SourcePassage.words)
    if !words.isEmpty { passages.append(SourcePassage(flows[flow].kind, words)) }
    flows[flow].scalars = String.UnicodeScalarView()
  }

  /// Destinations that hold no text, or hold again what stands beside them.
  private static let silent = Set(
    words: """
      fonttbl colortbl stylesheet info pict object objdata themedata colorschememapping generator listtable
      listoverridetable rsidtbl xmlnstbl fldinst datafield nonshppict shprslt upr bkmkstart bkmkend atnid atnauthor
      atndate atnref atrfstart atrfend sp latentstyles datastore pntext listtext pnseclvl xe tc fchars lchars
      """)
  private static let flows: [String: SourcePassage.Kind] = [
    "footnote": .note, "annotation": .comment, "shptxt": .textBox, "header": .runningHead,
    "headerl": .runningHead, "headerr": .runningHead, "headerf": .runningHead, "footer": .runningHead,
    "footerl": .runningHead, "footerr": .runningHead, "footerf": .runningHead,
  ]
  private static let ends = Set(words: "par cell row sect page")
  private static let blanks = Set(
    words: "line tab emdash endash emspace enspace qmspace bullet lquote rquote ldblquote rdblquote")
}
