extension InlineReader {
  /// An autolink, an HTML comment or an HTML tag that is known; anything else is text.
  mutating func readTag(at index: Int, before end: Int) -> Int {
    if source.has("<!--", at: index, before: end) {
      guard !hasUnclosedComment else { return index + 1 }
      guard let close = source.offset(of: "-->", in: index + 4..<end) else {
        hasUnclosedComment = true
        return index + 1
      }
      emit(.furniture(.comment), index..<close + 3)
      return close + 3
    }
    guard let close = closingAngle(after: index, before: end) else { return index + 1 }
    let inner = index + 1..<close
    if isAutolink(inner) {
      emit(.furniture(.markup), index..<index + 1)
      add(.linkStart(destination: source.string(inner)), inner.lowerBound..<inner.lowerBound)
      emit(.text, inner)
      add(.linkEnd, close..<close)
      emit(.furniture(.markup), close..<close + 1)
      return close + 1
    }
    var name = inner.lowerBound
    let isEnd = name < close && source.bytes[name] == UInt8(ascii: "/")
    if isEnd { name += 1 }
    var stop = name
    while stop < close, SourceText.isLetter(source.bytes[stop]) || SourceText.isDigit(source.bytes[stop]) {
      stop += 1
    }
    let tag = source.string(name..<stop).lowercased()
    guard stop > name, stop == close || SourceText.isBlank(source.bytes[stop]) || source.bytes[stop] == 0x2F
    else {
      return index + 1
    }
    let bytes = index..<close + 1
    if let kind = Self.emphasisTags[tag] {
      emit(.furniture(.markup), bytes)
      add(isEnd ? .close(kind) : .open(kind), bytes.upperBound..<bytes.upperBound)
    } else if tag == "br" {
      emit(.replaced([" "]), bytes)
    } else if Self.plainTags.contains(tag) {
      emit(.furniture(.markup), bytes)
    } else {
      return index + 1
    }
    return close + 1
  }

  /// The `>` that ends a tag, on the same line and before another `<`.
  private func closingAngle(after index: Int, before end: Int) -> Int? {
    var close = index + 1
    while close < end {
      if source.bytes[close] == UInt8(ascii: ">") { return close > index + 1 ? close : nil }
      if source.bytes[close] == UInt8(ascii: "<") { return nil }
      close += 1
    }
    return nil
  }

  /// A URL or a mail address without white space.
  private func isAutolink(_ inner: Range<Int>) -> Bool {
    guard !inner.contains(where: { SourceText.isBlank(source.bytes[$0]) }) else { return false }
    if let at = source.offset(of: "@", in: inner) {
      return at > inner.lowerBound && SourceText.isLetter(source.bytes[inner.lowerBound])
        && source.offset(of: ".", in: at..<inner.upperBound) != nil
    }
    guard let colon = source.offset(of: ":", in: inner, limit: 33), colon - inner.lowerBound >= 2 else {
      return false
    }
    return SourceText.isLetter(source.bytes[inner.lowerBound])
      && source.bytes[inner.lowerBound..<colon].allSatisfy {
        SourceText.isLetter($0) || SourceText.isDigit($0) || [0x2B, 0x2D, 0x2E].contains($0)
      }
  }

  private static let emphasisTags: [String: EmphasisSpan.Kind] = [
    "i": .emphasis, "em": .emphasis, "cite": .emphasis, "b": .strong, "strong": .strong,
    "u": .underline, "s": .strikethrough, "del": .strikethrough, "strike": .strikethrough,
    "code": .code, "tt": .code, "sup": .superscript, "sub": .subscript,
  ]

  private static let plainTags = Set(
    words: """
      a span div p center small big font section figure figcaption img mark ins q abbr blockquote
      """)
}
