/// A mark at a text's end that says nothing of how its last sentence ends: a note's, a tag, a link.
struct TrailingMark {
  /// Its place among the scalars of the text's end.
  var range: Range<Int>
  /// What is left of it: a link's text.
  var text: [Unicode.Scalar] = []

  /// Most scalars of a mark.
  private static let longest = 160
  /// And of a number that a formula raises.
  private static let longestFormula = 24

  /// The mark with which a text ends, if it does.
  static func find(in scalars: [Unicode.Scalar]) -> TrailingMark? {
    let end = scalars.count
    guard let final = scalars.last, end > 2 else { return nil }
    switch final {
    case ">":
      if let open = anchor(in: scalars) { return TrailingMark(range: open..<end) }
      let opening = scalars.ends(with: "</sup>") ? "<sup" : "<"
      return last(opening, in: scalars).map { TrailingMark(range: $0..<end) }
    case "$":
      guard let raised = last("^", in: scalars), let dollar = scalars[..<raised].lastIndex(of: "$"),
        raised - dollar < 5
      else { return nil }
      return TrailingMark(range: dollar..<end)
    case "[": return scalars[end - 2] == "^" ? TrailingMark(range: end - 2..<end) : nil
    case "]":
      if let caret = last("[^", in: scalars) { return TrailingMark(range: caret..<end) }
      return label(openedBy: "[", in: scalars)
    case "}":
      if let command = last("\\textsuperscript{", in: scalars) { return TrailingMark(range: command..<end) }
      return label(openedBy: "{", in: scalars)
    case "/": return slashed(in: scalars)
    case ")":
      if scalars[end - 2] == "\\", let open = last("\\(", in: scalars), end - open <= longestFormula,
        scalars[open...].contains("^")
      {
        return TrailingMark(range: open..<end)
      }
      return link(in: scalars) ?? label(openedBy: "(", in: scalars) ?? number(before: 1, in: scalars)
    case "^": return number(before: 1, in: scalars)
    case "0"..."9": return number(before: 0, in: scalars)
    case "〕", "】", "］", "）":
      return SourceText.wideBrackets.first { $0.value == final }.flatMap {
        label(openedBy: $0.key, in: scalars)
      }
    case "\u{2460}"..."\u{2473}":
      return endsSentence(scalars.dropLast()) ? TrailingMark(range: end - 1..<end) : nil
    default:
      guard NoteLabel.symbolScalars.contains(final), endsSentence(scalars.dropLast()) else { return nil }
      return TrailingMark(range: end - 1..<end)
    }
  }

  /// `[text](destination)`: only its text is left, and nothing where it is a note's label after a sentence.
  private static func link(in scalars: [Unicode.Scalar]) -> TrailingMark? {
    guard let close = last("](", in: scalars), !scalars[close...].contains(where: \.properties.isWhitespace)
    else { return nil }
    var depth = 0
    let open = scalars[..<close].lastIndex { scalar in
      if scalar == "]" { depth += 1 }
      if scalar == "[" { depth -= 1 }
      return depth < 0
    }
    guard let open else { return nil }
    let inner = Array(scalars[open + 1..<close])
    let bare = inner.filter { $0 != "[" && $0 != "]" && $0 != "\\" }
    let isMark = NoteLabel(String(String.UnicodeScalarView(bare))) != nil && endsSentence(scalars[..<open])
    return TrailingMark(range: open..<scalars.count, text: isMark ? [] : inner)
  }

  /// Where `<a href="#fn2">2</a>` begins after a sentence.
  private static func anchor(in scalars: [Unicode.Scalar]) -> Int? {
    guard scalars.ends(with: "</a>"), let open = last("<a ", in: scalars),
      let angle = scalars[open...].firstIndex(of: ">"), angle < scalars.count - 4
    else { return nil }
    let label = scalars[angle + 1..<scalars.count - 4].filter { !"[]()\\".unicodeScalars.contains($0) }
    let isLabel = NoteLabel(String(String.UnicodeScalarView(label))) != nil
    return isLabel && endsSentence(scalars[..<open]) ? open : nil
  }

  /// `[2]`, `\[2\]`, `(2)` after a sentence.
  private static func label(openedBy bracket: Unicode.Scalar, in scalars: [Unicode.Scalar]) -> TrailingMark? {
    guard var open = scalars.suffix(12).lastIndex(of: bracket) else { return nil }
    let inner = withoutNoteWord(scalars[open + 1..<scalars.count - 1].filter { $0 != "\\" })
    let isLabel = inner.allSatisfy {
      $0.properties.numericType != nil || [",", " ", "-", "–"].contains($0)
    }
    guard !inner.isEmpty, isLabel || NoteLabel(String(String.UnicodeScalarView(inner))) != nil else {
      return nil
    }
    if open > 0, scalars[open - 1] == "\\" { open -= 1 }
    return endsSentence(scalars[..<open]) ? TrailingMark(range: open..<scalars.count) : nil
  }

  /// `^2`, `^2^`, `2)` after a sentence.
  private static func number(before count: Int, in scalars: [Unicode.Scalar]) -> TrailingMark? {
    let head = scalars.dropLast(count)
    let digits = head.reversed().prefix { ("0"..."9").contains($0) }.count
    let start = head.count - digits
    guard (1...3).contains(digits), start > 1 else { return nil }
    let isRaised = scalars[start - 1] == "^"
    guard isRaised || count == 1 && scalars[scalars.count - 1] == ")" else { return nil }
    let open = isRaised ? start - 1 : start
    return endsSentence(scalars[..<open]) ? TrailingMark(range: open..<scalars.count) : nil
  }

  /// `/2/` after a sentence.
  private static func slashed(in scalars: [Unicode.Scalar]) -> TrailingMark? {
    let digits = scalars.dropLast().reversed().prefix { ("0"..."9").contains($0) }.count
    let open = scalars.count - digits - 2
    guard (1...3).contains(digits), open > 0, scalars[open] == "/", endsSentence(scalars[..<open]) else {
      return nil
    }
    return TrailingMark(range: open..<scalars.count)
  }

  /// `FN1` without its letters.
  private static func withoutNoteWord(_ label: [Unicode.Scalar]) -> [Unicode.Scalar] {
    if let first = label.first, label.count > 1, SourceText.noteSigns.contains(first) {
      return label.dropFirst().drop { $0 == " " }.map { $0 }
    }
    let digits = label.drop(while: \.isLetter)
    let word = String(String.UnicodeScalarView(label.prefix(label.count - digits.count))).lowercased()
    return !digits.isEmpty && SourceText.footnoteWords.contains(word) ? Array(digits) : label
  }

  /// A colon ends what leads in a quotation or verse.
  private static func endsSentence(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    let last = scalars.last { scalar in
      !scalar.properties.isWhitespace
        && !["”", "’", "\"", "'", "»", "«", "“", "‘", ")", "*", "_"].contains(scalar)
    }
    return last.map { TextEnd.terminators.contains($0) || $0 == ">" || $0 == ":" } ?? false
  }

  private static func last(_ opening: String, in scalars: [Unicode.Scalar]) -> Int? {
    let opening = Array(opening.unicodeScalars)
    let low = max(0, scalars.count - longest)
    let high = scalars.count - opening.count
    guard low < high else { return nil }
    return (low..<high).last { scalars[$0..<$0 + opening.count].elementsEqual(opening) }
  }
}
