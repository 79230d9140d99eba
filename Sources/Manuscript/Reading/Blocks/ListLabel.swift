/// The label of a list's item, and its place in the list.
struct ListLabel: Equatable {
  enum Style: Equatable {
    case letter, capital, roman, capitalRoman, digits, greek, cyrillic
    /// `1.2`: the numbers before the last.
    case path([Int])
  }

  /// What stands around or after it.
  enum Mark: Equatable { case brackets, bracket, stop, none }

  var style: Style
  var mark: Mark
  /// From 1.
  var number: Int

  /// `A.`, `II.`: what begins a name or a heading too.
  var isCapitalWithStop: Bool { mark == .stop && (style == .capital || style == .capitalRoman) }

  var next: ListLabel { ListLabel(style: style, mark: mark, number: number + 1) }

  private static let romans = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv",
  ]

  /// Letters of other alphabets, as lists have them.
  private static let alphabets: [(Style, [String])] = [
    (.greek, "αβγδεζηθικλμ".map(String.init)), (.cyrillic, "абвгдежзиклмн".map(String.init)),
  ]

  /// What a line may begin with: `(i)` is the ninth letter or the first numeral.
  static func labels(of line: Range<Int>, in source: SourceText) -> [ListLabel] {
    guard let (core, mark) = parts(of: line, in: source) else { return [] }
    let word = source.string(core)
    if SourceText.isDigit(source.bytes[core.lowerBound]) {
      let path = word.split(separator: ".").compactMap { Int($0) }
      guard let last = path.last else { return [] }
      return [ListLabel(style: path.count > 1 ? .path(path.dropLast()) : .digits, mark: mark, number: last)]
    }
    var labels: [ListLabel] = []
    for (style, alphabet) in alphabets {
      if let place = alphabet.firstIndex(of: word) {
        return [ListLabel(style: style, mark: mark, number: place + 1)]
      }
    }
    if core.count == 1 {
      let byte = source.bytes[core.lowerBound]
      labels.append(
        ListLabel(style: byte < 0x60 ? .capital : .letter, mark: mark, number: Int(byte & 0x1F)))
    }
    if let number = romans.firstIndex(of: word.lowercased()) {
      let style = word.first?.isUppercase == true ? Style.capitalRoman : .roman
      labels.append(ListLabel(style: style, mark: mark, number: number + 1))
    }
    return labels
  }

  /// The bytes of the label with which a line begins.
  static func bytes(of line: Range<Int>, in source: SourceText) -> Range<Int>? {
    guard let (core, mark) = parts(of: line, in: source) else { return nil }
    let isEscaped = source.bytes[core.upperBound] == escape
    return line.lowerBound..<core.upperBound + (mark == .none ? 0 : isEscaped ? 2 : 1)
  }

  private static let escape = UInt8(ascii: "\\")

  /// The letters or digits with which a line begins, and what stands around them.
  private static func parts(of line: Range<Int>, in source: SourceText) -> (core: Range<Int>, mark: Mark)? {
    guard var start = line.first else { return nil }
    // `\(a\)`: a converter keeps the brackets from being Markdown's.
    let isEscaped = source.has("\\(", at: start, before: line.upperBound)
    if isEscaped { start += 1 }
    let opens = source.bytes[start] == UInt8(ascii: "(")
    if opens { start += 1 }
    guard start < line.upperBound else { return nil }
    let isNumber = SourceText.isDigit(source.bytes[start])
    var end = start
    while end < line.upperBound, end < start + 8,
      isNumber
        ? isPath(end, in: source, before: line.upperBound)
        : SourceText.isLetter(source.bytes[end])
    { end += 1 }
    // A letter of Greek or Cyrillic.
    if end == start, end + 1 < line.upperBound, (0xCE...0xD1).contains(source.bytes[end]) { end += 2 }
    guard end > start, end < line.upperBound else { return nil }
    let core = start..<end
    if isEscaped, source.bytes[end] == escape { end += 1 }
    guard end < line.upperBound else { return nil }
    let mark: Mark
    switch source.bytes[end] {
    case UInt8(ascii: ")"): mark = opens ? .brackets : .bracket
    case UInt8(ascii: ".") where !opens: mark = .stop
    default: mark = .none
    }
    let stop = end + (mark == .none ? 0 : 1)
    guard source.isBlank(at: stop, before: line.upperBound), !opens || mark == .brackets else { return nil }
    if isNumber {
      // Plain numbers with a stop are Markdown's own; without one they may be anything.
      let isPath = source.bytes[core].contains(UInt8(ascii: "."))
      return isPath || mark == .brackets ? (core, mark) : nil
    }
    return mark == .none ? nil : (core, mark)
  }

  /// Whether a digit stands at an offset, or a stop between digits.
  private static func isPath(_ offset: Int, in source: SourceText, before end: Int) -> Bool {
    SourceText.isDigit(source.bytes[offset])
      || source.bytes[offset] == UInt8(ascii: ".") && offset + 1 < end
        && SourceText.isDigit(source.bytes[offset + 1])
  }
}
