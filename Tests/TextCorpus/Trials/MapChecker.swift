public import Manuscript

/// Checks that a source map is total and exact both ways.
public enum MapChecker {
  /// The first thing wrong with a document's map and blocks, or nil.
  public static func fault(in document: Document, of raw: [UInt8]) -> String? {
    coverage(document, raw) ?? scalars(document, raw) ?? bytes(document, raw) ?? words(document, raw)
      ?? blocks(document)
  }

  /// Segments cover the text; segments and furniture cover the source, each byte once.
  private static func coverage(_ document: Document, _ raw: [UInt8]) -> String? {
    let map = document.sourceMap
    var text = 0
    var ranges = map.furniture.map(\.bytes)
    for segment in map.segments {
      if segment.text != text || segment.count < 1 { return "A segment leaves a gap at scalar \(text)" }
      text += segment.count
      if segment.width > 0 { ranges.append(segment.byte..<segment.byte + segment.count * segment.width) }
    }
    if text != document.text.count {
      return "The segments end at \(text), the text at \(document.text.count)"
    }
    var rebuilt: [UInt8] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound != rebuilt.count || range.isEmpty {
        return "Byte \(rebuilt.count) is covered wrongly"
      }
      rebuilt.append(contentsOf: raw[range])
    }
    return rebuilt == raw ? nil : "The source is not recovered"
  }

  /// Every scalar's bytes are its own encoding, or what it stands for, and lead back to it.
  private static func scalars(_ document: Document, _ raw: [UInt8]) -> String? {
    let faults = Encoding.all(of: raw).map { scalars(document, raw, in: $0) }
    return faults.contains(nil) ? nil : faults[0]
  }

  private static func scalars(_ document: Document, _ raw: [UInt8], in encoding: Encoding) -> String? {
    for (offset, scalar) in document.text.scalars.enumerated() {
      let bytes = document.sourceMap.bytes(ofScalarAt: offset)
      for byte in bytes where document.sourceMap.scalar(ofByteAt: byte) != offset {
        return "Byte \(byte) does not lead back to scalar \(offset)"
      }
      if !stands(scalar, for: Array(raw[bytes]), in: encoding) {
        return "Scalar \(offset) is not what its bytes say"
      }
    }
    return nil
  }

  /// UTF-8, unless a byte order mark, or zeros on one side of all pairs, say otherwise.
  private enum Encoding {
    case utf8, utf16(isBigEndian: Bool)

    /// Those that a source may be in, of which one must fit the whole.
    static func all(of raw: [UInt8]) -> [Encoding] {
      if raw.starts(with: [0xFE, 0xFF]) { return [.utf16(isBigEndian: true)] }
      if raw.starts(with: [0xFF, 0xFE]) { return [.utf16(isBigEndian: false)] }
      let sides = Set(raw.indices.filter { raw[$0] == 0 }.map { $0.isMultiple(of: 2) })
      guard raw.count.isMultiple(of: 2), sides.count == 1 else { return [.utf8] }
      return [.utf8, .utf16(isBigEndian: sides.contains(true))]
    }

    func bytes(of scalar: Unicode.Scalar) -> [UInt8] {
      switch self {
      case .utf8: Array(String(scalar).utf8)
      case .utf16(let isBigEndian):
        String(scalar).utf16.flatMap { unit in
          let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
          return isBigEndian ? [high, low] : [low, high]
        }
      }
    }
  }

  /// Whether a scalar of the text is what its bytes say, or what an entity, a line's end or a tag stands for, or
  /// the symbol that is shown for a control character.
  private static func stands(_ scalar: Unicode.Scalar, for bytes: [UInt8], in encoding: Encoding) -> Bool {
    if bytes.isEmpty || bytes == encoding.bytes(of: scalar) { return true }
    func begins(with ascii: Unicode.Scalar) -> Bool { bytes.starts(with: encoding.bytes(of: ascii)) }
    if "&\n\r<".unicodeScalars.contains(where: begins) { return true }
    if scalar == "\n" || scalar == " " {
      return ["\u{0B}", "\u{85}", "\u{2028}", "\u{2029}"].contains { bytes == encoding.bytes(of: $0) }
    }
    if scalar == "\u{FFFD}" {
      return (UInt32(0x80)...0x9F).contains { Unicode.Scalar($0).map(encoding.bytes(of:)) == bytes }
    }
    let control = scalar.value == 0x2421 ? 0x7F : scalar.value &- 0x2400
    return Unicode.Scalar(control).map { control < 0x80 && bytes == encoding.bytes(of: $0) } ?? false
  }

  /// Every byte gave text or is furniture, not both.
  private static func bytes(_ document: Document, _ raw: [UInt8]) -> String? {
    for byte in raw.indices {
      let isText = document.sourceMap.scalar(ofByteAt: byte) != nil
      let isFurniture = document.sourceMap.furniture(ofByteAt: byte) != nil
      if isText == isFurniture { return "Byte \(byte) is both text and furniture, or neither" }
    }
    return nil
  }

  /// The lines of a mark. A line's end within a tag, or within attributes in braces, parts nothing.
  private static func lines(of mark: ArraySlice<UInt8>) -> [Substring.UnicodeScalarView] {
    var closing: Unicode.Scalar?
    return String(decoding: mark, as: UTF8.self).unicodeScalars.split { scalar in
      if scalar == closing { closing = nil }
      if closing == nil, let end = closings[scalar] { closing = end }
      return closing == nil && ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"].contains(scalar)
    }
  }

  private static let closings: [Unicode.Scalar: Unicode.Scalar] = ["<": ">", "{": "}"]

  /// LaTeX's commands that raise and lower, which are all letters.
  private static let raising = ["\\textsuperscript{", "\\textsubscript{"]

  /// No words are lost as marks but those in tags, destinations of links, and fences' first lines.
  private static func words(_ document: Document, _ raw: [UInt8]) -> String? {
    for furniture in document.sourceMap.furniture where furniture.kind == .markup || furniture.kind == .blank
    {
      for line in lines(of: raw[furniture.bytes]) {
        var mark = line.drop {
          $0.properties.isWhitespace || $0.properties.isDefaultIgnorableCodePoint
            || ">-+*_#%|.0123456789".unicodeScalars.contains($0)
        }
        // A lettered item's label.
        let label = mark.prefix { $0 == "(" || $0.properties.isLowercase }
        if label.count < 6, mark.dropFirst(label.count).first == ")" {
          mark = mark.dropFirst(label.count + 1)
        }
        mark = mark.drop { $0.properties.isWhitespace }
        let letters = mark.count { $0.properties.isAlphabetic }
        let isMark =
          mark.first.map { "<]`~[(!{".unicodeScalars.contains($0) } ?? true
          || raising.contains(String(String.UnicodeScalarView(mark)))
        if letters > 1, !isMark { return "“\(String(line))” is lost as a mark" }
      }
    }
    return nil
  }

  /// Blocks lie in order, parted by a blank line; sentences part them but for white space, and tables but for their strokes.
  private static func blocks(_ document: Document) -> String? {
    var end: Int?
    for block in document.blocks {
      if let end, document.text[ScalarRange(end, block.range.start)] != "\n\n" {
        return "No blank line before \(block.address)"
      }
      end = block.range.end
      var sentenceEnd = block.range.start
      for sentence in block.sentences {
        if sentence.isEmpty || sentence.start < sentenceEnd || !block.range.contains(sentence) {
          return "A sentence of \(block.address) is out of place"
        }
        if !isBlank(document, sentenceEnd, sentence.start, isTable: block.kind == .table) {
          return "\(block.address) has text between sentences"
        }
        sentenceEnd = sentence.end
      }
      if !isBlank(document, sentenceEnd, block.range.end, isTable: block.kind == .table) {
        return "\(block.address) has text after sentences"
      }
      for reference in block.noteReferences where !(0...block.range.count).contains(reference.offset) {
        return "A reference of \(block.address) is out of place"
      }
      for range in block.emphasis.map(\.range) + block.links.map(\.range) where !block.range.contains(range) {
        return "A span of \(block.address) is out of place"
      }
    }
    return end == document.text.count || end == nil ? nil : "The text goes on after the last block"
  }

  private static func isBlank(_ document: Document, _ start: Int, _ end: Int, isTable: Bool) -> Bool {
    document.text[ScalarRange(start, end)].allSatisfy { $0.isWhitespace || isTable && "|+-=:".contains($0) }
  }
}
