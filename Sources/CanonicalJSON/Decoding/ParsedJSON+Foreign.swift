/// Reading JSON of others, in which a member may be missing or of another type, and one may stand where a list is meant.
extension ParsedJSON {
  /// The string that it is; `nil` where it is something else.
  public var text: String? { word }

  /// The whole number that it is; `nil` where it is something else or does not fit.
  public var whole: Int? { tape.integer(node, as: Int.self) }

  /// The member of an object; `nil` where it is no object, or has no such member, or null.
  public func find(_ name: String) -> ParsedJSON? {
    guard kind == .object, let member = tape.member(name, of: node).map({ ParsedJSON(tape, $0) }),
      !member.isNull
    else { return nil }
    return member
  }

  /// The elements of a list; anything else alone, and nothing for null.
  public var all: [ParsedJSON] {
    if kind == .list { return Array(Elements(of: self)) }
    return isNull ? [] : [self]
  }

  /// Whether it is `true`.
  public var isTrue: Bool { kind == .true }

  /// Whether it is a list.
  public var isList: Bool { kind == .list }
}
