extension Document {
  /// The form of the encoding; every form ever written stays readable.
  static let encodingForm = 1

  /// The document's canonical bytes: JSON (RFC 8259) with members in a fixed order and no white space.
  ///
  /// `v`, `reader`, `segmenter`, `language`, `pages`, `text`; `blocks`, each with `kind`, `address`, then
  /// where there is one `section`, `level`, `page`, `label`, then `range` as `[start, end]`, `sentences` as
  /// a flat list of such, `notes` as a flat list of note and offset, `emphasis` as `[kind, start, end]`,
  /// `links` as `[start, end, destination]`; and `source` with `bytes`, `segments` as a flat list of scalar
  /// count, bytes to a scalar, and distance in bytes from the last segment's end, and `furniture` as
  /// `[kind, start, end]` in bytes.
  public func encoded() -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.key("v")
      writer.integer(Self.encodingForm)
      writer.key("reader")
      writer.integer(readerVersion)
      writer.key("segmenter")
      writer.integer(segmenterVersion)
      writer.key("language")
      writer.string(language)
      writer.key("pages")
      writer.integer(pages)
      writer.key("text")
      writer.string(text.scalars)
      writer.key("blocks")
      writer.array { writer in for block in blocks { block.encode(to: &writer) } }
      writer.key("source")
      writer.object(sourceMap.encode)
    }
    return writer.bytes
  }

  /// The document that `encoded()` wrote.
  public init(decoding bytes: [UInt8]) throws(DocumentDecodingError) {
    let root = try JSONReader.value(of: bytes).members(of: "document")
    let form = try root.integer("v")
    guard form <= Self.encodingForm else { throw .newerForm(form) }
    let text = ScalarText(try root.string("text"))
    var blocks: [Block] = []
    for value in try root.array("blocks") { blocks.append(try Block(decoding: value, in: text)) }
    self.init(
      readerVersion: try root.integer("reader"), segmenterVersion: try root.integer("segmenter"),
      language: try root.string("language"), pages: try root.integer("pages"), text: text, blocks: blocks,
      sourceMap: try SourceMap(decoding: try root.member("source"), textCount: text.count))
  }
}

extension Block {
  fileprivate func encode(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("kind")
      writer.string(kind.rawValue)
      writer.key("address")
      writer.string(address)
      if let section {
        writer.key("section")
        writer.string(section)
      }
      if let level {
        writer.key("level")
        writer.integer(level)
      }
      if let page {
        writer.key("page")
        writer.integer(page)
      }
      if let label {
        writer.key("label")
        writer.string(label)
      }
      writer.key("range")
      writer.integers([range.start, range.end])
      writer.key("sentences")
      writer.integers(sentences.flatMap { [$0.start, $0.end] })
      writer.key("notes")
      writer.integers(noteReferences.flatMap { [$0.note, $0.offset] })
      writer.key("emphasis")
      writer.array { writer in
        for span in emphasis { writer.tagged(span.kind.rawValue, span.range.start, span.range.end) }
      }
      writer.key("links")
      writer.array { writer in
        for link in links {
          writer.array { writer in
            writer.integer(link.range.start)
            writer.integer(link.range.end)
            writer.string(link.destination)
          }
        }
      }
    }
  }

  fileprivate init(decoding value: JSONValue, in text: ScalarText) throws(DocumentDecodingError) {
    let members = try value.members(of: "blocks")
    guard let kind = BlockKind(rawValue: try members.string("kind")) else { throw .member("kind") }
    func inText(_ start: Int, _ end: Int, _ name: String) throws(DocumentDecodingError) -> ScalarRange {
      guard 0 <= start, start <= end, end <= text.count else { throw .member(name) }
      return ScalarRange(start, end)
    }
    let ends = try members.pairs("range")
    guard ends.count == 1 else { throw .member("range") }
    self.init(
      kind: kind, address: try members.string("address"), range: try inText(ends[0].0, ends[0].1, "range"))
    section = try members.optionalString("section")
    level = try members.optionalInteger("level")
    page = try members.optionalInteger("page")
    label = try members.optionalString("label")
    for (start, end) in try members.pairs("sentences") {
      sentences.append(try inText(start, end, "sentences"))
    }
    noteReferences = try members.pairs("notes").map { NoteReference(note: $0.0, offset: $0.1) }
    for value in try members.array("emphasis") {
      let (tag, start, end) = try value.tagged(in: "emphasis")
      guard let kind = EmphasisSpan.Kind(rawValue: tag) else { throw .member("emphasis") }
      emphasis.append(EmphasisSpan(range: try inText(start, end, "emphasis"), kind: kind))
    }
    for value in try members.array("links") {
      guard case .array(let parts) = value, parts.count == 3, case .integer(let start) = parts[0],
        case .integer(let end) = parts[1], case .string(let destination) = parts[2]
      else { throw .member("links") }
      links.append(Link(range: try inText(start, end, "links"), destination: destination))
    }
  }
}

extension SourceMap {
  fileprivate func encode(to writer: inout JSONWriter) {
    writer.key("bytes")
    writer.integer(byteCount)
    writer.key("segments")
    writer.array { writer in
      var end = 0
      for segment in segments {
        writer.integer(segment.count)
        writer.integer(segment.width)
        writer.integer(segment.byte - end)
        end = segment.byte + segment.count * segment.width
      }
    }
    writer.key("furniture")
    writer.array { writer in
      for piece in furniture {
        writer.tagged(piece.kind.rawValue, piece.bytes.lowerBound, piece.bytes.upperBound)
      }
    }
  }

  fileprivate init(decoding value: JSONValue, textCount: Int) throws(DocumentDecodingError) {
    let members = try value.members(of: "source")
    let numbers = try members.integers("segments")
    let byteCount = try members.integer("bytes")
    guard numbers.count.isMultiple(of: 3) else { throw .member("segments") }
    var segments: [Segment] = []
    segments.reserveCapacity(numbers.count / 3)
    var (text, end) = (0, 0)
    for at in stride(from: 0, to: numbers.count, by: 3) {
      let (count, width, byte) = (numbers[at], numbers[at + 1], end + numbers[at + 2])
      guard 0 < count, count <= textCount, 0 <= width, width <= byteCount, 0 <= byte,
        byte + count * width <= byteCount
      else { throw .member("segments") }
      segments.append(Segment(text: text, byte: byte, count: count, width: width))
      (text, end) = (text + count, byte + count * width)
    }
    guard text == textCount else { throw .member("segments") }
    var furniture: [Furniture] = []
    for value in try members.array("furniture") {
      let (tag, start, end) = try value.tagged(in: "furniture")
      guard let kind = Furniture.Kind(rawValue: tag), 0 <= start, start <= end, end <= byteCount else {
        throw .member("furniture")
      }
      furniture.append(Furniture(kind: kind, bytes: start..<end))
    }
    self.init(segments: segments, furniture: furniture, byteCount: byteCount)
  }
}

extension JSONWriter {
  /// `[tag, start, end]`.
  fileprivate mutating func tagged(_ tag: String, _ start: Int, _ end: Int) {
    array { writer in
      writer.string(tag)
      writer.integer(start)
      writer.integer(end)
    }
  }
}
