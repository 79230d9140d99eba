extension JSONValue {
  /// The members of an object.
  func members(of name: String) throws(DocumentDecodingError) -> [String: JSONValue] {
    guard case .object(let members) = self else { throw .member(name) }
    return members
  }

  /// The parts of `[tag, start, end]`.
  func tagged(in name: String) throws(DocumentDecodingError) -> (tag: String, start: Int, end: Int) {
    guard case .array(let parts) = self, parts.count == 3, case .string(let tag) = parts[0],
      case .integer(let start) = parts[1], case .integer(let end) = parts[2]
    else { throw .member(name) }
    return (tag, start, end)
  }
}

extension [String: JSONValue] {
  func member(_ name: String) throws(DocumentDecodingError) -> JSONValue {
    guard let value = self[name] else { throw .member(name) }
    return value
  }

  func integer(_ name: String) throws(DocumentDecodingError) -> Int {
    guard case .integer(let value) = self[name] else { throw .member(name) }
    return value
  }

  func optionalInteger(_ name: String) throws(DocumentDecodingError) -> Int? {
    self[name] == nil ? nil : try integer(name)
  }

  func string(_ name: String) throws(DocumentDecodingError) -> String {
    guard case .string(let value) = self[name] else { throw .member(name) }
    return value
  }

  func optionalString(_ name: String) throws(DocumentDecodingError) -> String? {
    self[name] == nil ? nil : try string(name)
  }

  func array(_ name: String) throws(DocumentDecodingError) -> [JSONValue] {
    guard case .array(let values) = self[name] else { throw .member(name) }
    return values
  }

  func integers(_ name: String) throws(DocumentDecodingError) -> [Int] {
    var integers: [Int] = []
    for value in try array(name) {
      guard case .integer(let integer) = value else { throw .member(name) }
      integers.append(integer)
    }
    return integers
  }

  /// A flat list of integers, two by two.
  func pairs(_ name: String) throws(DocumentDecodingError) -> [(Int, Int)] {
    let numbers = try integers(name)
    guard numbers.count.isMultiple(of: 2) else { throw .member(name) }
    return stride(from: 0, to: numbers.count, by: 2).map { (numbers[$0], numbers[$0 + 1]) }
  }
}
