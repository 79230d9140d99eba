public import CanonicalJSON

/// An exact fraction between 0 and 1, in lowest terms: thresholds are never rounded.
public struct Ratio: Hashable, Sendable, JSONStringConvertible {
  public static let noun = "a fraction between 0 and 1"

  /// From 0 to the denominator.
  public let numerator: Int
  /// At least 1.
  public let denominator: Int

  /// `nil` unless 0 ≤ numerator ≤ denominator ≤ 10 000 and the denominator is positive.
  public init?(_ numerator: Int, _ denominator: Int) {
    guard (1...10_000).contains(denominator), (0...denominator).contains(numerator) else { return nil }
    var (a, b) = (denominator, numerator)
    while b != 0 { (a, b) = (b, a % b) }
    self.numerator = numerator / a
    self.denominator = denominator / a
  }

  /// Reads `2/3`, `1`, `0`, `0.75` or `66%`.
  public init?(_ text: String) {
    if text.hasSuffix("%") {
      guard let percent = Int(digits: text.dropLast()) else { return nil }
      self.init(percent, 100)
    } else if text.contains("/") {
      let parts = text.split(separator: "/", omittingEmptySubsequences: false)
      guard parts.count == 2, let numerator = Int(digits: parts[0]),
        let denominator = Int(digits: parts[1])
      else {
        return nil
      }
      self.init(numerator, denominator)
    } else if let point = text.firstIndex(of: ".") {
      let digits = text[text.index(after: point)...]
      guard (1...4).contains(digits.count), let whole = Int(digits: text[..<point]),
        let fraction = Int(digits: digits)
      else { return nil }
      let denominator = [10, 100, 1000, 10_000][digits.count - 1]
      guard (0...1).contains(whole) else { return nil }
      self.init(whole * denominator + fraction, denominator)
    } else {
      guard let whole = Int(digits: text) else { return nil }
      self.init(whole, 1)
    }
  }

  public var description: String { denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)" }

  /// Whether `part` of `whole` is at least this fraction; false where there is no whole.
  public func isReached(by part: Int, of whole: Int) -> Bool {
    whole > 0 && part * denominator >= numerator * whole
  }

  /// Whether `part` of `whole` is at most this fraction; true where there is no whole.
  public func isNotExceeded(by part: Int, of whole: Int) -> Bool {
    whole == 0 || part * denominator <= numerator * whole
  }
}

extension Int {
  /// Reads ASCII digits alone: no sign.
  fileprivate init?(digits: some StringProtocol) {
    guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    self.init(digits)
  }
}
