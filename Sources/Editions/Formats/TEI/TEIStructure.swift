internal import Manuscript

/// The elements of the body's blocks, with the divisions and lists that begin and end between them.
struct TEIStructure: Sendable {
  struct Element: Sendable {
    var opening: String
    var closing: String
  }

  /// Of each block of the body, in order.
  private(set) var elements: [Element] = []
  /// What ends the divisions that are open after the last.
  private(set) var end = ""

  init(_ places: PlaceFinder) {
    var levels: [Int] = []
    var isInList = false
    for block in places.document.blocks.prefix(while: { $0.kind != .note }) {
      var opening = ""
      if isInList, block.kind != .list {
        opening += "</list>\n"
        isInList = false
      }
      if block.kind == .heading {
        let level = max(block.level ?? 1, 1)
        while let last = levels.last, last >= level {
          opening += "</div>\n"
          levels.removeLast()
        }
        levels.append(level)
        opening += "<div n=\"\(level)\">\n"
      }
      if block.kind == .list, !isInList {
        opening += "<list>\n"
        isInList = true
      }
      for page in places.pages.breaks(in: ScalarRange(block.range.start, block.range.start + 1))
      where page.offset == block.range.start {
        opening += "<pb n=\"\(page.page)\"/>"
      }
      let element = Self.element(of: block)
      elements.append(Element(opening: opening + element.opening, closing: element.closing + "\n"))
    }
    if isInList { end += "</list>\n" }
    end += String(repeating: "</div>\n", count: levels.count)
  }

  private static func element(of block: Block) -> Element {
    func element(_ name: String, _ attributes: (String, String?)...) -> Element {
      var xml = MarkupBuilder()
      xml.add("<\(name) xml:id=\"\(block.address)\"")
      for (name, value) in attributes { if let value { xml.add(attribute: name, value) } }
      xml.add(">")
      return Element(opening: String(decoding: xml.bytes, as: UTF8.self), closing: "</\(name)>")
    }
    return switch block.kind {
    case .heading: element("head")
    case .paragraph, .note: element("p")
    case .author, .abstract, .image: element("p", ("rend", block.kind.rawValue))
    case .quote: element("quote", ("n", block.label))
    case .list: element("item", ("n", block.label), ("rend", block.level.map { "depth\($0)" }))
    case .code: element("ab", ("type", block.kind.rawValue), ("xml:space", "preserve"))
    // Whether it has rows is told by its text and what is corrected in it.
    case .table: Element(opening: "", closing: "")
    }
  }
}
