/// How long what people write may be, in Unicode scalars.
public enum Limits {
  /// The title of a paper.
  public static let title = 500
  /// A claim's statement, or a reference.
  public static let statement = 4_000
  /// What is written at length: annotations, arguments, reasons.
  public static let body = 100_000
  /// The words that a correction proposes.
  public static let replacement = 20_000
  /// How many tags an annotation may have.
  public static let tags = 20
  /// One tag.
  public static let tag = 100

  /// Refuses a text that is blank, too long, or has a NUL character, which no view could show.
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

  /// As ``check(_:is:atMost:)``, but accepts no text.
  static func check(optional text: String?, is what: String, atMost limit: Int) throws(Refusal) {
    if let text { try check(text, is: what, atMost: limit) }
  }
}
