/// Reads an XML document as a stream of its tags and texts, in UTF-8, strictly: what is not well formed is an error. It
/// takes no declarations of the document's own, so that no entity can be made to grow, and no more than a bounded
/// nesting. Names keep their prefixes.
public struct XMLReader {
  /// What comes next in a document.
  public enum Piece: Hashable, Sendable {
    /// An element begins. One without content begins and ends.
    case start(String, [String: String])
    case end(String)
    /// Text right in the element that is open, or a part of it.
    case text(String)
  }

  private let bytes: [UInt8]
  private let depthLimit: Int
  private var index = 0
  /// The names of the elements that are open.
  private var open: [String] = []
  /// Whether the element that began last ends at once.
  private var endsAtOnce = false
  private var hasRoot = false

  /// - Parameter depthLimit: how deep elements may stand in one another.
  public init(_ bytes: [UInt8], depthLimit: Int = 512) {
    self.bytes = bytes
    self.depthLimit = depthLimit
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
  }

  /// The next part; `nil` at the end.
  ///
  /// - Throws: what is not well formed, in words.
  public mutating func next() throws(XMLError) -> Piece? {
    if endsAtOnce {
      endsAtOnce = false
      return .end(open.removeLast())
    }
    while index < bytes.count {
      if bytes[index] != UInt8(ascii: "<") {
        if let text = try text() { return .text(text) }
      } else if let part = try markup() {
        return part
      }
    }
    if let name = open.last { throw XMLError(reason: "<\(name)> is not ended") }
    guard hasRoot else { throw XMLError(reason: "it has no one root") }
    return nil
  }

  private mutating func text() throws(XMLError) -> String? {
    let end = bytes[index...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
    let text = try Self.unescaped(bytes[index..<end])
    index = end
    if !open.isEmpty { return text }
    guard text.allSatisfy(\.isWhitespace) else { throw XMLError(reason: "text stands outside its root") }
    return nil
  }

  private mutating func markup() throws(XMLError) -> Piece? {
    if skip(from: "<!--", to: "-->") || skip(from: "<?", to: "?>") { return nil }
    if bytes[index...].starts(with: "<![CDATA[".utf8), !open.isEmpty {
      let start = index + 9
      guard skip(from: "<![CDATA[", to: "]]>") else { throw XMLError(reason: "a tag is not ended") }
      return .text(try Self.validated(bytes[start..<(index - 3)]))
    }
    if ["<!--", "<?"].contains(where: { bytes[index...].starts(with: $0.utf8) }) {
      throw XMLError(reason: "a comment is not ended")
    }
    let end = try tagEnd()
    let tag = bytes[(index + 1)..<end]
    if tag.first == UInt8(ascii: "!") {
      throw XMLError(reason: "it has a declaration, <\(try Self.validated(tag.prefix(20)))…>")
    }
    index = end + 1
    if tag.first == UInt8(ascii: "/") {
      let name = try Self.validated(tag.dropFirst().prefix { !Self.isSpace($0) })
      guard open.last == name else { throw XMLError(reason: "</\(name)> ends nothing that is open there") }
      open.removeLast()
      return .end(name)
    }
    return try element(tag)
  }

  /// Skips what begins and ends with certain bytes, where it stands next and has an end.
  private mutating func skip(from start: StaticString, to end: StaticString) -> Bool {
    let (first, last) = (Self.bytes(of: start), Self.bytes(of: end))
    guard bytes[index...].starts(with: first) else { return false }
    var place = index + first.count
    while place + last.count <= bytes.count {
      if bytes[place..<(place + last.count)].elementsEqual(last) {
        index = place + last.count
        return true
      }
      place += 1
    }
    return false
  }

  private static func bytes(of text: StaticString) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
  }

  /// Where the tag that begins here ends; what is quoted in it does not count.
  private func tagEnd() throws(XMLError) -> Int {
    var quote: UInt8?
    for place in (index + 1)..<bytes.count {
      let byte = bytes[place]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return place
      }
    }
    throw XMLError(reason: "a tag is not ended")
  }

  private mutating func element(_ tag: ArraySlice<UInt8>) throws(XMLError) -> Piece {
    endsAtOnce = tag.last == UInt8(ascii: "/")
    var rest = endsAtOnce ? tag.dropLast() : tag
    let name = try Self.validated(rest.prefix { !Self.isSpace($0) })
    guard !name.isEmpty else { throw XMLError(reason: "a tag has no name") }
    if open.isEmpty {
      guard !hasRoot else { throw XMLError(reason: "it has no one root") }
      hasRoot = true
    }
    guard open.count < depthLimit else {
      throw XMLError(reason: "its elements are more than \(depthLimit) deep")
    }
    rest = rest.drop { !Self.isSpace($0) }
    var attributes: [String: String] = [:]
    while true {
      rest = rest.drop(while: Self.isSpace)
      if rest.isEmpty { break }
      let key = try Self.validated(rest.prefix { $0 != UInt8(ascii: "=") && !Self.isSpace($0) })
      rest = rest.dropFirst(key.utf8.count).drop(while: Self.isSpace)
      guard rest.first == UInt8(ascii: "=") else {
        throw XMLError(reason: "the attribute \(key) of <\(name)> has no value")
      }
      rest = rest.dropFirst().drop(while: Self.isSpace)
      guard let quote = rest.popFirst(), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
        let end = rest.firstIndex(of: quote)
      else { throw XMLError(reason: "the value of \(key) in <\(name)> is not quoted") }
      guard attributes.updateValue(try Self.unescaped(rest[..<end]), forKey: key) == nil else {
        throw XMLError(reason: "<\(name)> has the attribute \(key) twice")
      }
      rest = rest[(end + 1)...]
    }
    open.append(name)
    return .start(name, attributes)
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  // MARK: Text

  private static func validated(_ bytes: ArraySlice<UInt8>) throws(XMLError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw XMLError(reason: "it is not UTF-8")
    }
    return text
  }

  private static func unescaped(_ bytes: ArraySlice<UInt8>) throws(XMLError) -> String {
    guard bytes.contains(UInt8(ascii: "&")) else { return try validated(bytes) }
    var result: [UInt8] = []
    var rest = bytes
    while let start = rest.firstIndex(of: UInt8(ascii: "&")) {
      result += rest[..<start]
      guard let end = rest[start...].prefix(Self.longestEntity).firstIndex(of: UInt8(ascii: ";")) else {
        throw XMLError(reason: "an ampersand begins no entity")
      }
      let name = try validated(rest[(start + 1)..<end])
      guard let character = character(name) else { throw XMLError(reason: "there is no entity &\(name);") }
      result += character.utf8
      rest = rest[(end + 1)...]
    }
    return try validated((result + rest)[...])
  }

  /// In bytes, with ampersand and semicolon.
  private static let longestEntity = 64

  private static func character(_ entity: String) -> String? {
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
public struct XMLError: Error, Hashable, Sendable {
  /// In words, as the rest of a sentence.
  public let reason: String

  public init(reason: String) { self.reason = reason }
}
