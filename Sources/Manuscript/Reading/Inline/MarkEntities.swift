/// A source of Markdown in which the entities that write marks of notes, `sold.&sup1;`, `&dagger;`, are the characters that they
/// stand for, and where these came from. So nothing that looks for marks need know of entities.
///
/// Other entities are read with the text. Some stand for signs of Markdown, `&#42;`, and are written to be none.
struct MarkEntities: Sendable {
  let bytes: [UInt8]
  /// In order.
  private var found: [Entity] = []
  private let originalCount: Int

  private struct Entity {
    /// The character, in the bytes as they are now.
    var character: Range<Int>
    /// The entity, in the source.
    var origin: Range<Int>
    /// What the source says.
    var written: String
  }

  /// Nil if a source has none.
  init?(in source: SourceText) {
    var bytes: [UInt8] = []
    var copied = 0
    var offset = 0
    while let ampersand = source.bytes[offset...].firstIndex(of: UInt8(ascii: "&")) {
      offset = ampersand + 1
      guard let entity = source.entity(at: ampersand, before: source.bytes.count),
        entity.scalars.allSatisfy(Self.writesMarks), !source.isLiteral(ampersand)
      else { continue }
      if found.isEmpty { bytes.reserveCapacity(source.bytes.count) }
      bytes += source.bytes[copied..<ampersand]
      let start = bytes.count
      for scalar in entity.scalars { bytes += scalar.utf8 }
      found.append(
        Entity(
          character: start..<bytes.count, origin: entity.bytes, written: source.string(entity.bytes)))
      (copied, offset) = (entity.bytes.upperBound, entity.bytes.upperBound)
    }
    if found.isEmpty { return nil }
    self.bytes = bytes + source.bytes[copied...]
    originalCount = source.bytes.count
  }

  /// Raised figures with what may stand among them, and symbols, but for those that Markdown has a use for.
  private static func writesMarks(_ scalar: Unicode.Scalar) -> Bool {
    SourceText.superscriptDigit(scalar) != nil || (0x207B...0x207E).contains(scalar.value)
      || !scalar.isASCII && NoteLabel.symbolScalars.contains(scalar)
  }

  /// The parts of a range of code, where entities are what they are written as: each with what the source has there, if it
  /// is not what stands there now.
  func parts(of code: Range<Int>) -> [(bytes: Range<Int>, written: String?)] {
    var parts: [(bytes: Range<Int>, written: String?)] = []
    var start = code.lowerBound
    let first = found.partitioningIndex { $0.character.lowerBound >= start }
    for entity in found[first...].prefix(while: { $0.character.lowerBound < code.upperBound }) {
      if start < entity.character.lowerBound { parts.append((start..<entity.character.lowerBound, nil)) }
      parts.append((entity.character, entity.written))
      start = entity.character.upperBound
    }
    if start < code.upperBound { parts.append((start..<code.upperBound, nil)) }
    return parts
  }

  // MARK: - Where bytes came from

  /// Where in the source a byte stands.
  func origin(of offset: Int) -> Int {
    let before = found.partitioningIndex { $0.character.lowerBound > offset }
    guard before > 0, case let last = found[before - 1] else { return offset }
    return offset < last.character.upperBound
      ? last.origin.lowerBound : last.origin.upperBound + offset - last.character.upperBound
  }

  /// Where a byte of the source that belongs to no entity stands now.
  func place(of origin: Int) -> Int {
    let before = found.partitioningIndex { $0.origin.lowerBound > origin }
    guard before > 0, case let last = found[before - 1] else { return origin }
    return origin - last.origin.upperBound + last.character.upperBound
  }

  /// The map from a text to these bytes as one to the source.
  func map(_ map: SourceMap, of text: ScalarText) -> SourceMap {
    var segments: [SourceMap.Segment] = []
    for segment in map.segments {
      if segment.width > 0 {
        segments += moved(segment, of: text)
      } else if let last = segments.last, last.text + last.count > segment.text {
        // What follows the first sign of an entity in code has bytes of its own.
        continue
      } else {
        var supplied = segment
        supplied.byte = origin(of: segment.byte)
        segments.append(supplied)
      }
    }
    let furniture = map.furniture.map { piece in
      SourceMap.Furniture(
        kind: piece.kind, bytes: origin(of: piece.bytes.lowerBound)..<origin(of: piece.bytes.upperBound))
    }
    return SourceMap(segments: segments, furniture: furniture, byteCount: originalCount)
  }

  /// A segment as segments of the source, where the entities in it are longer than the characters.
  private func moved(_ segment: SourceMap.Segment, of text: ScalarText) -> [SourceMap.Segment] {
    var segments: [SourceMap.Segment] = []
    var index = 0
    while index < segment.count {
      let start = segment.byte + index * segment.width
      let next = found.partitioningIndex { $0.character.upperBound > start }
      let isEntity = next < found.count && found[next].character.lowerBound == start
      if isEntity, text[segment.text + index] == "&" {
        segments.append(
          SourceMap.Segment(
            text: segment.text + index, byte: found[next].origin.lowerBound,
            count: found[next].origin.count, width: 1))
        index += 1
        continue
      }
      // All that stand before the next entity are as wide as they were.
      let room = next < found.count ? (found[next].character.lowerBound - start) / segment.width : .max
      let count = min(max(room, 1), segment.count - index)
      let (low, high) = (origin(of: start), origin(of: start + count * segment.width))
      segments.append(
        SourceMap.Segment(
          text: segment.text + index, byte: low, count: count, width: (high - low) / count))
      index += count
    }
    return segments
  }
}

extension SourceText {
  /// Most bytes over which a bare address is looked for before an entity.
  private static let longestAddress = 200

  /// Whether an ampersand opens no entity: it is escaped, or stands in an address, `https://example.org/?a=1&sup2;=3`.
  fileprivate func isLiteral(_ ampersand: Int) -> Bool {
    let head = bytes[max(0, ampersand - Self.longestAddress)..<ampersand]
    if head.reversed().prefix(while: { $0 == UInt8(ascii: "\\") }).count % 2 == 1 { return true }
    let word = head.suffix(head.reversed().prefix { $0 > 0x20 }.count)
    return word.indices.contains { has("://", at: $0, before: ampersand) }
  }
}
