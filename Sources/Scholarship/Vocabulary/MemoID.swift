public import CanonicalJSON

/// The id of a private note of one scholar's in one paper: `m1`. Numbers are given in order from 1 and never reused.
///
/// It is no ``EntityID``, so that nothing which is made of a paper can name a private note.
public struct MemoID: Hashable, Comparable, Sendable, JSONStringConvertible {
  public static let noun = "the id of a private note"
  public static let advice = "They look like m1; “annotations” lists yours."
  public static let pattern: String? = "^m[1-9][0-9]{0,17}$"

  /// Counts from 1 within its notebook.
  public let number: Int

  public init(_ number: Int) { self.number = number }

  /// `nil` where `text` is not an m and a number without leading zeros.
  public init?(_ text: String) {
    // It is written as ids of things are.
    guard text.utf8.first == UInt8(ascii: "m"), let like = EntityID("a" + text.dropFirst()) else {
      return nil
    }
    number = like.number
  }

  public var description: String { "m\(number)" }

  /// The tag under which the log files the events of this note: `memo:1`.
  public var tag: String { "memo:\(number)" }

  public static func < (a: MemoID, b: MemoID) -> Bool { a.number < b.number }
}

/// The id of something that a person can act on: a thing of the paper, or a private note of their own.
public enum OwnID: Hashable, Sendable, JSONStringConvertible {
  case thing(EntityID)
  case memo(MemoID)

  public static let noun = EntityID.noun
  public static let advice = "Ids look like c1, a1, d1, x1 and m1; the lists show them."
  public static let pattern: String? = "^[cadxm][1-9][0-9]{0,17}$"

  /// `nil` where `text` is of the form of neither.
  public init?(_ text: String) {
    if let id = MemoID(text) {
      self = .memo(id)
    } else if let id = EntityID(text) {
      self = .thing(id)
    } else {
      return nil
    }
  }

  public var description: String {
    switch self {
    case .thing(let id): id.description
    case .memo(let id): id.description
    }
  }

  /// The private note, where it is one.
  public var memo: MemoID? {
    if case .memo(let id) = self { id } else { nil }
  }
}
