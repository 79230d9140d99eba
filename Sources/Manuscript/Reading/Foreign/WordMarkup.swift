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
    edits += TableCellMarkup.ofWord(bytes).edits
    prepared = edits.isEmpty ? nil : bytes.applying(edits)
  }
}

/// The text of an OpenDocument text, as a converter reads all of it: some read no rows that are marked as a table's head, and
/// take a title for a paragraph.
struct OpenDocumentMarkup {
  /// The markup that a converter is given; `nil` where nothing is to be changed.
  let prepared: [UInt8]?

  init(_ bytes: [UInt8]) {
    let heads = MarkupElements(named: ["table:table-header-rows"], in: bytes).elements
    var edits = heads.flatMap { head -> [(range: Range<Int>, bytes: [UInt8])] in
      [
        (head.range.lowerBound..<head.content.lowerBound, []),
        (head.content.upperBound..<head.range.upperBound, []),
      ]
    }
    edits += TableCellMarkup.ofOpenDocument(bytes).edits
    edits += Self.title(in: bytes)
    prepared = edits.isEmpty ? nil : bytes.applying(edits)
  }
}

extension OpenDocumentMarkup {
  /// Makes a heading of the first paragraph with text, if its style is a title's.
  fileprivate static func title(in bytes: [UInt8]) -> [(range: Range<Int>, bytes: [UInt8])] {
    let elements = MarkupElements(named: ["style:style", "text:p", "text:h"], in: bytes).elements
    let styles = elements.filter {
      $0.name == "style:style" && $0.attributes["style:parent-style-name"] == "Title"
    }
    let names = Set(styles.compactMap { $0.attributes["style:name"] } + ["Title"])
    let first = elements.first { ($0.name == "text:p" || $0.name == "text:h") && !$0.content.isEmpty }
    guard let first, first.name == "text:p", first.parents.last == "office:text",
      let style = first.attributes["text:style-name"], names.contains(style)
    else { return [] }
    return [
      (first.range.lowerBound..<first.content.lowerBound, Array("<text:h text:outline-level=\"1\">".utf8)),
      (first.content.upperBound..<first.range.upperBound, Array("</text:h>".utf8)),
    ]
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
