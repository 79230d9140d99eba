/// The text of a Word document, as a converter reads all of it: the paragraphs of text boxes are put after the paragraph
/// that the box is tied to.
struct WordMarkup {
  /// The markup that a converter is given; `nil` where nothing is to be changed.
  let prepared: [UInt8]?

  init(_ bytes: [UInt8]) {
    let elements = MarkupElements(named: ["w:p", "w:txbxContent"], in: bytes).elements
    var edits: [(range: Range<Int>, bytes: [UInt8])] = []
    var outer = 0..<0
    for element in elements where !element.parents.contains("w:txbxContent") {
      if element.name == "w:p" {
        if element.range.lowerBound >= outer.upperBound { outer = element.range }
        continue
      }
      guard !element.content.isEmpty, outer.contains(element.range.lowerBound) else { continue }
      edits.append((element.content, []))
      // What older programs are given in its stead says the same again.
      if !element.parents.contains("mc:Fallback") {
        edits.append((outer.upperBound..<outer.upperBound, Array(bytes[element.content])))
      }
    }
    prepared = edits.isEmpty ? nil : bytes.applying(edits)
  }
}

/// The text of an OpenDocument text, as a converter reads all of it: some read no rows that are marked as a table's head.
struct OpenDocumentMarkup {
  /// The markup that a converter is given; `nil` where nothing is to be changed.
  let prepared: [UInt8]?

  init(_ bytes: [UInt8]) {
    let heads = MarkupElements(named: ["table:table-header-rows"], in: bytes).elements
    let edits = heads.flatMap { head -> [(range: Range<Int>, bytes: [UInt8])] in
      [
        (head.range.lowerBound..<head.content.lowerBound, []),
        (head.content.upperBound..<head.range.upperBound, []),
      ]
    }
    prepared = edits.isEmpty ? nil : bytes.applying(edits)
  }
}

extension [UInt8] {
  /// The bytes with others in the place of some ranges; of two that overlap the first counts.
  func applying(_ edits: [(range: Range<Int>, bytes: [UInt8])]) -> [UInt8] {
    var (result, index) = ([UInt8](), 0)
    result.reserveCapacity(count)
    // Those that begin at one place stay in their order.
    let ordered = edits.enumerated().sorted {
      ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
    }
    for (_, edit) in ordered where edit.range.lowerBound >= index {
      result += self[index..<edit.range.lowerBound]
      result += edit.bytes
      index = edit.range.upperBound
    }
    return result + self[index...]
  }
}
