/// XML read as a tree, in as few words as tests need: elements, attributes, text, the entities of XML.
final class Markup {
  let name: String
  var attributes: [String: String]
  var children: [Child] = []

  enum Child {
    case text(String)
    case element(Markup)
  }

  init(_ name: String, _ attributes: [String: String] = [:]) {
    (self.name, self.attributes) = (name, attributes)
  }

  /// The document's root; nil where tags do not match.
  static func parse(_ xml: String) -> Markup? {
    let root = Markup("")
    var stack = [root]
    var rest = Array(xml.unicodeScalars)[...]
    while !rest.isEmpty {
      let open = rest.firstIndex(of: "<") ?? rest.endIndex
      if open > rest.startIndex {
        guard let text = unescaped(rest[rest.startIndex..<open]) else { return nil }
        stack[stack.count - 1].children.append(.text(text))
      }
      guard open < rest.endIndex, let close = rest[open...].firstIndex(of: ">") else { break }
      let tag = String(String.UnicodeScalarView(rest[(open + 1)..<close]))
      rest = rest[(close + 1)...]
      if tag.hasPrefix("?") || tag.hasPrefix("!") { continue }
      if tag.hasPrefix("/") {
        guard stack.count > 1, stack.removeLast().name == tag.dropFirst() else { return nil }
        continue
      }
      let isEmpty = tag.hasSuffix("/")
      let body = isEmpty ? String(tag.dropLast()) : tag
      let name = String(body.prefix { $0 != " " && $0 != "\n" })
      let element = Markup(name, attributes(body.dropFirst(name.count)))
      stack[stack.count - 1].children.append(.element(element))
      if !isEmpty { stack.append(element) }
    }
    guard stack.count == 1 else { return nil }
    return root
  }

  private static func attributes(_ text: Substring) -> [String: String] {
    var attributes: [String: String] = [:]
    for match in text.matches(of: /([\w:]+)="([^"]*)"/) {
      attributes[String(match.1)] = unescaped(Array(String(match.2).unicodeScalars)[...]) ?? ""
    }
    return attributes
  }

  private static func unescaped(_ text: ArraySlice<Unicode.Scalar>) -> String? {
    var result = String.UnicodeScalarView()
    var rest = text
    while let scalar = rest.popFirst() {
      guard scalar == "&" else {
        result.append(scalar)
        continue
      }
      guard let end = rest.firstIndex(of: ";") else { return nil }
      let name = String(String.UnicodeScalarView(rest[rest.startIndex..<end]))
      rest = rest[(end + 1)...]
      switch name {
      case "amp": result.append("&")
      case "lt": result.append("<")
      case "gt": result.append(">")
      case "quot": result.append("\"")
      case "apos": result.append("'")
      default:
        guard name.hasPrefix("#"), let code = UInt32(name.dropFirst()), let scalar = Unicode.Scalar(code)
        else {
          return nil
        }
        result.append(scalar)
      }
    }
    return String(result)
  }

  var elements: [Markup] {
    children.compactMap { if case .element(let element) = $0 { element } else { nil } }
  }

  /// All elements below it, in order.
  var descendants: [Markup] { elements.flatMap { [$0] + $0.descendants } }

  func first(_ name: String) -> Markup? { descendants.first { $0.name == name } }

  func tokens(_ attribute: String) -> [String] {
    (attributes[attribute] ?? "").split(separator: " ").map(String.init)
  }
}
