/// A character that is not seen and changes in which direction the text around it runs (UAX #9; Unicode's Bidi_Control).
///
/// Everywhere the same: nobody proposes one for the text, but a mark that the passage has may stay in it; in what people
/// write it is kept as they wrote it, and shown to others without the marks and with U+FFFD for whatever reaches further,
/// since what one person wrote stands in one line with the words and numbers of others.
public enum DirectionControl: Hashable, Sendable {
  /// LRM, RLM or ALM: places the neutral characters beside it.
  case mark
  /// An embedding, override or isolate, or the end of one: reaches out of the passage that it stands in.
  case span
}

extension Unicode.Scalar {
  /// Which control of direction it is; `nil` for any other character.
  public var directionControl: DirectionControl? {
    guard properties.isBidiControl else { return nil }
    switch value {
    case 0x061C, 0x200E, 0x200F: return .mark
    default: return .span
    }
  }
}
