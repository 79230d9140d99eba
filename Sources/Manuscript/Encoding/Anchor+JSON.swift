public import CanonicalJSON

// The terms of the text, as documents, events and views hold them.

extension Anchor: JSONRecord {
  public static let shape = Shape(
    Anchor.init(base:range:quote:prefix:suffix:), Field("base", \.base), Field("range", \.range),
    Field("quote", \.quote), Field("prefix", \.prefix), Field("suffix", \.suffix))
}

extension AnchorPlacement.Method: JSONTerm {}

extension BaseID: JSONStringConvertible {
  public static let noun = "the id of a base"
}

/// `[start, end]`.
extension ScalarRange: JSONValue {
  public init(json: ParsedJSON) throws {
    var ends = try json.elements
    self = try ScalarRange(takenFrom: &ends)
    guard ends.next() == nil else { throw json.corrupted("not two offsets in order") }
  }

  public func write(to json: inout JSONBuilder) {
    json.list {
      $0.element(start)
      $0.element(end)
    }
  }

  public static var schema: JSONSchema { .list(.integer) }

  /// Takes the next two elements of a list.
  init(takenFrom list: inout ParsedJSON.Elements) throws {
    let (start, end) = (try list.take(), try list.take())
    guard let range = ScalarRange(from: try start.integer(), to: try end.integer()) else {
      throw end.corrupted("not two offsets in order")
    }
    self = range
  }

  /// `nil` where the ends are not in order.
  init?(from start: Int, to end: Int) {
    guard 0 <= start, start <= end else { return nil }
    self.init(start, end)
  }
}
