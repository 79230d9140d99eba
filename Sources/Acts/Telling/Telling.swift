public import Protocol

/// What is told of an act that was done, in a line: what happened, and what comes naturally next.
public struct Telling: Hashable, Sendable {
  /// What happened; the position follows it.
  public var what: String
  /// What follows the position: `: “1 August” → “8 August”`, `; its history stays readable.`
  public var detail: String
  /// Commands that come naturally next.
  public var next: String

  public init(_ what: String, _ detail: String = "", next: String) {
    self.what = what
    self.detail = detail
    self.next = next
  }

  /// The line, for the receipt of the act. Its remark says what happened instead.
  public func sentence(_ receipt: Receipt) -> String {
    var sentence = "\(receipt.remark.map(Self.withoutStop) ?? what) (@\(receipt.position))"
    sentence += detail.isEmpty ? "." : detail
    if !next.isEmpty {
      sentence += (sentence.last.map { ".?!”".contains($0) } == true ? " " : ". ") + "Next: \(next)"
    }
    return sentence
  }

  private static func withoutStop(_ text: String) -> String {
    text.hasSuffix(".") ? String(text.dropLast()) : text
  }
}
