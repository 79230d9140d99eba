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

  /// Refuses a text that is blank or too long, or that holds NUL, which no view could show.
  static func check(_ text: String, is what: String, atMost limit: Int) throws(Refusal) {
    guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
      throw Refusal(.refused, "\(what) cannot be blank. Give it with -m TEXT.")
    }
    let count = text.unicodeScalars.count
    guard count <= limit else {
      throw Refusal(.refused, "\(what) takes at most \(limit) characters; this one has \(count).")
    }
    guard !text.unicodeScalars.contains("\0") else {
      throw Refusal(.refused, "\(what) cannot hold a NUL character.")
    }
  }

  /// Refuses a reason that is given and blank or too long; giving none is fine.
  static func check(reason: String?) throws(Refusal) {
    if let reason { try check(reason, is: "A reason", atMost: Limits.body) }
  }

  /// References as evidence, each within its limits.
  static func evidence(_ references: [String]?) throws(Refusal) -> [Evidence] {
    let references = references ?? []
    for reference in references { try check(reference, is: "A reference", atMost: Limits.statement) }
    return references.map { Evidence(reference: $0) }
  }
}
