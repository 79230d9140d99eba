/// Front matter in TOML, between lines of `+++`.
extension Metadata {
  mutating func readTOML(_ lines: [SourceLine]) {
    var table = ""
    var index = 0
    while index < lines.count {
      let line = lines[index]
      index += 1
      let text = source.trimmed(line.content)
      if let first = text.first, source.bytes[first] == UInt8(ascii: "[") {
        table = source.string(text).lowercased().filter { $0.isLetter || $0 == "." }
        continue
      }
      guard let (key, value) = source.metadatum(text, parting: UInt8(ascii: "=")) else { continue }
      var head = line
      head.content = value
      if let text = textLines(from: head, in: lines, &index) {
        take(key, YAMLValue(text: text, in: source))
        continue
      }
      let found = YAMLValue(head, arrayLines(after: head, in: lines, &index), in: source)
      if Self.authorKeys.contains(table) {
        if key == "name" { addAuthors(found.items) }
      } else {
        take(key, found)
      }
    }
  }

  /// The lines of a text between `"""` or `'''`; nil if the value is none.
  private func textLines(
    from head: SourceLine, in lines: [SourceLine], _ index: inout Int
  ) -> [SourceLine]? {
    guard let first = head.content.first,
      let mark = ["\"\"\"", "'''"].first(where: { source.has($0, at: first, before: head.content.upperBound) }
      )
    else { return nil }
    var line = head
    line.content = first + 3..<head.content.upperBound
    var text: [SourceLine] = []
    while true {
      if let end = source.offset(of: mark, in: line.content) {
        line.content = line.content.lowerBound..<end
        return text + [line]
      }
      text.append(line)
      guard index < lines.count else { return text }
      line = lines[index]
      index += 1
    }
  }

  /// The lines on which an array goes on.
  private func arrayLines(
    after head: SourceLine, in lines: [SourceLine], _ index: inout Int
  ) -> [SourceLine] {
    guard let first = head.content.first, source.bytes[first] == UInt8(ascii: "[") else { return [] }
    var array: [SourceLine] = []
    var last = head.content
    while index < lines.count, !source.bytes[last].contains(UInt8(ascii: "]")) {
      array.append(lines[index])
      last = lines[index].content
      index += 1
    }
    return array
  }
}
