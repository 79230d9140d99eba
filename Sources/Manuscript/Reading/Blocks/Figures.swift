/// Figures that are left by their captions only, and what floats between the halves of a sentence.
enum Figures {
  private static let names = ["figure", "fig.", "plate", "map", "chart", "illustration"]

  /// Gives captions their kind: `Figure 3. …`, `Fig. 3: …`.
  static func mark(_ blocks: inout [SourceBlock], in source: SourceText) {
    for index in blocks.indices where blocks[index].kind == .paragraph && blocks[index].quoteDepth == 0 {
      if isCaption(blocks[index], of: names, in: source) { blocks[index].kind = .caption }
    }
  }

  /// Whether a block may stand anywhere on its page, also where it interrupts a sentence.
  static func floats(_ block: SourceBlock, in source: SourceText) -> Bool {
    switch block.kind {
    case .caption, .table: return true
    case .paragraph:
      return isImage(block, in: source) || isCaption(block, of: ["table"], in: source)
    default: return false
    }
  }

  /// Whether a block is a picture alone.
  static func isImage(_ block: SourceBlock, in source: SourceText) -> Bool {
    guard block.kind == .paragraph, block.lines.count == 1, let line = block.lines.first?.content else {
      return false
    }
    return source.has("![", at: line.lowerBound, before: line.upperBound)
      && source.bytes[line.upperBound - 1] == UInt8(ascii: ")")
  }

  private static func isMark(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "*") || byte == UInt8(ascii: "_") }

  /// A name, a number, a stop or colon, and what does not go on a sentence.
  private static func isCaption(_ block: SourceBlock, of names: [String], in source: SourceText) -> Bool {
    guard let line = block.lines.first?.content, let first = line.first(where: { !isMark(source.bytes[$0]) }),
      names.contains(where: { $0.utf8.first == source.bytes[first] | 0x20 })
    else { return false }
    let head = source.string(line.lowerBound..<min(line.upperBound, line.lowerBound + 48))
    let words = head.drop { $0 == "*" || $0 == "_" }
    let small = words.prefix(16).lowercased()
    guard let name = names.first(where: { small.hasPrefix($0) && small.dropFirst($0.count).first == " " })
    else {
      return false
    }
    let rest = words.dropFirst(name.count + 1)
    let number = rest.prefix { $0.isNumber || $0 == "." || "ivxIVX".contains($0) }
    let after = rest.dropFirst(number.count).drop { $0 == "*" || $0 == "_" }
    guard number.contains(where: { $0 != "." }) else { return false }
    let isClosed = number.last == "." || after.first == ":" || after.first == "|"
    return isClosed && after.first { $0.isLetter }?.isLowercase != true
  }
}

extension SourceText {
  /// Whether a line is a picture without a word said of it: `![](images/3.png)`.
  func isWordlessPicture(_ line: Range<Int>) -> Bool {
    has("![](", at: line.lowerBound, before: line.upperBound)
      && offset(of: ")", in: line) == line.upperBound - 1 && !bytes[line].contains(where: Self.isBlank)
  }
}
