public import CanonicalJSON

extension Document {
  /// The form of the encoding; every form ever written stays readable.
  static let encodingForm = 1

  /// The document's bytes, which are the same for ever: JSON (RFC 8259) without white space, with members in the order in
  /// which the shapes declare them.
  public func encoded() -> [UInt8] { JSON.text(of: self, in: .declared) }

  /// The document that `encoded()` wrote.
  public init(decoding bytes: [UInt8]) throws(DocumentDecodingError) {
    do {
      let json = try JSON.parsed(bytes)
      let form = try Int.member("v", of: json)
      guard form <= Self.encodingForm else { throw DocumentDecodingError.newerForm(form) }
      self = try Self.shape.read(json)
    } catch {
      throw error as? DocumentDecodingError ?? DocumentDecodingError(error)
    }
  }
}

extension Document: JSONRecord {
  public static let shape = Shape(
    Document.init(form:reader:segmenter:language:pages:text:blocks:source:), in: .declared,
    Field("v", \.form), Field("reader", \.readerVersion), Field("segmenter", \.segmenterVersion),
    Field("language", \.language), Field("pages", \.pages), Field("text", \.text), Field("blocks", \.blocks),
    Field("source", \.sourceMap))

  private var form: Int { Self.encodingForm }

  private init(
    form: Int, reader: Int, segmenter: Int, language: String, pages: Int, text: ScalarText, blocks: [Block],
    source: SourceMap
  ) throws {
    for block in blocks {
      guard block.range.end <= text.count, block.sentences.allSatisfy({ $0.end <= text.count }),
        block.emphasis.allSatisfy({ $0.range.end <= text.count }),
        block.links.allSatisfy({ $0.range.end <= text.count })
      else { throw DocumentDecodingError.member("blocks") }
    }
    guard source.segments.reduce(0, { $0 + $1.count }) == text.count else {
      throw DocumentDecodingError.member("segments")
    }
    self.init(
      readerVersion: reader, segmenterVersion: segmenter, language: language, pages: pages, text: text,
      blocks: blocks, sourceMap: source)
  }
}

extension Block: JSONRecord {
  public static let shape = Shape(
    Block.init(kind:address:section:level:page:label:range:sentences:notes:emphasis:links:), in: .declared,
    Field("kind", \.kind), Field("address", \.address), Field("section", \.section), Field("level", \.level),
    Field("page", \.page), Field("label", \.label), Field("range", \.range),
    Field("sentences", \.sentenceNumbers), Field("notes", \.noteNumbers), Field("emphasis", \.emphasis),
    Field("links", \.links))

  /// The sentences' starts and ends, as one list.
  private var sentenceNumbers: [Int] { sentences.flatMap { [$0.start, $0.end] } }
  /// The references' notes and offsets, as one list.
  private var noteNumbers: [Int] { noteReferences.flatMap { [$0.note, $0.offset] } }

  private init(
    kind: BlockKind, address: String, section: String?, level: Int?, page: Int?, label: String?,
    range: ScalarRange, sentences: [Int], notes: [Int], emphasis: [EmphasisSpan], links: [Hyperlink]
  ) throws {
    self.init(
      kind: kind, address: address, section: section, level: level, page: page, label: label, range: range,
      emphasis: emphasis, links: links)
    guard sentences.count.isMultiple(of: 2), notes.count.isMultiple(of: 2) else {
      throw DocumentDecodingError.member("blocks")
    }
    for at in stride(from: 0, to: sentences.count, by: 2) {
      guard let sentence = ScalarRange(from: sentences[at], to: sentences[at + 1]) else {
        throw DocumentDecodingError.member("sentences")
      }
      self.sentences.append(sentence)
    }
    noteReferences = stride(from: 0, to: notes.count, by: 2).map {
      NoteReference(note: notes[$0], offset: notes[$0 + 1])
    }
  }
}

extension SourceMap: JSONRecord {
  public static let shape = Shape(
    SourceMap.init(bytes:numbers:furniture:), in: .declared, Field("bytes", \.byteCount),
    Field("segments", \.segmentNumbers), Field("furniture", \.furniture))

  /// Of each segment the number of scalars, the bytes to a scalar, and the distance in bytes from the last one's end.
  private var segmentNumbers: [Int] {
    var end = 0
    return segments.flatMap { segment in
      defer { end = segment.byte + segment.count * segment.width }
      return [segment.count, segment.width, segment.byte - end]
    }
  }

  private init(bytes: Int, numbers: [Int], furniture: [Furniture]) throws {
    guard numbers.count.isMultiple(of: 3), 0...Self.mostBytes ~= bytes else {
      throw DocumentDecodingError.member("segments")
    }
    var segments: [Segment] = []
    segments.reserveCapacity(numbers.count / 3)
    var (text, end) = (0, 0)
    for at in stride(from: 0, to: numbers.count, by: 3) {
      let (count, width, distance) = (numbers[at], numbers[at + 1], numbers[at + 2])
      guard 1...Self.mostBytes ~= count, 0...bytes ~= width, -end...bytes - end ~= distance,
        end + distance + count * width <= bytes
      else { throw DocumentDecodingError.member("segments") }
      segments.append(Segment(text: text, byte: end + distance, count: count, width: width))
      text += count
      end += distance + count * width
    }
    guard furniture.allSatisfy({ $0.bytes.upperBound <= bytes }) else {
      throw DocumentDecodingError.member("furniture")
    }
    self.init(segments: segments, furniture: furniture, byteCount: bytes)
  }

  /// More than any source has, and few enough that nothing overflows.
  private static let mostBytes = 1 << 31
}
