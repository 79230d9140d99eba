/// The elements of an XML text, as far as their tags pair: enough to find and move them, whatever else it holds.
struct MarkupElements {
  struct Element {
    var name: String
    /// As they stand, still escaped.
    var attributes: [String: String]
    /// With its tags, and what is between them.
    var range: Range<Int>
    var content: Range<Int>
    /// The names of the elements around it, the outermost first.
    var parents: [String]
  }

  /// A tag, a comment or the like, and what it opens or closes.
  struct Tag {
    enum Kind { case opens, closes, stands, other }
    var kind: Kind
    var name: String
    var range: Range<Int>
  }

  /// All elements of the names that were asked for, in the order of where they begin.
  private(set) var elements: [Element] = []

  init(named names: Set<String>, in bytes: [UInt8]) {
    var open: [(tag: Tag, index: Int?)] = []
    var index = 0
    while let tag = Self.tag(from: index, in: bytes, before: bytes.count) {
      index = tag.range.upperBound
      switch tag.kind {
      case .other: continue
      case .opens, .stands:
        var place: Int?
        if names.contains(tag.name) {
          place = elements.count
          elements.append(
            Element(
              name: tag.name, attributes: Self.attributes(of: tag, in: bytes), range: tag.range,
              content: index..<index, parents: open.map(\.tag.name)))
        }
        // Deeper than any paper is: what stands there is left as it is.
        if tag.kind == .opens, open.count < 200 { open.append((tag, place)) }
      case .closes:
        guard let last = open.lastIndex(where: { $0.tag.name == tag.name }) else { continue }
        if let place = open[last].index {
          elements[place].content = elements[place].range.upperBound..<tag.range.lowerBound
          elements[place].range = elements[place].range.lowerBound..<index
        }
        open.removeSubrange(last...)
      }
    }
  }

  // MARK: - Tags

  /// The next tag from an offset on.
  static func tag(from start: Int, in bytes: [UInt8], before end: Int) -> Tag? {
    guard let open = bytes[start..<end].firstIndex(of: UInt8(ascii: "<")) else { return nil }
    for (opening, closing) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")]
    where bytes[open..<end].starts(with: opening.utf8) {
      return Tag(
        kind: .other, name: "", range: open..<offset(after: closing, from: open, in: bytes, before: end))
    }
    var (close, quote) = (open + 1, UInt8?.none)
    while close < end, quote != nil || bytes[close] != UInt8(ascii: ">") {
      if bytes[close] == quote {
        quote = nil
      } else if quote == nil, bytes[close] == UInt8(ascii: "\"") || bytes[close] == UInt8(ascii: "'") {
        quote = bytes[close]
      }
      close += 1
    }
    guard close < end else { return nil }
    let closes = bytes[open + 1] == UInt8(ascii: "/")
    let name = bytes[(closes ? open + 2 : open + 1)..<close].prefix { $0 > 0x20 && $0 != UInt8(ascii: "/") }
    let kind: Tag.Kind = closes ? .closes : bytes[close - 1] == UInt8(ascii: "/") ? .stands : .opens
    return Tag(kind: kind, name: String(decoding: name, as: UTF8.self), range: open..<close + 1)
  }

  private static func offset(after mark: String, from start: Int, in bytes: [UInt8], before end: Int) -> Int {
    var index = start
    while index < end, !bytes[index..<end].starts(with: mark.utf8) { index += 1 }
    return min(end, index + mark.utf8.count)
  }

  private static func attributes(of tag: Tag, in bytes: [UInt8]) -> [String: String] {
    var attributes: [String: String] = [:]
    var rest = bytes[tag.range].dropFirst(tag.name.utf8.count + 1)
    while let sign = rest.firstIndex(of: UInt8(ascii: "=")) {
      let name = rest[..<sign].filter { $0 > 0x20 }
      let value = rest[(sign + 1)...].drop { $0 <= 0x20 }
      guard let quote = value.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
        let close = value.dropFirst().firstIndex(of: quote)
      else { break }
      attributes[String(decoding: name, as: UTF8.self)] = String(
        decoding: value[(value.startIndex + 1)..<close], as: UTF8.self)
      rest = bytes[(close + 1)..<tag.range.upperBound]
    }
    return attributes
  }
}
