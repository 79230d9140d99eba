/// A value in front matter, as YAML or TOML write it: one text, or a list of them.
struct YAMLValue {
  /// The paragraphs of a text; a list's items, one each.
  private(set) var paragraphs: [[SourceLine]] = []
  private var isList = false
  private let source: SourceText

  /// The items of a list; of a text, the text. Several names on one line are one item.
  var items: [[SourceLine]] { isList ? paragraphs : paragraphs.prefix(1).map { $0 } }

  /// - Parameters:
  ///   - head: what stands on the key's line.
  ///   - under: the lines under it.
  init(_ head: SourceLine, _ under: [SourceLine], in source: SourceText) {
    self.source = source
    let mark = head.content.first.map { source.bytes[$0] }
    if mark == UInt8(ascii: "|") || mark == UInt8(ascii: ">"), head.content.count <= 3 {
      readText(under, isQuotable: false)
    } else if mark == UInt8(ascii: "[") {
      readFlow([head] + under)
    } else if mark == UInt8(ascii: "{") {
      paragraphs = [name(in: head)]
    } else if mark == nil, under.contains(where: { source.listMarker(source.trimmed($0.content)) != nil }) {
      readList(under)
    } else if mark == nil, case let name = name(in: under), !name.isEmpty {
      paragraphs = [name]
    } else {
      readText(mark == nil ? under : [head] + under, isQuotable: true)
    }
    paragraphs = paragraphs.filter { !$0.isEmpty }
  }

  /// A text of several lines, as it stands.
  init(text lines: [SourceLine], in source: SourceText) {
    self.source = source
    readText(lines, isQuotable: false)
    paragraphs = paragraphs.filter { !$0.isEmpty }
  }

  private mutating func readText(_ lines: [SourceLine], isQuotable: Bool) {
    for part in lines.split(whereSeparator: { source.trimmed($0.content).isEmpty }) {
      let lines = part.map { with($0, source.trimmed($0.content)) }
      paragraphs.append(isQuotable ? unquoted(lines) : lines)
    }
  }

  // MARK: - Lists

  /// `- Anna Weber`, or `- name: Anna Weber` with more about her under it.
  private mutating func readList(_ lines: [SourceLine]) {
    isList = true
    var margin: Int?
    var items: [[SourceLine]] = []
    for line in lines {
      let text = source.trimmed(line.content)
      let indent = text.lowerBound - line.content.lowerBound
      if let marker = source.listMarker(text), indent <= margin ?? indent {
        margin = margin ?? indent
        items.append([with(line, marker.body)])
      } else if !items.isEmpty {
        // A list within an item says more about it.
        items[items.count - 1].append(line)
      }
    }
    for item in items {
      let isMap = item[0].content.first.map { source.bytes[$0] } == UInt8(ascii: "{")
      let name = isMap ? name(in: item[0]) : name(in: item)
      paragraphs.append(name.isEmpty ? unquoted([item[0]]) : name)
    }
  }

  /// `[Anna Weber, "Piet, Jan", {name: Lou}]`.
  private mutating func readFlow(_ lines: [SourceLine]) {
    isList = true
    for line in lines {
      for part in parts(of: line.content, from: "[", to: "]") where !part.isEmpty {
        let item = with(line, part)
        let isMap = source.bytes[part.lowerBound] == UInt8(ascii: "{")
        paragraphs.append(isMap ? name(in: item) : unquoted([item]))
      }
    }
  }

