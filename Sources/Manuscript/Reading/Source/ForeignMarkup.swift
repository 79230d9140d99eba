/// Markup of other languages than Markdown in a source that is read as one or as plain text. Notes in such forms are
/// read, other marks are kept as text, and the report says so.
enum ForeignMarkup {
  case asciiDoc, wiki, reStructuredText, textile, org, latex, html

  private var name: String {
    switch self {
    case .asciiDoc: "AsciiDoc"
    case .wiki: "a wiki"
    case .reStructuredText: "reStructuredText"
    case .textile: "Textile or Jira"
    case .org: "Org"
    case .latex: "LaTeX"
    case .html: "HTML"
    }
  }

  /// What the report says of a source: the first line in each language, and notes that a converter left out.
  static func doubts(in source: SourceText, as format: SourceFormat) -> [PageStructure.Undecided] {
    var first: [ForeignMarkup: Range<Int>] = [:]
    var doubts: [PageStructure.Undecided] = []
    for (index, line) in source.lines.enumerated() {
      let text = source.trimmed(line.content)
      guard let start = text.first else { continue }
      if source.bytes[start] < 0x80, let form = Self.form(of: text, in: source), first[form] == nil,
        form != .html || format == .plainText
      {
        // `.. [1]` gives no text by itself.
        let next = index + 1 < source.lines.count ? source.lines[index + 1].content : line.content
        first[form] = form == .reStructuredText ? text.lowerBound..<next.upperBound : text
      }
    }
    doubts += places(of: "footnote omitted]", in: source).map {
      PageStructure.Undecided(
        what: "A converter left out a note here. Convert the paper to Markdown, which keeps it.", bytes: $0)
    }
    doubts += places(of: "<ref name=", in: source).compactMap { place in
      let end = min(place.lowerBound + longestName, source.bytes.count)
      guard let close = source.offset(of: ">", in: place.lowerBound..<end),
        source.bytes[close - 1] == UInt8(ascii: "/")
      else { return nil }
      return PageStructure.Undecided(
        what: "This refers by its name to a note that stands elsewhere. It is kept as text.",
        bytes: place.lowerBound..<close + 1)
    }
    for (form, line) in first.sorted(by: { $0.value.lowerBound < $1.value.lowerBound }) {
      doubts.append(
        PageStructure.Undecided(
          what:
            "This line is written as in \(form.name). Marks in that form, but those of notes, are kept as text. "
            + "Convert the paper to Markdown to have its headings, lists and emphasis read.", bytes: line))
    }
    return doubts
  }

  /// Most bytes of a tag with a note's name.
  private static let longestName = 120

  /// Where some words stand, each time.
  private static func places(of words: StaticString, in source: SourceText) -> [Range<Int>] {
    guard source.holds(words) else { return [] }
    var places: [Range<Int>] = []
    var start = 0
    while let place = source.offset(of: words, in: start..<source.bytes.count) {
      start = place + words.utf8CodeUnitCount
      places.append(place..<start)
    }
    return places
  }

  private static func form(of line: Range<Int>, in source: SourceText) -> ForeignMarkup? {
    switch source.bytes[line.lowerBound] {
    case UInt8(ascii: "="): return equalsHeading(line, in: source)
    case UInt8(ascii: "."): return isDirective(line, in: source) ? .reStructuredText : nil
    case UInt8(ascii: "h"), UInt8(ascii: "f"): return isTextile(line, in: source) ? .textile : nil
    case UInt8(ascii: "#"), UInt8(ascii: ":"):
      let words: [StaticString] = ["#+begin_", "#+title:", "#+author:", ":PROPERTIES:"]
      return begins(line, with: words, in: source) ? .org : nil
    case UInt8(ascii: "\\"):
      let words: [StaticString] = [
        "\\section{", "\\subsection{", "\\chapter{", "\\begin{quot", "\\begin{itemize", "\\hypertarget{",
      ]
      return begins(line, with: words, in: source) ? .latex : nil
    case UInt8(ascii: "<"):
      if begins(line, with: ["<references"], in: source) { return .wiki }
      let words: [StaticString] = [
        "<p>", "<p ", "<h1", "<h2", "<h3", "<div", "<blockquote", "<sec ", "<section",
      ]
      return begins(line, with: words, in: source) ? .html : nil
    default: return nil
    }
  }

  private static func begins(_ line: Range<Int>, with words: [StaticString], in source: SourceText) -> Bool {
    words.contains { source.has($0, at: line.lowerBound, before: line.upperBound) }
  }

  /// `== Weirs`, `== Weirs ==`.
  private static func equalsHeading(_ line: Range<Int>, in source: SourceText) -> ForeignMarkup? {
    let end = source.endOfRun(at: line.lowerBound, before: line.upperBound)
    guard end - line.lowerBound <= 6, end < line.upperBound, SourceText.isBlank(source.bytes[end]) else {
      return nil
    }
    if source.bytes[line.upperBound - 1] == UInt8(ascii: "=") { return .wiki }
    let isWord = source.scalar(at: source.trimmed(end..<line.upperBound).lowerBound).scalar.properties
      .isAlphabetic
    return isWord && end - line.lowerBound > 1 ? .asciiDoc : nil
  }

  /// `.. [1] …`, `.. image:: weir.png`.
  private static func isDirective(_ line: Range<Int>, in source: SourceText) -> Bool {
    if begins(line, with: [".. ["], in: source) { return true }
    guard begins(line, with: [".. "], in: source),
      let colons = source.offset(of: "::", in: line, limit: 40), colons > line.lowerBound + 3
    else { return false }
    return source.bytes[line.lowerBound + 3..<colons].allSatisfy { SourceText.isLetter($0) || $0 == 0x2D }
  }

  /// `h2. Weirs`, `h2(#weirs). Weirs`, `fn1. Holt, p. 3.`
  private static func isTextile(_ line: Range<Int>, in source: SourceText) -> Bool {
    let isNote = begins(line, with: ["fn"], in: source)
    let digit = line.lowerBound + (isNote ? 2 : 1)
    guard digit < line.upperBound, SourceText.isDigit(source.bytes[digit]) else { return false }
    let end = source.endOfDigits(at: digit, before: line.upperBound)
    return source.has(". ", at: end, before: line.upperBound)
      || source.has("(#", at: end, before: line.upperBound)
  }
}
