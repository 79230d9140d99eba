/// The list of fields with which a paper in reStructuredText gives its authors.
enum FieldList {
  /// The source with authors that are given each in a field of its own given in one: of two with the same name a converter
  /// keeps the last.
  static func joined(_ source: [UInt8]) -> [UInt8] {
    let field = Array(":author:".utf8)
    var (names, edits) = ([(line: Range<Int>, name: Range<Int>)](), [(range: Range<Int>, bytes: [UInt8])]())
    var start = 0
    var isGoneOn = false
    for _ in 0..<mostLines where start < source.count {
      let end = source[start...].firstIndex(of: 0x0A) ?? source.count
      defer { start = end + 1 }
      let line = source[start..<end]
      if line.count > field.count, zip(line, field).allSatisfy({ $0 | 0x20 == $1 | 0x20 }) {
        names.append((start..<min(end + 1, source.count), start + field.count..<end))
      } else if line.first == 0x20, names.last.map({ $0.line.upperBound == start }) ?? false {
        isGoneOn = true
      }
    }
    guard names.count > 1, !isGoneOn else { return source }
    let all = names.map { name in
      String(decoding: source[name.name], as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(
        separator: " ")
    }
    guard !all.contains(where: { $0.isEmpty || $0.contains(";") }) else { return source }
    edits.append((names[0].line, Array(":Authors: \(all.joined(separator: "; "))\n".utf8)))
    edits += names.dropFirst().map { ($0.line, []) }
    return source.applying(edits)
  }

  /// Most lines among which such a list stands.
  private static let mostLines = 60
}