  /// What commas part, outside of quotation marks and braces, the brackets around it taken off.
  private func parts(of text: Range<Int>, from open: Unicode.Scalar, to close: Unicode.Scalar) -> [Range<Int>]
  {
    var content = source.trimmed(text)
    if let first = content.first, source.bytes[first] == UInt8(ascii: open) {
      content = source.trimmed(first + 1..<content.upperBound)
    }
    if let last = content.last, source.bytes[last] == UInt8(ascii: close) {
      content = source.trimmed(content.lowerBound..<last)
    }
    var parts: [Range<Int>] = []
    var (start, depth, quote) = (content.lowerBound, 0, UInt8?.none)
    for offset in content {
      let byte = source.bytes[offset]
      if quote != nil {
        if byte == quote { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") && offset == start {
        quote = byte
      } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") {
        depth += byte == UInt8(ascii: "{") ? 1 : -1
      } else if byte == UInt8(ascii: ","), depth <= 0 {
        parts.append(source.trimmed(start..<offset))
        start = source.trimmed(offset + 1..<content.upperBound).lowerBound
      }
    }
    return parts + [source.trimmed(start..<max(start, content.upperBound))]
  }

  // MARK: - Names

  private static let wholeNames = Set(words: "name literal")
  private static let givenNames = Set(words: "given given-names given-name first firstname first-name")
  private static let familyNames = Set(
    words: "family family-names family-name last lastname last-name surname")

  /// `{name: Anna Weber, affiliation: Leiden}`.
  private func name(in line: SourceLine) -> [SourceLine] {
    name(in: parts(of: line.content, from: "{", to: "}").map { with(line, $0) })
  }

  /// The name that lines of keys and values say: whole, or given name and family's.
  private func name(in lines: [SourceLine]) -> [SourceLine] {
    var (given, family): ([SourceLine], [SourceLine]) = ([], [])
    for line in lines {
      guard let (key, value) = source.metadatum(source.trimmed(line.content)) else { continue }
      if key.hasPrefix("affiliation") { break }
      let text = unquoted([with(line, value)])
      if Self.wholeNames.contains(key), !value.isEmpty { return text }
      if Self.givenNames.contains(key) { given = text }
      if Self.familyNames.contains(key) { family = text }
    }
    return (given + family).filter { !$0.content.isEmpty }
  }

  private func with(_ line: SourceLine, _ content: Range<Int>) -> SourceLine {
    var line = line
    line.content = content
    return line
  }

  // MARK: - Quotation marks

  /// The lines without quotation marks around them, or a comment after them. In single marks a mark is doubled.
  private func unquoted(_ lines: [SourceLine]) -> [SourceLine] {
    guard var first = lines.first, let start = first.content.first else { return [] }
    var lines = lines
    let quote = source.bytes[start]
    guard quote == 0x22 || quote == 0x27 else {
      if let comment = source.offset(of: " #", in: first.content) {
        lines[0].content = source.trimmed(start..<comment)
      }
      return lines
    }
    first.content = start + 1..<first.content.upperBound
    lines[0] = first
    let last = lines[lines.count - 1].content
    guard let end = last.last(where: { source.bytes[$0] == quote }) else { return lines }
    lines[lines.count - 1].content = last.lowerBound..<end
    return quote == 0x22 ? lines : lines.flatMap(undoubled)
  }

  /// A line parted within its doubled marks, so that one of each is left.
  private func undoubled(_ line: SourceLine) -> [SourceLine] {
    var parts: [SourceLine] = []
    var rest = line
    while let pair = source.offset(of: "''", in: rest.content) {
      var part = rest
      part.content = rest.content.lowerBound..<pair + 1
      parts.append(part)
      rest.content = pair + 2..<rest.content.upperBound
      rest.joint = .keptHyphen
    }
    return parts + [rest]
  }
}

extension SourceText {
  /// A key, in small letters, and what stands after its colon (YAML, MultiMarkdown) or `=` (TOML); nil if a line has
  /// none.
  func metadatum(_ line: Range<Int>, parting sign: UInt8? = nil) -> (key: String, value: Range<Int>)? {
    guard let first = line.first, !Self.isBlank(bytes[first]),
      let parting = bytes[line].prefix(60).firstIndex(where: {
        sign == nil ? $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "=") : $0 == sign
      })
    else { return nil }
    let key = trimmed(line.lowerBound..<parting)
    return key.isEmpty ? nil : (string(key).lowercased(), trimmed(parting + 1..<line.upperBound))
  }
}
