extension EncodedParameters {
  /// The parameters' values as the server would write them in a message, longest first, with the elements of
  /// arrays.
  func quotableValues() -> [String] {
    var values: Set<String> = []
    bytes.withUnsafeBytes { bytes in
      for (type, range) in zip(types, ranges) {
        guard let range else { continue }
        let value = UnsafeRawBufferPointer(rebasing: bytes[range])
        Self.insert(Cell(bytes: value, type: type), into: &values)
      }
    }
    values.remove("")
    return values.sorted { $0.utf8.count > $1.utf8.count }
  }

  private static func insert(_ cell: Cell, into values: inout Set<String>) {
    switch cell.type {
    case .text: values.insert((try? String.decode(cell)) ?? "")
    case .jsonb: insert(json: cell.bytes, into: &values)
    case .int2, .int4, .int8: values.insert((try? Int64.decode(cell)).map { "\($0)" } ?? "")
    case .float8: values.insert((try? Double.decode(cell)).map { "\($0)" } ?? "")
    case .bytea: insert(bytes: cell.bytes, into: &values)
    case .textArray:
      for value in (try? [String?].decode(cell)) ?? [] { values.insert(value ?? "") }
    case .int2Array, .int4Array, .int8Array:
      for value in (try? [Int64?].decode(cell)) ?? [] { values.insert(value.map { "\($0)" } ?? "") }
    case .byteaArray:
      for value in (try? [[UInt8]?].decode(cell)) ?? [] {
        value?.withUnsafeBytes { insert(bytes: $0, into: &values) }
      }
    case .unspecified: insert(rows: cell.bytes, into: &values)
    default: break
    }
  }

  /// The fields of a ``RowArray``: after the array's five words, for each row its length and how many fields it has, and
  /// for each of those its type, its length and its bytes.
  private static func insert(rows bytes: UnsafeRawBufferPointer?, into values: inout Set<String>) {
    guard let bytes else { return }
    var offset = 20
    while offset + 8 <= bytes.count, let fields = bytes.integer(Int32.self, at: offset + 4) {
      offset += 8
      for _ in 0..<max(fields, 0) {
        guard let type = bytes.integer(UInt32.self, at: offset),
          let length = bytes.integer(Int32.self, at: offset + 4)
        else { return }
        offset += 8
        guard length > 0 else { continue }
        guard bytes.count - offset >= Int(length) else { return }
        let field = UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + Int(length)])
        insert(Cell(bytes: field, type: PostgresType(type)), into: &values)
        offset += Int(length)
      }
    }
  }

  /// The whole text, and each string and number in it.
  private static func insert(json bytes: UnsafeRawBufferPointer?, into values: inout Set<String>) {
    guard let bytes else { return }
    let text = String(decoding: bytes.dropFirst(), as: UTF8.self)
    values.insert(text)
    for match in text.matches(of: /"((?:[^"\\]|\\.)*)"|-?[0-9][0-9.eE+\-]*/) {
      values.insert(String(match.1 ?? match.0).replacing(/\\(.)/) { $0.1 })
    }
  }

  /// Bytes as the server prints a `bytea`, and as text if they are text.
  private static func insert(bytes: UnsafeRawBufferPointer?, into values: inout Set<String>) {
    guard let bytes else { return }
    let digits = Array("0123456789abcdef")
    values.insert("\\x" + String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }))
    if let text = String(validating: bytes, as: UTF8.self) { values.insert(text) }
  }
}
