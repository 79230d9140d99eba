/// What the parts of one document share: numbers that must not be given twice, and what one part says that another has to
/// know.
struct WordIDs {
  private var last = 0

  /// A number for a revision, a comment or a bookmark: all are given from one series.
  mutating func next() -> Int {
    last += 1
    return last
  }
}

/// The links of a part to places outside of the document, each of which its relationships name once.
struct WordLinks {
  private(set) var targets: [String] = []
  private var numbers: [String: Int] = [:]

  /// The id of the relationship with a destination.
  mutating func id(of destination: String) -> String {
    let target = Self.address(destination)
    let number = numbers[target] ?? targets.count
    if number == targets.count {
      numbers[target] = number
      targets.append(target)
    }
    return Self.id(number)
  }

  /// The relationships, as XML.
  var relationships: String {
    targets.enumerated().map { number, target in
      "<Relationship Id=\"\(Self.id(number))\" Type=\"\(WordNames.relations)/hyperlink\" "
        + "Target=\"\(MarkupBuilder.escaped(target))\" TargetMode=\"External\"/>"
    }.joined()
  }

  private static func id(_ number: Int) -> String { "link\(number + 1)" }

  /// A destination with what RFC 3986 does not allow written in per cent: a word processor takes a document with another
  /// for damaged.
  private static func address(_ destination: String) -> String {
    let hex = Array("0123456789ABCDEF".utf8)
    var (result, seenFragment): ([UInt8], Bool) = ([], false)
    let bytes = Array(destination.utf8)
    for (index, byte) in bytes.enumerated() {
      let isEscape =
        byte == UInt8(ascii: "%") && index + 2 < bytes.count && bytes[index + 1].isHexDigit
        && bytes[index + 2].isHexDigit
      let isSecondFragment = byte == UInt8(ascii: "#") && seenFragment
      if byte == UInt8(ascii: "#") { seenFragment = true }
      if isEscape || allowed.contains(byte) && !isSecondFragment {
        result.append(byte)
      } else {
        result += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static let allowed = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/?#@!$&'()*+,;=".utf8)
}

extension UInt8 {
  fileprivate var isHexDigit: Bool {
    (0x30...0x39).contains(self) || (0x41...0x46).contains(self) || (0x61...0x66).contains(self)
  }
}

/// Names of WordprocessingML (ECMA-376) and of its later extensions.
enum WordNames {
  static let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  static let packageRelations = "http://schemas.openxmlformats.org/package/2006/relationships"
  /// Of paragraphs' ids.
  static let paragraphs = "http://schemas.microsoft.com/office/word/2010/wordml"
  /// Of threads of comments.
  static let threads = "http://schemas.microsoft.com/office/word/2012/wordml"
  static let compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006"

  static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

  /// The attributes of the outermost element of a part.
  static let root =
    "xmlns:w=\"\(main)\" xmlns:r=\"\(relations)\" xmlns:mc=\"\(compatibility)\" "
    + "xmlns:w14=\"\(paragraphs)\" xmlns:w15=\"\(threads)\" mc:Ignorable=\"w14 w15\""
}
