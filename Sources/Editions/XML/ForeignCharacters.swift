internal import Manuscript

/// The characters of a text that neither XML nor HTML holds. What is written in either has U+FFFD for them, and says where.
struct ForeignCharacters {
  /// Each with its place by an offset, for a quote of it could not be written: `p3/5+1`.
  private(set) var all: [(place: String, name: String)] = []

  init(in document: Document) {
    for (offset, scalar) in document.text.scalars.enumerated() where !scalar.isXMLCharacter {
      let code = String(scalar.value, radix: 16, uppercase: true)
      let name = "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code
      let block = document.block(containing: offset)
      let place = block.map { "\($0.address)/\(offset - $0.range.start)+1" } ?? "\(offset)+1"
      all.append((place, name))
    }
  }

  /// In words, the first of them where there are many; `nil` where there are none.
  var summary: String? {
    if all.isEmpty { return nil }
    let shown = all.prefix(50).map { "\($0.name) at \($0.place)" }.joined(separator: ", ")
    return all.count > 50 ? "\(shown), and \(all.count - 50) more" : shown
  }
}
