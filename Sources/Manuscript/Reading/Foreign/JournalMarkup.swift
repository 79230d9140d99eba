/// A paper in the markup of journals (JATS), as a converter keeps all of it: notes that stand in a group at the end are
/// put where the text refers to them, and the list of literature becomes paragraphs.
struct JournalMarkup {
  private let bytes: [UInt8]
  private let elements: [MarkupElements.Element]
  /// What is put in the place of what, by where that begins.
  private var edits: [(range: Range<Int>, bytes: [UInt8])] = []

  /// The text of each entry, as it stands in the source.
  let entries: [Range<Int>]
  private let hasNotes: Bool

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    elements =
      MarkupElements(
        named: ["fn", "xref", "ref", "ref-list", "label", "title", "sup", "string-name", "collab"], in: bytes
      ).elements
    hasNotes = elements.contains { $0.name == "fn" }
    entries = elements.filter { $0.name == "ref" }.map(\.content)
    nameAuthors()
    moveNotes()
    bracketCitations()
    writeEntries()
  }

  /// The markup that a converter is given.
  var prepared: [UInt8] { bytes.applying(edits) }

  /// Writes the names of authors that are not parted into their words as such that are.
  private mutating func nameAuthors() {
    for name in elements where name.name == "string-name" || name.name == "collab" {
      guard name.parents.last == "contrib", !name.content.isEmpty else { continue }
      let words = ReferenceText(bytes, name.content).plain
      edits.append((name.range, Array("<name><surname>\(words)</surname></name>".utf8)))
    }
  }

  // MARK: - Notes

  private mutating func moveNotes() {
    var apart: [String: MarkupElements.Element] = [:]
    for note in elements
    where note.name == "fn" && !note.parents.contains("fn") && !note.parents.contains("front") {
      // One that stands in a paragraph of the text is a note for any converter.
      let isApart = note.parents.contains { $0 == "fn-group" || $0 == "table-wrap-foot" || $0 == "back" }
      if isApart, let id = note.attributes["id"] { apart[id] = note }
    }
    for reference in elements where reference.name == "xref" && !reference.parents.contains("fn") {
      guard let id = reference.attributes["rid"], let note = apart.removeValue(forKey: id) else { continue }
      edits.append((place(of: reference), Array("<fn>".utf8) + body(of: note) + Array("</fn>".utf8)))
      edits.append((note.range, []))
    }
  }

  /// A reference with the tags that raise it.
  private func place(of reference: MarkupElements.Element) -> Range<Int> {
    let (open, close) = (Array("<sup>".utf8), Array("</sup>".utf8))
    let range = reference.range
    guard bytes[..<range.lowerBound].suffix(open.count).elementsEqual(open),
      bytes[range.upperBound...].starts(with: close)
    else { return range }
    return range.lowerBound - open.count..<range.upperBound + close.count
  }

  /// What a note says, without the number that it is given anew.
  private func body(of note: MarkupElements.Element) -> [UInt8] {
    guard let label = label(in: note.content) else { return Array(bytes[note.content]) }
    return Array(bytes[note.content.lowerBound..<label.range.lowerBound])
      + Array(bytes[label.range.upperBound..<note.content.upperBound])
  }

  private func label(in range: Range<Int>) -> MarkupElements.Element? {
    var (low, high) = (0, elements.count)
    while low < high {
      let middle = (low + high) / 2
      if elements[middle].range.lowerBound < range.lowerBound { low = middle + 1 } else { high = middle }
    }
    guard low < elements.count, elements[low].name == "label",
      elements[low].range.upperBound <= range.upperBound
    else { return nil }
    return elements[low]
  }

  // MARK: - Literature

  /// Puts raised citations in brackets where there are notes too, so that none is taken for a note's mark.
  private mutating func bracketCitations() {
    guard hasNotes else { return }
    for (index, raised) in elements.enumerated() where raised.name == "sup" && !raised.content.isEmpty {
      let outer = index > 0 && raised.parents.last == "xref" ? elements[index - 1] : nil
      let inner = index + 1 < elements.count ? elements[index + 1] : nil
      let isCiting = [outer, inner].contains { element in
        element?.name == "xref" && element?.attributes["ref-type"] == "bibr"
          && element?.range.overlaps(raised.range) == true
      }
      guard isCiting else { continue }
      let isBracketed = bytes[raised.content.lowerBound] == UInt8(ascii: "[")
      edits.append(
        (raised.range.lowerBound..<raised.content.lowerBound, isBracketed ? [] : [UInt8(ascii: "[")]))
      edits.append(
        (raised.content.upperBound..<raised.range.upperBound, isBracketed ? [] : [UInt8(ascii: "]")]))
    }
  }

  private mutating func writeEntries() {
    let titles = elements.filter { $0.name == "title" && $0.parents.last == "ref-list" }
    for list in elements where list.name == "ref-list" {
      let head = list.range.lowerBound..<list.content.lowerBound
      let isTitled = titles.contains { list.content.contains($0.range.lowerBound) }
      edits.append((head, Array((isTitled ? "<sec>" : "<sec><title>References</title>").utf8)))
      edits.append((list.content.upperBound..<list.range.upperBound, Array("</sec>".utf8)))
    }
    let numbers = numbersOfEntries()
    for entry in elements where entry.name == "ref" {
      let label = label(in: entry.content)
      let start = label?.range.upperBound ?? entry.content.lowerBound
      let said =
        label.map { ReferenceText(bytes, $0.content).text } ?? entry.attributes["id"].flatMap { numbers[$0] }
      let digits = (said ?? "").filter(\.isNumber)
      let isNumber = !digits.isEmpty && (said ?? "").allSatisfy { $0.isNumber || "[]().".contains($0) }
      let mark = isNumber ? digits + ". " : said.map { $0 + " " } ?? ""
      let text = ReferenceText(bytes, start..<entry.content.upperBound).text
      edits.append((entry.range, Array("<p>\(mark)\(text)</p>".utf8)))
    }
  }

  /// The numbers by which the text cites entries, by their names: entries may not say theirs.
  private func numbersOfEntries() -> [String: String] {
    var numbers: [String: String] = [:]
    for reference in elements where reference.name == "xref" && reference.attributes["ref-type"] == "bibr" {
      let text = ReferenceText(bytes, reference.content).plain
      guard let id = reference.attributes["rid"], !text.isEmpty, text.utf8.count <= 3,
        text.allSatisfy(\.isNumber)
      else {
        continue
      }
      numbers[id] = text
    }
    return numbers
  }
}
