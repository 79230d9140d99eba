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

  /// Reads a document as far as its elements go: no declarations of its own, and the five entities of XML.
  ///
  /// - Throws: what is not well formed, in words.
  static func parse(_ bytes: [UInt8]) throws(XMLError) -> XMLElement {
    let root = XMLElement("", [:])
    var open = [root]
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "<") else {
        let end = bytes[index...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        open[open.count - 1].text += try unescaped(bytes[index..<end])
        index = end
        continue
      }
      let (tag, end) = try markup(in: bytes, from: index)
      index = end
      if tag.hasPrefix("?") || tag.hasPrefix("!--") { continue }
      if tag.hasPrefix("!") { throw XMLError(reason: "it has a declaration, <\(tag.prefix(20))…>") }
      if tag.hasPrefix("/") {
        let name = tag.dropFirst().prefix { !$0.isWhitespace }
        guard open.count > 1, open[open.count - 1].name == name else {
          throw XMLError(reason: "</\(name)> ends nothing that is open there")
        }
        open.removeLast()
        continue
      }
      let element = try self.element(tag)
      open[open.count - 1].elements.append(element)
      if !tag.hasSuffix("/") { open.append(element) }
    }
    guard open.count == 1, let element = root.elements.first, root.elements.count == 1 else {
      throw XMLError(
        reason: open.count > 1 ? "<\(open[open.count - 1].name)> is not ended" : "it has no one root")
    }
    return element
  }

  /// What stands between the brackets that begin at an index, and where it ends.
  private static func markup(in bytes: [UInt8], from start: Int) throws(XMLError) -> (tag: String, end: Int) {
    let isComment = bytes[start...].starts(with: "<!--".utf8)
    var index = start + 1
    var quote: UInt8?
    while index < bytes.count {
      let byte = bytes[index]
      if isComment {
        if byte == UInt8(ascii: ">"), index >= start + 6, bytes[index - 1] == 0x2D, bytes[index - 2] == 0x2D {
          break
        }
      } else if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        break
      }
      index += 1
    }
    guard index < bytes.count else { throw XMLError(reason: "a tag is not ended") }
    return (String(decoding: bytes[(start + 1)..<index], as: UTF8.self), index + 1)
  }

  private static func element(_ tag: String) throws(XMLError) -> XMLElement {
    var rest = (tag.hasSuffix("/") ? tag.dropLast() : tag[...])
    let name = rest.prefix { !$0.isWhitespace }
    guard !name.isEmpty else { throw XMLError(reason: "a tag has no name") }
    rest = rest.dropFirst(name.count)
    var attributes: [String: String] = [:]
    while true {
      rest = rest.drop(while: \.isWhitespace)
      if rest.isEmpty { break }
      let key = rest.prefix { $0 != "=" && !$0.isWhitespace }
      rest = rest.dropFirst(key.count).drop(while: \.isWhitespace)
      guard rest.first == "=" else {
        throw XMLError(reason: "the attribute \(key) of <\(name)> has no value")
      }
      rest = rest.dropFirst().drop(while: \.isWhitespace)
      guard let quote = rest.first, quote == "\"" || quote == "'",
        let end = rest.dropFirst().firstIndex(of: quote)
      else { throw XMLError(reason: "the value of \(key) in <\(name)> is not quoted") }
      let value = rest[rest.index(after: rest.startIndex)..<end]
      guard attributes.updateValue(try unescaped(Array(value.utf8)[...]), forKey: String(key)) == nil else {
        throw XMLError(reason: "<\(name)> has the attribute \(key) twice")
      }
      rest = rest[rest.index(after: end)...]
    }
    return XMLElement(String(name), attributes)
  }

  private static func unescaped(_ bytes: ArraySlice<UInt8>) throws(XMLError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw XMLError(reason: "it is not UTF-8")
    }
    guard bytes.contains(UInt8(ascii: "&")) else { return text }
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "&") {
      result += rest[..<start]
      guard let end = rest[start...].firstIndex(of: ";") else {
        throw XMLError(reason: "an ampersand begins no entity")
      }
      let name = rest[rest.index(after: start)..<end]
      guard let character = character(name) else { throw XMLError(reason: "there is no entity &\(name);") }
      result += character
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  private static func character(_ entity: Substring) -> String? {
    switch entity {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default:
      guard entity.hasPrefix("#") else { return nil }
      let digits = entity.dropFirst()
      let value = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      return value.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
    }
  }
}

/// What keeps a file from being XML.
struct XMLError: Error {
  let reason: String
}
