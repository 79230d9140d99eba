/// The text of an entry of literature: as its writer set it, or put together of its parts, `Adam B. Mills. 1999`.
struct ReferenceText {
  /// What of it may stand in a paragraph: words, and what raises them or sets them apart.
  private(set) var text = ""
  /// Its words alone.
  var plain: String { Self.withoutTags(text) }

  private static let kept = Set(words: "italic bold sup sub sc underline")
  /// Elements that hold parts and no words between them.
  private static let parted = Set(words: "element-citation nlm-citation")
  /// What stands before a part; before others a stop.
  private static let links: [String: String] = [
    "given-names": " ", "suffix": " ", "surname": ", ", "collab": ", ", "string-name": ", ", "etal": ", ",
    "lpage": "–", "issue": ", ", "fpage": ": ", "volume": " ", "elocation-id": ": ",
  ]

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    var written: [UInt8] = []
    var (index, partedDepth, part) = (range.lowerBound, 0, String?.none)
    while index < range.upperBound {
      let tag = MarkupElements.tag(from: index, in: bytes, before: range.upperBound)
      let words = bytes[index..<(tag?.range.lowerBound ?? range.upperBound)]
      if partedDepth == 0 || words.contains(where: { $0 > 0x20 }) {
        if let name = part {
          Self.join(&written, before: name)
          part = nil
        } else if let last = written.last, let first = words.first, Self.isWord(last), Self.isWord(first) {
          written.append(0x20)
        }
        written += words
      }
      guard let tag else { break }
      index = tag.range.upperBound
      if Self.kept.contains(tag.name) {
        written += bytes[tag.range]
      } else if Self.parted.contains(tag.name) {
        partedDepth = tag.kind == .opens ? partedDepth + 1 : max(0, partedDepth - 1)
      } else if tag.kind == .opens, partedDepth > 0 {
        part = tag.name
      }
    }
    text = String(decoding: written, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(
      separator: " ")
  }

  /// Puts what parts it before a part of an entry.
  private static func join(_ written: inout [UInt8], before name: String) {
    while let last = written.last, last <= 0x20 { written.removeLast() }
    guard let last = written.last else { return }
    let link = links[name] ?? ". "
    written +=
      link.hasPrefix(".") && last == UInt8(ascii: ".") ? Array(link.utf8.dropFirst()) : Array(link.utf8)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    SourceText.isLetter(byte) || SourceText.isDigit(byte) || byte >= 0x80
  }

  private static func withoutTags(_ text: String) -> String {
    var (plain, isTag) = ("", false)
    for character in text {
      if character == "<" { isTag = true }
      if !isTag { plain.append(character) }
      if character == ">" { isTag = false }
    }
    return plain
  }
}
