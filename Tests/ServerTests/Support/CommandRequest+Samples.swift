import Protocol

extension CommandRequest {
  static func annotation(_ body: String, on target: String = "p3.1", tags: [String]? = nil) -> CommandRequest
  {
    .annotate(.init(target: target, body: body, tags: tags))
  }

  static func claim(_ statement: String, on address: String = "p3.1") -> CommandRequest {
    .claim(.init(address: address, statement: statement))
  }

  static func correction(_ new: String, on address: String, reason: String = "a reason") -> CommandRequest {
    .correct(.init(address: address, new: new, reason: reason))
  }
}
