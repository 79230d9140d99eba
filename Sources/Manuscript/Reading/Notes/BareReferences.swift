/// References to notes that lost their mark, so that a plain number is left: `in repair.1 So much …`, as it is in
/// text taken out of a PDF. They are looked for only where no reference of the whole paper is marked, and taken
/// only where one number, and no other, stands where a note at a page's foot expects it.
enum BareReferences {
  /// The references, by where they begin; none unless notes themselves are bare.
  static func markers(for blocks: [SourceBlock], in source: SourceText) -> [Int: NoteMarker] {
    let notes = blocks.filter(\.isNote)
    guard notes.contains(where: { $0.kind == .note(.bare) }), !hasMarks(blocks, in: source) else {
      return [:]
    }
    let candidates = Dictionary(grouping: candidates(in: blocks, of: source), by: \.label)
    var markers: [Int: NoteMarker] = [:]
    var last = -1
    var index = 0
    while index < notes.count {
      let label = notes[index].label ?? ""
      var taken = 1
      var marker = only(candidates[label], after: last, before: notes[index].bytes.lowerBound)
      if marker == nil, index + 1 < notes.count {
        // Two run together.
        let fused = label + (notes[index + 1].label ?? "")
        marker = only(candidates[fused], after: last, before: notes[index].bytes.lowerBound)
        taken = marker == nil ? 1 : 2
      }
      if let marker {
        markers[marker.bytes.lowerBound] = marker
        last = marker.bytes.lowerBound
      }
      index += taken
    }
    return markers
  }

  /// The numbers that could be references, in the order of the blocks: right after a word, or after the stop
  /// or quotation mark that ends one.
  static func candidates(in blocks: [SourceBlock], of source: SourceText) -> [NoteMarker] {
    blocks.lazy.filter { $0.isText && !$0.isNote && $0.kind != .code && $0.kind != .table }.flatMap(\.lines)
      .flatMap { candidates(in: $0.content, of: source) }
  }

  /// Most digits of one, two numbers run together.
  private static let longest = 6

  private static func candidates(in line: Range<Int>, of source: SourceText) -> [NoteMarker] {
    var candidates: [NoteMarker] = []
    var index = line.lowerBound
    while index < line.upperBound {
      guard SourceText.isDigit(source.bytes[index]) else {
        index += 1
        continue
      }
      let end = source.endOfDigits(at: index, before: line.upperBound)
      let isLast = end == line.upperBound || SourceText.isBlank(source.bytes[end])
      if isLast, end - index <= longest, source.bytes[index] != 0x30, follows(index, on: line, in: source) {
        candidates.append(
          NoteMarker(
            style: .bare, bytes: index..<end, content: index..<end, label: source.string(index..<end)))
      }
      index = end
    }
    return candidates
  }

  /// Whether a word ends right before an offset, stops and closing marks left aside.
  private static func follows(_ offset: Int, on line: Range<Int>, in source: SourceText) -> Bool {
    let head = source.string(max(line.lowerBound, offset - 40)..<offset).unicodeScalars.reversed()
    let marks = head.prefix { [".", ",", ";", ":", "!", "?", "”", "’", "\"", "'", "»", ")"].contains($0) }
    let word = head.dropFirst(marks.count).prefix { $0.properties.isAlphabetic }
    guard word.count > 1, word.first?.properties.isLowercase == true else { return false }
    // `vol.2` is no reference.
    let letters = String(String.UnicodeScalarView(word.reversed()))
    let isCapitalised = letters.first?.isUppercase == true
    return marks.first != "."
      || AbbreviationClass.of(letters.lowercased(), isCapitalised: isCapitalised) == nil
  }

  private static func only(_ markers: [NoteMarker]?, after last: Int, before end: Int) -> NoteMarker? {
    guard let markers else { return nil }
    let first = markers.partitioningIndex { $0.bytes.lowerBound > last }
    guard first < markers.count, markers[first].bytes.lowerBound < end,
      first + 1 == markers.count || markers[first + 1].bytes.lowerBound >= end
    else { return nil }
    return markers[first]
  }

  /// Whether the text marks any reference.
  private static func hasMarks(_ blocks: [SourceBlock], in source: SourceText) -> Bool {
    blocks.contains { block in
      !block.isNote && block.kind != .code
        && block.lines.contains { line in
          line.content.contains { source.noteMarker(at: $0, before: line.content.upperBound) != nil }
        }
    }
  }
}
