internal import XML

/// An element of an XML document, with what is in it.
final class XMLElement {
  let name: String
  let attributes: [String: String]
  /// In order; text between them is kept apart.
  private(set) var elements: [XMLElement] = []
  /// The text right in it.
  private(set) var text = ""

  private init(_ name: String, _ attributes: [String: String]) {
    self.name = name
    self.attributes = attributes
  }

  /// The words of an attribute that holds several.
  func tokens(_ attribute: String) -> [String] {
    (attributes[attribute] ?? "").split(whereSeparator: \.isWhitespace).map(String.init)
  }

  /// Calls a closure with it and with all elements in it, in the order of the document.
  func visit(_ body: (XMLElement) -> Void) {
    var waiting = [self]
    while let element = waiting.popLast() {
      body(element)
      waiting += element.elements.reversed()
    }
  }

  /// Reads a document whole.
  ///
  /// - Throws: what is not well formed, in words.
  static func parse(_ bytes: [UInt8]) throws(XMLError) -> XMLElement {
    let document = XMLElement("", [:])
    var open = [document]
    var reader = XMLReader(bytes)
    while let part = try reader.next() {
      switch part {
      case .start(let name, let attributes):
        let element = XMLElement(name, attributes)
        open[open.count - 1].elements.append(element)
        open.append(element)
      case .end: open.removeLast()
      case .text(let text): open[open.count - 1].text += text
      }
    }
    // The reader sees to it that there is one root.
    return document.elements[0]
  }
}
