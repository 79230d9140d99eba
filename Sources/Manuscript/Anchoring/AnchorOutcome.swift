/// What became of a place sought in another text. A place is never guessed: where two answer alike, or none
/// well enough, the outcome says so.
public enum AnchorOutcome: Hashable, Sendable {
  /// The place stands there.
  case found(AnchorPlacement)
  /// It stands at one of these, best first; nothing tells which. At least two.
  case ambiguous([AnchorPlacement])
  /// It stands nowhere, as far as can be told; with the place that came nearest, if any came near.
  case orphaned(nearest: AnchorPlacement?)

  /// The place, if it was found.
  public var placement: AnchorPlacement? {
    if case .found(let placement) = self { placement } else { nil }
  }
}

/// A place that may be the one sought.
public struct AnchorPlacement: Hashable, Sendable {
  /// How a place was come by.
  public enum Method: String, CaseIterable, Sendable {
    /// The comparison of the whole old text with the whole new one leads there.
    case diff
    /// The quote stands there, as `AnchorSearch` compares texts, letter for letter.
    case exact
    /// Something like the quote stands there.
    case approximate
    /// The quote's two ends stand there, apart or nearer to one another than they were.
    case ends
  }

  /// In scalars of the text searched.
  public var range: ScalarRange
  /// How the place was found.
  public var method: Method
  /// How well quote, context and position agree, from 0 to 1.
  public var score: Double

  public init(range: ScalarRange, method: Method, score: Double) {
    self.range = range
    self.method = method
    self.score = score
  }
}
