public import CanonicalJSON

/// The share of votes that decides: a fraction that must be reached, or one that must be exceeded, as in a strict
/// majority.
public struct Threshold: Hashable, Sendable, JSONStringConvertible {
  public static let noun = "a threshold"

  /// The fraction of the votes for and against.
  public let ratio: Ratio
  /// Whether the share must be more than the fraction.
  public let isExclusive: Bool

  /// `nil` where every share or none would do: at least 0, or more than 1.
  public init?(_ ratio: Ratio, isExclusive: Bool = false) {
    guard isExclusive ? ratio.numerator < ratio.denominator : ratio.numerator > 0 else { return nil }
    self.ratio = ratio
    self.isExclusive = isExclusive
  }

  /// Reads `2/3`, or `>1/2`.
  public init?(_ text: String) {
    let isExclusive = text.hasPrefix(">")
    guard let ratio = Ratio(isExclusive ? String(text.dropFirst()) : text) else { return nil }
    self.init(ratio, isExclusive: isExclusive)
  }

  public var description: String { (isExclusive ? ">" : "") + ratio.description }

  /// Whether `part` of `whole` is enough; false where there is no whole.
  public func isReached(by part: Int, of whole: Int) -> Bool {
    isExclusive ? !ratio.isNotExceeded(by: part, of: whole) : ratio.isReached(by: part, of: whole)
  }
}
