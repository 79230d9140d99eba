/// A request as the bytes that are sent.
struct HTTPRequest {
  var method: String
  var path: String
  var address: ServerAddress
  var token: String?
  var fields: [(name: String, value: String)] = []
  var body: [UInt8] = []

  var bytes: [UInt8] {
    var head = "\(method) \(path) HTTP/1.1\r\nHost: \(address)\r\n"
    if let token { head += "Authorization: Bearer \(token)\r\n" }
    for field in fields { head += "\(field.name): \(field.value)\r\n" }
    if !body.isEmpty { head += "Content-Length: \(body.count)\r\n" }
    return Array((head + "\r\n").utf8) + body
  }
}

/// A request that is sent many times, each time under another idempotency key: only the key's digits are written
/// anew.
struct KeyedRequest {
  private(set) var bytes: [UInt8]
  private let digits: Range<Int>
  /// What every key begins with.
  let prefix: String

  /// - Parameter prefix: what tells this request's keys from all others'.
  init(_ request: HTTPRequest, prefix: String) {
    self.prefix = prefix
    var request = request
    let zeros = String(repeating: "0", count: Self.width)
    // First of the fields, so that where it stands is known.
    request.fields.insert(("Idempotency-Key", prefix + zeros), at: 0)
    bytes = request.bytes
    var head = HTTPRequest(
      method: request.method, path: request.path, address: request.address, token: request.token)
    head.fields = [("Idempotency-Key", prefix)]
    // Up to the digits: all of that head but the line end of its field and the empty line.
    let start = head.bytes.count - 4
    digits = start..<(start + Self.width)
  }

  /// Makes it the request of that number.
  mutating func number(_ number: Int) {
    var rest = number
    for index in digits.reversed() {
      bytes[index] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    }
  }

  /// The key of the request of that number.
  func key(_ number: Int) -> String {
    let digits = String(number)
    return prefix + String(repeating: "0", count: Self.width - digits.count) + digits
  }

  private static let width = 9
}
