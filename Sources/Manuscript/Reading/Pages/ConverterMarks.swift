/// Lines that a converter put in and that are none of the paper's: where a page ends, where a picture stood.
enum ConverterMarks {
  /// The blocks with such lines known as what they are.
  static func marked(_ blocks: [SourceBlock], in source: SourceText) -> [SourceBlock] {
    var marked = blocks
    var isInPicture = false
    // What stands on a line with a text is named by itself.
    var comments: [Int: [SourceBlock]] = [:]
    for index in blocks.indices where blocks[index].kind == .paragraph || isInPicture && blocks[index].isText
    {
      if blocks[index].lines.count == 1, isPageEnd(blocks[index].lines[0].content, in: source) {
        marked[index].kind = .pageMarker
        marked[index].lines = []
        continue
      }
      if isBullet(blocks[index], in: source) {
        marked[index].kind = .comment
        marked[index].lines = []
        continue
      }
      let marks = blocks[index].lines.map { mark(of: $0.content, in: source) }
      guard isInPicture || marks.contains(where: { $0 != nil }) else { continue }
      if marks.contains(.end) || marks.contains(.start) || isInPicture { marked[index].kind = .caption }
      if let last = marks.last(where: { $0 == .start || $0 == .end }) { isInPicture = last == .start }
      let lines = blocks[index].lines.compactMap { withoutMark($0, in: source) }
      marked[index].lines = lines
      if lines.isEmpty { marked[index].kind = .comment }
      if lines.isEmpty { continue }
      for line in blocks[index].lines where mark(of: line.content, in: source) != nil {
        let start = withoutMark(line, in: source)?.content.upperBound ?? line.content.lowerBound
        let bytes = source.trimmed(start..<line.content.upperBound)
        comments[index, default: []].append(SourceBlock(kind: .comment, lines: [], bytes: bytes))
      }
    }
    if comments.isEmpty { return marked }
    return marked.indices.flatMap { [marked[$0]] + comments[$0, default: []] }
  }

  /// What stands on a line before such a mark; nil if nothing does.
  private static func withoutMark(_ line: SourceLine, in source: SourceText) -> SourceLine? {
    guard mark(of: line.content, in: source) != nil else { return line }
    let start = source.offset(of: "**-----", in: line.content) ?? source.offset(of: "-----", in: line.content)
    var line = line
    line.content = source.trimmed(line.content.lowerBound..<(start ?? line.content.lowerBound))
    return line.content.isEmpty ? nil : line
  }

  private enum Mark { case picture, start, end }

  private static func mark(of line: Range<Int>, in source: SourceText) -> Mark? {
    guard line.count >= 12,
      source.offset(of: "==>", in: line) != nil || source.offset(of: "-----", in: line) != nil
    else { return nil }
    let text = source.string(line.suffix(160))
    if text.contains("==> picture ["), text.contains("<==") { return .picture }
    guard text.contains("-----"), text.contains("picture text") else { return nil }
    return text.contains("Start of") ? .start : text.contains("End of") ? .end : nil
  }

  /// A bullet that stands apart from its item: it says nothing.
  private static func isBullet(_ block: SourceBlock, in source: SourceText) -> Bool {
    guard block.bytes.count == 3, block.lines.count == 1 else { return false }
    return ["•", "◦", "▪", "‣", "●", "■", "○"].contains(source.string(block.bytes))
  }

  /// `--- end of page=0 ---`, `===== Page 3 =====`: framed by signs, with the word and mostly a number.
  private static func isPageEnd(_ line: Range<Int>, in source: SourceText) -> Bool {
    if source.isPageCommand(line) || source.isPageComment(line) || source.isNumberedRule(line) { return true }
    guard (8...80).contains(line.count), let first = line.first, let last = line.last,
      let close = closing[source.bytes[first]], source.bytes[last] == close,
      source.endOfRun(at: first, before: line.upperBound) >= first + 2,
      source.bytes[last - 1] == close
    else { return false }
    let words = source.string(line).lowercased().split { !$0.isLetter && !$0.isNumber }
    guard words.contains("page") || words.contains("pagebreak") else { return false }
    return words.allSatisfy {
      ["page", "pagebreak", "end", "start", "begin", "of", "break", "no", "number"].contains($0)
        || $0.allSatisfy(\.isNumber)
    }
  }

  private static let closing: [UInt8: UInt8] = [
    0x2D: 0x2D, 0x3D: 0x3D, 0x2A: 0x2A, 0x5F: 0x5F, 0x23: 0x23, 0x7E: 0x7E, 0x3C: 0x3E, 0x5B: 0x5D,
    0x7B: 0x7D,
  ]
}

extension SourceText {
  /// A comment of HTML, alone on a line, that says where a page ends: `<!-- page 42 -->`. In a plain text it is no markup.
  func isPageComment(_ text: Range<Int>) -> Bool {
    guard (12...60).contains(text.count), has("<!--", at: text.lowerBound, before: text.upperBound),
      has("-->", at: text.upperBound - 3, before: text.upperBound)
    else { return false }
    let words = words(in: text).filter { !$0.allSatisfy(\.isNumber) }
    return words.contains { Self.pageWords.contains($0) } && words.count <= 3
  }

  private static let pageWords: Set<String> = [
    "page", "pagebreak", "pagina", "página", "seite", "seitenumbruch", "страница", "strona", "side", "sida",
  ]

  /// A page's number in braces before a row of hyphens, as a converter puts it between pages: `{42}------------`.
  func isNumberedRule(_ text: Range<Int>) -> Bool {
    guard (8...120).contains(text.count), has("{", at: text.lowerBound, before: text.upperBound) else {
      return false
    }
    let end = endOfDigits(at: text.lowerBound + 1, before: text.upperBound)
    return end > text.lowerBound + 1 && has("}", at: end, before: text.upperBound)
      && bytes[end + 1..<text.upperBound].allSatisfy { $0 == UInt8(ascii: "-") }
      && text.upperBound - end > 4
  }

  /// A command or tag alone on a line that ends a page: `\newpage`, `\pagebreak[4]`, `<page_number>44</page_number>`.
  func isPageCommand(_ text: Range<Int>) -> Bool {
    guard (6...60).contains(text.count), let first = text.first else { return false }
    switch bytes[first] {
    case UInt8(ascii: "\\"):
      let name = bytes[first + 1..<text.upperBound].prefix(while: Self.isLetter)
      let rest = bytes[name.endIndex..<text.upperBound]
      return Self.pageCommands.contains(String(decoding: name, as: UTF8.self))
        && rest.allSatisfy { Self.isDigit($0) || "*[]{}".utf8.contains($0) }
    case UInt8(ascii: "<"):
      if has("<page_number>", at: first, before: text.upperBound) {
        return has("</page_number>", at: text.upperBound - 14, before: text.upperBound)
      }
      let starts: [StaticString] = ["<pagebreak", "<page-break", "<newpage", "<mbp:pagebreak"]
      return starts.contains { has($0, at: first, before: text.upperBound, ignoringCase: true) }
        && offset(of: ">", in: text) == text.upperBound - 1
    default: return false
    }
  }

  private static let pageCommands: Set<String> = [
    "newpage", "pagebreak", "clearpage", "cleardoublepage", "eject",
  ]
}
