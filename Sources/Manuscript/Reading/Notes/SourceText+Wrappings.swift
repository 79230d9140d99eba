/// What converters put around a mark's number.
extension SourceText {
  /// A range without the signs of emphasis around it, `*a*`, `**a**`, `_a_`.
  func withoutEmphasis(_ range: Range<Int>) -> Range<Int> {
    var range = range
    while range.count > 2, let sign = range.first.map({ bytes[$0] }), sign == 0x2A || sign == 0x5F,
      bytes[range.upperBound - 1] == sign, range.count > 3 || bytes[range.lowerBound + 1] != sign
    {
      range = range.lowerBound + 1..<range.upperBound - 1
    }
    return range
  }

  private static let tagsOfType: [(open: StaticString, close: StaticString)] = [
    ("<em>", "</em>"), ("<i>", "</i>"), ("<b>", "</b>"), ("<strong>", "</strong>"),
  ]

  /// A range without the tags of emphasis around it, `<em>a</em>`.
  func withoutTagsOfType(_ range: Range<Int>) -> Range<Int> {
    for (open, close) in Self.tagsOfType where has(open, at: range.lowerBound, before: range.upperBound) {
      let start = range.lowerBound + open.utf8CodeUnitCount
      let end = range.upperBound - close.utf8CodeUnitCount
      if start < end, has(close, at: end, before: range.upperBound) { return trimmed(start..<end) }
    }
    return range
  }

  /// What a link says, if it is a note's label, also in superscripts: `[¹](#note)`.
  func linkLabel(_ content: Range<Int>) -> String? {
    if let raised = superscripts(at: content.lowerBound, before: content.upperBound),
      raised.end == content.upperBound
    {
      return raised.label
    }
    let label = string(content)
    return NoteLabel(label) == nil ? nil : NoteLabel.plain(label)
  }

  /// `⁽¹⁾`: superscripts in raised brackets.
  func bracketedSuperscripts(at offset: Int, before end: Int) -> (label: String, end: Int)? {
    guard has("\u{207D}", at: offset, before: end),
      let raised = superscripts(at: offset + 3, before: end), has("\u{207E}", at: raised.end, before: end)
    else { return nil }
    return (raised.label, raised.end + 3)
  }

  private static let mathFonts: [StaticString] = [
    "\\text{", "\\mathrm{", "\\textrm{", "\\mathbf{", "\\textbf{", "\\mathit{", "\\textit{", "\\mathsf{",
    "\\textsuperscript{",
  ]

  /// What a formula sets in a font, `\mathrm{1}`; another range as it is.
  func withoutMathFont(_ range: Range<Int>) -> Range<Int> {
    guard let font = Self.mathFonts.first(where: { has($0, at: range.lowerBound, before: range.upperBound) }),
      bytes[range.upperBound - 1] == UInt8(ascii: "}")
    else { return range }
    let start = range.lowerBound + font.utf8CodeUnitCount
    return start < range.upperBound - 1 ? trimmed(start..<range.upperBound - 1) : range
  }
}
