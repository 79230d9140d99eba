internal import Scholarship

/// How long what people write may be, in Unicode scalars.
public enum Limits {
  /// A paper's title.
  public static let title = 500
  /// A claim's statement; a reference.
  public static let statement = 4_000
  /// Annotations, arguments and reasons.
  public static let body = 100_000
  /// The words that a correction proposes.
  public static let replacement = 20_000
  /// How many passages a claim may be on; looking for one among the others must stay cheap.
  public static let passages = 100
  /// How many tags an annotation may have.
  public static let tags = 20
  /// One tag.
  public static let tag = 100

  /// Refuses a text that is blank or too long, or that holds what XML cannot, for no export could show it.
  static func check(
    _ text: String, is what: String, atMost limit: Int, advice: String = " Give it with -m TEXT."
  ) throws(Refusal) {
    guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
      throw Refusal(.refused, "\(what) cannot be blank.\(advice)")
    }
    let count = text.unicodeScalars.count
    guard count <= limit else {
      throw Refusal(.refused, "\(what) takes at most \(limit) characters; this one has \(count).")
    }
    if let scalar = text.unicodeScalars.first(where: { !$0.isXML }) {
      throw Refusal(.refused, "\(what) cannot hold \(scalar.name), which XML has no place for. Leave it out.")
    }
  }

  /// Refuses a reason that is given and blank or too long; giving none is fine.
  static func check(reason: String?) throws(Refusal) {
    if let reason { try check(reason, is: "A reason", atMost: Limits.body) }
  }

  /// References as evidence, each within its limits.
  static func evidence(_ references: [String]?) throws(Refusal) -> [Evidence] {
    let references = references ?? []
    for reference in references {
      try check(reference, is: "A reference", atMost: Limits.statement, advice: "")
    }
    return references.map { Evidence(reference: $0) }
  }
}

extension Unicode.Scalar {
  /// Whether it is a character of XML 1.0 (production 2, Char).
  var isXML: Bool {
    switch value {
    case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }

  /// `the character U+FFFE`; NUL by its name.
  var name: String {
    if value == 0 { return "a NUL character" }
    let digits = String(value, radix: 16, uppercase: true)
    return "the character U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
