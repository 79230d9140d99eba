public import CanonicalJSON

/// A paper's short name in commands and URLs: lower-case ASCII letters, digits and inner hyphens; 1 to 64 long.
public struct Slug: Hashable, Comparable, Sendable, JSONStringConvertible {
  public static let noun = "a slug"
  public static let pattern: String? = "^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$"

  /// The slug's characters.
  public let name: String

  /// `nil` where `name` is not of a slug's form.
  public init?(_ name: String) {
    guard (1...64).contains(name.utf8.count), name.utf8.first != 0x2D, name.utf8.last != 0x2D,
      name.utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D })
    else { return nil }
    self.name = name
  }

  /// The slug that a title suggests: its first words in ASCII, joined by hyphens; `paper` where none is left.
  public init(suggestedBy title: String) {
    var words: [String] = []
    var word = ""
    for scalar in title.lowercased().unicodeScalars {
      if ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) {
        word.unicodeScalars.append(scalar)
      } else if !word.isEmpty {
        words.append(word)
        word = ""
      }
    }
    if !word.isEmpty { words.append(word) }
    var name = ""
    for word in words {
      let longer = name.isEmpty ? word : name + "-" + word
      if longer.utf8.count > 40 { break }
      name = longer
    }
    self.name = name.isEmpty ? "paper" : name
  }

  public var description: String { name }

  public static func < (a: Slug, b: Slug) -> Bool { a.name < b.name }
}
