/// That an object names a member twice, so that it cannot be told which of the two is meant.
public struct RepeatedName: Error, Hashable, Sendable, CustomStringConvertible {
  /// The name, as the sender chose it.
  public let name: String

  public var description: String { "“\(name.prefix(40))” stands there twice" }
}

extension JSON {
  /// Parses JSON of which no object may name a member twice (RFC 8259, 4).
  ///
  /// - Throws: ``RepeatedName``, and what ``parsed(_:)`` throws.
  public static func parsedStrictly(_ bytes: [UInt8]) throws -> ParsedJSON {
    let json = try parsed(bytes)
    try json.checkNames()
    return json
  }
}

extension ParsedJSON {
  /// Throws where an object names a member twice, here or anywhere within.
  fileprivate func checkNames() throws {
    if kind == .object {
      let members = try members
      var seen: Set<String> = []
      for (name, value) in members {
        guard seen.insert(name).inserted else { throw RepeatedName(name: name) }
        try value.checkNames()
      }
    } else if kind == .list {
      for element in try elements { try element.checkNames() }
    }
  }
}
