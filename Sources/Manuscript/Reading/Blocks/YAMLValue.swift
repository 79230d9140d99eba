/// A value in front matter: one text, or a list of them.
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
    } else if mark == nil, under.contains(where: { source.listMarker(source.trimmed($0.content)) != nil }) {
      readList(under)
    } else if mark == nil, let name = under.compactMap({ named($0) }).first {
      paragraphs = [unquoted([name])]
    } else {
      readText(mark == nil ? under : [head] + under, isQuotable: true)
    }
    paragraphs = paragraphs.filter { !$0.isEmpty }
  }

  private mutating func readText(_ lines: [SourceLine], isQuotable: Bool) {
    for part in lines.split(whereSeparator: { source.trimmed($0.content).isEmpty }) {
      let lines = part.map { trimmed($0) }
      paragraphs.append(isQuotable ? unquoted(lines) : lines)
    }
  }

  /// `- Anna Weber`, or `- name: Anna Weber` with more about her under it.
  private mutating func readList(_ lines: [SourceLine]) {
    isList = true
    for line in lines {
      guard let marker = source.listMarker(source.trimmed(line.content)) else { continue }
      var item = line
      item.content = marker.body
      paragraphs.append(unquoted([named(item) ?? item]))
    }
  }

  /// `[Anna Weber, Jan Piet]`.
  private mutating func readFlow(_ lines: [SourceLine]) {
    isList = true
    for line in lines {
      for part in source.bytes[line.content].split(separator: UInt8(ascii: ",")) {
        var content = source.trimmed(part.startIndex..<part.endIndex)
        if let first = content.first, source.bytes[first] == UInt8(ascii: "[") {
          content = source.trimmed(first + 1..<content.upperBound)
        }
        if let last = content.last, source.bytes[last] == UInt8(ascii: "]") {
          content = source.trimmed(content.lowerBound..<last)
        }
        guard !content.isEmpty else { continue }
        paragraphs.append(unquoted([SourceLine(content: content, newline: line.newline)]))
      }
    }
  }

  /// What stands after `name:`.
  private func named(_ line: SourceLine) -> SourceLine? {
    let content = source.trimmed(line.content)
    guard source.has("name:", at: content.lowerBound, before: content.upperBound) else { return nil }
    var name = line
    name.content = source.trimmed(content.lowerBound + 5..<content.upperBound)
    return name
  }

  private func trimmed(_ line: SourceLine) -> SourceLine {
    var line = line
    line.content = source.trimmed(line.content)
    return line
  }

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
