internal import NIOCore
internal import NIOHTTP1

/// One `POST papers/{slug}/commands`, as it is read.
struct CommandCall: Sendable {
  /// The paper that the path names.
  let slug: String
  let authorization: String?
  let key: String?
  /// The name of the request.
  let request: String?
  /// Whether the connection is kept for more.
  let isKeptAlive: Bool
  private(set) var body = ByteBuffer()
  /// Whether more was sent than is taken; then the body is not whole.
  private(set) var isTooLarge = false

  /// The call that begins with `head`; `nil` where that is a request for something else.
  init?(_ head: HTTPRequestHead) {
    guard head.method == .POST, let slug = Self.slug(in: head.uri) else { return nil }
    self.slug = slug
    authorization = head.headers.value("Authorization")
    key = head.headers.value(IdempotencyKey.field)
    request = head.headers.value(RequestName.field)
    isKeptAlive = head.isKeepAlive
  }

  mutating func add(_ part: ByteBuffer) {
    // Without a credential the request will be refused, so its body is not buffered.
    if isTooLarge || authorization == nil { return }
    var part = part
    if body.readableBytes + part.readableBytes > Self.bodyLimit {
      isTooLarge = true
      body = ByteBuffer()
    } else if body.readableBytes == 0 {
      body = part
    } else {
      body.writeBuffer(&part)
    }
  }

  /// - Parameter target: a path, or an address with one (RFC 9112, 3.2.1 and 3.2.2).
  private static func slug(in target: String) -> String? {
    var path = target.utf8.prefix { $0 != UInt8(ascii: "?") }
    if path.first != UInt8(ascii: "/") {
      // The scheme and who is asked.
      let parts = path.split(separator: UInt8(ascii: "/"), maxSplits: 2, omittingEmptySubsequences: true)
      guard parts.count == 3 else { return nil }
      path = parts[2]
    }
    let steps = path.split(separator: UInt8(ascii: "/"))
    guard steps.count == 3, steps[0].elementsEqual("papers".utf8), steps[2].elementsEqual("commands".utf8)
    else { return nil }
    return decoded(steps[1])
  }

  /// Without percent-encoding (RFC 3986, 2.1).
  private static func decoded(_ step: Substring.UTF8View) -> String? {
    guard step.contains(UInt8(ascii: "%")) else { return String(Substring(step)) }
    var bytes: [UInt8] = []
    var rest = step[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard rest.count >= 2, let value = UInt8(String(Substring(rest.prefix(2))), radix: 16) else {
        return nil
      }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }

  /// How many bytes of commands one request may have.
  static let bodyLimit = 1 << 20
}

extension HTTPHeaders {
  /// What a field says; said more than once, all of it.
  fileprivate func value(_ name: String) -> String? {
    let values = self[name]
    return values.count > 1 ? values.joined(separator: ", ") : values.first
  }
}
