/// What kind of thing an id names; the raw value is the letter that its ids begin with.
public enum EntityKind: String, Sendable, Codable, CaseIterable {
  case claim = "c"
  case annotation = "a"
  case dispute = "d"
  case correction = "x"

  /// The word for the kind, as tags and JSON have it.
  public var word: String {
    switch self {
    case .claim: "claim"
    case .annotation: "annotation"
    case .dispute: "dispute"
    case .correction: "correction"
    }
  }
}

/// The name of a thing within one paper: `c1`, `a40`, `d2`, `x7`. Given in order from 1, never reused.
public struct EntityID: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let kind: EntityKind
  /// Counts from 1 within its paper and kind.
  public let number: Int

  public init(_ kind: EntityKind, _ number: Int) {
    self.kind = kind
    self.number = number
  }

  /// `nil` where `text` is not a letter of a kind and a number without leading zeros.
  public init?(_ text: String) {
    guard let letter = text.first, let kind = EntityKind(rawValue: String(letter)) else { return nil }
    let digits = text.dropFirst()
    guard !digits.isEmpty, digits.first != "0", digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let number = Int(digits)
    else { return nil }
    self.init(kind, number)
  }

  public var description: String { "\(kind.rawValue)\(number)" }

  /// The tag under which the log files the events of this thing: `claim:12`.
  public var tag: String { "\(kind.word):\(number)" }

  public static func < (a: EntityID, b: EntityID) -> Bool {
    a.kind == b.kind ? a.number < b.number : a.kind.rawValue < b.kind.rawValue
  }
}

extension EntityID: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let id = EntityID(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not the id of a thing")
    }
    self = id
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
