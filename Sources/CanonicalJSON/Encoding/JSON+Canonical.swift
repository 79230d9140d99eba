extension JSON {
  /// Whether bytes are JSON whose objects all have their keys in order, each once.
  static func isCanonical(_ bytes: [UInt8]) -> Bool {
    guard let nodes = try? JSONParser.nodes(of: bytes) else { return false }
    let tape = JSONTape(bytes, nodes)
    return nodes.indices.allSatisfy { nodes[$0].kind != .object || isInOrder($0, of: tape) }
  }

  private static func isInOrder(_ object: Int, of tape: JSONTape) -> Bool {
    var last: String?
    var key = object + 1
    while key < tape.next(after: object) {
      let name = tape.string(key) ?? ""
      if let last, !last.utf8.lexicographicallyPrecedes(name.utf8) { return false }
      last = name
      key = tape.next(after: key + 1)
    }
    return true
  }
}
