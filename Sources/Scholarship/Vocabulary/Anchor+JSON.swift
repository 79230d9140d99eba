public import CanonicalJSON
public import Manuscript

// The terms of the text, as events and views hold them.

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
    let (start, end) = (try ends.take().integer(), try ends.take().integer())
    guard 0 <= start, start <= end, ends.next() == nil else {
      throw json.corrupted("not two offsets in order")
    }
    self.init(start, end)
  }

  public func write(to json: inout JSONBuilder) {
    json.list {
      $0.element(start)
      $0.element(end)
    }
  }

  public static var schema: JSONSchema { .list(.integer) }
}
