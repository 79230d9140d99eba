/// Why a coefficient has no value.
public enum Undefined: Error, Hashable, Sendable {
  /// No unit has two values, so nothing can be compared.
  case nothingToCompare
  /// Only one person took part, or nobody.
  case oneRater
  /// Everybody always said the same thing, so agreement by chance is certain and nothing is left to correct for.
  case noVariation
  /// An exact result would take more work than is done for one answer.
  case tooLarge

  /// The same in words.
  public var reason: String {
    switch self {
    case .nothingToCompare: "no unit has two values to compare"
    case .oneRater: "it takes at least two people"
    case .noVariation: "there is no variation: by chance alone everybody would agree"
    case .tooLarge: "too large to be computed exactly"
    }
  }
}

/// A coefficient of agreement: 1 is perfect agreement, 0 what chance would give.
public struct Estimate: Hashable, Sendable {
  /// The coefficient, or why there is none.
  public var result: Result<Double, Undefined>
  /// Where it lies with a probability of 95 %, by the bootstrap; `nil` where that says nothing.
  public var interval: ClosedRange<Double>?

  public init(_ result: Result<Double, Undefined>, interval: ClosedRange<Double>? = nil) {
    self.result = result
    self.interval = interval
  }

  /// The coefficient; `nil` where it is undefined.
  public var value: Double? { result.value }
}

extension Result {
  /// What succeeded; `nil` where nothing did.
  var value: Success? { if case .success(let value) = self { value } else { nil } }
}
