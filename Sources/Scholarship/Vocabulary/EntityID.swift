public import CanonicalJSON

/// The kind of a thing. The raw value is the letter that its ids begin with.
public enum EntityKind: String, Sendable, CaseIterable {
  case claim = "c"
  case annotation = "a"
  case dispute = "d"
  case correction = "x"

  init?(letter: UInt8) {
    switch letter {
    case UInt8(ascii: "c"): self = .claim
    case UInt8(ascii: "a"): self = .annotation
    case UInt8(ascii: "d"): self = .dispute
    case UInt8(ascii: "x"): self = .correction
    default: return nil
    }
  }

  /// The word for the kind in tags and JSON.
  public var word: String {
    switch self {
    case .claim: "claim"
    case .annotation: "annotation"
    case .dispute: "dispute"
    case .correction: "correction"
    }
  }
}

/// The id of a thing within one paper: `c1`, `a40`, `d2`, `x7`. Numbers are given in order from 1 and never
/// reused.
public struct EntityID: Hashable, Comparable, Sendable, JSONStringConvertible {
  public static let noun = "an id"
  public static let advice = "Ids look like c1, a1, d1 and x1; the lists show them."
  public static let pattern: String? = "^[cadx][1-9][0-9]{0,17}$"

  /// The kind of thing.
  public let kind: EntityKind
  /// Counts from 1 within its paper and kind.
  public let number: Int

  public init(_ kind: EntityKind, _ number: Int) {
    self.kind = kind
    self.number = number
  }

  /// `nil` where `text` is not a letter of a kind and a number without leading zeros.
  public init?(_ text: String) {
    var rest = text.utf8[...]
    guard let kind = rest.popFirst().flatMap(EntityKind.init(letter:)), rest.first != UInt8(ascii: "0") else {
      return nil
    }
    var number = 0
    for byte in rest {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      let (tens, isTooLarge) = number.multipliedReportingOverflow(by: 10)
      let (sum, isStillTooLarge) = tens.addingReportingOverflow(Int(byte - UInt8(ascii: "0")))
      if isTooLarge || isStillTooLarge { return nil }
      number = sum
    }
    // Without a digit.
    if number == 0 { return nil }
    self.init(kind, number)
  }

  public var description: String { "\(kind.rawValue)\(number)" }

  /// The tag under which the log files the events of this thing: `claim:12`.
  public var tag: String { "\(kind.word):\(number)" }

  public static func < (a: EntityID, b: EntityID) -> Bool {
    a.kind == b.kind ? a.number < b.number : a.kind.rawValue < b.kind.rawValue
  }
}
