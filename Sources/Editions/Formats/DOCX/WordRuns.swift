internal import Manuscript

/// Writes runs of text: WordprocessingML (ECMA-376, part 1, 17.3.2).
struct WordRuns {
  var xml = MarkupBuilder()

  /// One run.
  ///
  /// - Parameter isDeleted: whether it stands in a deletion, where text is named otherwise.
  mutating func add(
    _ text: some Sequence<Unicode.Scalar>, _ style: TextStyle = TextStyle(), isDeleted: Bool = false
  ) {
    let name = isDeleted ? "w:delText" : "w:t"
    var isOpen = false
    func close(_ xml: inout MarkupBuilder) {
      if isOpen { xml.add("</\(name)>") }
      isOpen = false
    }
    var isFirst = true
    for scalar in text {
      if isFirst {
        xml.add("<w:r>")
        xml.add(Self.properties(of: style, isRightToLeft: scalar.isRightToLeft))
        isFirst = false
      }
      if let mark = Self.element(for: scalar) {
        close(&xml)
        xml.add(mark)
      } else {
        // Without the attribute blanks at its edges would be lost.
        if !isOpen { xml.add("<\(name) xml:space=\"preserve\">") }
        isOpen = true
        xml.add(scalar)
      }
    }
    close(&xml)
    if !isFirst { xml.add("</w:r>") }
  }

  private static func element(for scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "\n": "<w:br/>"
    case "\t": "<w:tab/>"
    case "\r": "<w:cr/>"
    default: nil
    }
  }

  /// The properties of a run, in the order of the schema.
  static func properties(of style: TextStyle, isRightToLeft: Bool = false) -> String {
    if style.kinds.isEmpty, style.link == nil, !isRightToLeft { return "" }
    var properties = ""
    if style.link != nil {
      properties += "<w:rStyle w:val=\"Hyperlink\"/>"
    } else if style.kinds.contains(.code) {
      properties += "<w:rStyle w:val=\"VerbatimChar\"/>"
    }
    if style.kinds.contains(.strong) { properties += "<w:b/><w:bCs/>" }
    if style.kinds.contains(.emphasis) { properties += "<w:i/><w:iCs/>" }
    if style.kinds.contains(.strikethrough) { properties += "<w:strike/>" }
    if style.kinds.contains(.underline) { properties += "<w:u w:val=\"single\"/>" }
    if style.kinds.contains(.superscript) {
      properties += "<w:vertAlign w:val=\"superscript\"/>"
    } else if style.kinds.contains(.subscript) {
      properties += "<w:vertAlign w:val=\"subscript\"/>"
    }
    if isRightToLeft { properties += "<w:rtl/>" }
    return "<w:rPr>\(properties)</w:rPr>"
  }
}

extension Unicode.Scalar {
  /// Whether it is a letter of a script that is written from right to left (UAX #9: R and AL).
  var isRightToLeft: Bool {
    switch value {
    case 0..<0x590: false
    case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
      properties.isAlphabetic
    default: false
    }
  }
}
