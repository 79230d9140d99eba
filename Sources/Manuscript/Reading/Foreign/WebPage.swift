/// A web page, as a converter keeps its notes: where links lead back from a note to the places in the text, one that our
/// reader knows stands in their stead.
struct WebPage {
  /// The markup that a converter is given.
  let prepared: [UInt8]

  init(_ bytes: [UInt8]) {
    let elements = MarkupElements(named: ["span", "a"], in: bytes).elements
    var edits: [(range: Range<Int>, bytes: [UInt8])] = []
    for (index, element) in elements.enumerated() where element.name == "span" {
      // As MediaWiki writes them, before each note.
      guard element.attributes["class"]?.split(separator: " ").contains("mw-cite-backlink") == true else {
        continue
      }
      let links = elements[index...].prefix { $0.range.lowerBound < element.range.upperBound }
      let place = links.first { $0.name == "a" }?.attributes["href"]
      edits.append((element.range, Array((place.map { "<a href=\"\($0)\">↑</a> " } ?? "").utf8)))
    }
    prepared = bytes.applying(edits + TableCellMarkup.ofPage(bytes).edits)
  }
}
