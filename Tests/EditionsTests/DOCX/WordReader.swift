import Archive
import Foundation
import FoundationXML

/// An element of an XML document, read by the system's parser.
final class Element {
  let name: String
  let attributes: [String: String]
  var children: [Node] = []

  enum Node {
    case element(Element)
    case text(String)
  }

  init(_ name: String, _ attributes: [String: String]) { (self.name, self.attributes) = (name, attributes) }

  var elements: [Element] {
    children.compactMap { if case .element(let element) = $0 { element } else { nil } }
  }
  var text: String { children.map { if case .text(let text) = $0 { text } else { "" } }.joined() }

  /// The first element of a name among the children.
  subscript(_ name: String) -> Element? { elements.first { $0.name == name } }

  /// All elements of a name within it, itself included, in order.
  func all(_ name: String) -> [Element] {
    (self.name == name ? [self] : []) + elements.flatMap { $0.all(name) }
  }

  /// The outermost element of a well-formed document.
  static func parsed(_ bytes: [UInt8]) throws -> Element {
    final class Builder: NSObject, XMLParserDelegate {
      var open = [Element("", [:])]
      func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
      ) {
        let element = Element(name, attributes)
        open[open.count - 1].children.append(.element(element))
        open.append(element)
      }
      func parser(
        _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
      ) {
        open.removeLast()
      }
      func parser(_ parser: XMLParser, foundCharacters text: String) {
        open[open.count - 1].children.append(.text(text))
      }
    }
    let (parser, builder) = (XMLParser(data: Data(bytes)), Builder())
    parser.delegate = builder
    guard parser.parse(), let root = builder.open[0].elements.first else {
      throw Malformed(reason: "\(parser.parserError.map { "\($0)" } ?? "?") at line \(parser.lineNumber)")
    }
    return root
  }

  struct Malformed: Error { let reason: String }
}

/// Reads what a document for word processors says: with its revisions accepted, or rejected. Knows nothing of how ours are
/// written.
struct WordReader {
  let parts: [String: Element]
  /// Whether what a field shows is read. It is computed, and no text, but some take it for one.
  var readsFields = false

  init(_ bytes: [UInt8]) throws {
    parts = try Dictionary(
      uniqueKeysWithValues: ZipReader.files(in: bytes).map { ($0.name, try Element.parsed($0.bytes)) })
  }

  /// A paragraph or a table of the body.
  struct Block: Equatable {
    var style: String
    /// A table's cells have bars between them, and its rows line breaks.
    var text: String
    /// The notes that it refers to, by their ids.
    var notes: [String] = []
  }

  var document: Element { parts["word/document.xml"]! }
  var footnotes: Element { parts["word/footnotes.xml"]! }

  /// The body with all revisions accepted or rejected.
  func blocks(accepting: Bool) -> [Block] {
    document["w:body"]!.elements.compactMap { element in
      switch element.name {
      case "w:p": return paragraph(element, accepting)
      case "w:tbl":
        var table = Block(style: "table", text: "")
        let rows = element.all("w:tr").map { row in
          row.all("w:tc").map { cell in
            let content = cell.all("w:p").compactMap { paragraph($0, accepting) }
            table.notes += content.flatMap(\.notes)
            return content.map(\.text).joined()
          }.joined(separator: "|")
        }
        table.text = rows.joined(separator: "\n")
        return table
      default: return nil
      }
    }.filter { $0.style != "Separator" }
  }

  /// The notes by their ids, the rules between text and notes left out; without the blank after their mark.
  func notes(accepting: Bool) -> [String: String] {
    let notes = footnotes.elements.filter { $0.attributes["w:type"] == nil }
    return Dictionary(
      uniqueKeysWithValues: notes.map { note in
        let text = note.all("w:p").compactMap { paragraph($0, accepting)?.text }.joined(separator: "\n")
        return (note.attributes["w:id"]!, String(text.unicodeScalars.dropFirst()))
      })
  }

  /// `nil` where the paragraph goes with its words.
  private func paragraph(_ element: Element, _ accepting: Bool) -> Block? {
    let properties = element["w:pPr"]
    var block = Block(style: properties?["w:pStyle"]?.attributes["w:val"] ?? "", text: "")
    read(element, accepting, into: &block)
    if accepting, properties?["w:rPr"]?["w:del"] != nil, block.text.isEmpty { return nil }
    return block
  }

  private func isInField(_ run: Element) -> Bool {
    run["w:rPr"]?["w:rStyle"]?.attributes["w:val"] == "FootnoteReference" && run["w:footnoteReference"] == nil
  }

  private func read(_ element: Element, _ accepting: Bool, into block: inout Block) {
    for child in element.elements where readsFields || !isInField(child) {
      switch child.name {
      case "w:ins": if accepting { read(child, accepting, into: &block) }
      case "w:del": if !accepting { read(child, accepting, into: &block) }
      case "w:hyperlink", "w:r": read(child, accepting, into: &block)
      case "w:t", "w:delText": block.text += child.text
      case "w:br": block.text += "\n"
      case "w:tab": block.text += "\t"
      case "w:cr": block.text += "\r"
      case "w:footnoteReference": block.notes.append(child.attributes["w:id"]!)
      default: break
      }
    }
  }
}
