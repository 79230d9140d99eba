internal import NIOCore
internal import NIOHTTP1

/// One `POST papers/{slug}/commands`, as it is read.
struct CommandCall: Sendable {
  /// The paper that the path names.
  let slug: String
  /// What follows the path, which must be nothing.
  let query: Substring?
  let authorization: String?
  let key: String?
  /// Where it comes from, as far as that is known.
  var address: String?
  /// The name of the request.
  let request: String?
  private(set) var body = ByteBuffer()
  /// Whether more was sent than is taken; then the body is not whole.
  private(set) var isTooLarge = false

  /// The call that begins with `head`; `nil` where that is a request for something else.
  init?(_ head: HTTPRequestHead) {
    guard head.method == .POST, let slug = Self.slug(in: head.uri) else { return nil }
    self.slug = slug
    query = RequestTarget.query(of: head.uri)
    authorization = head.headers.value("Authorization")
    key = head.headers.value(IdempotencyKey.field)
    request = head.headers.value(RequestName.field)
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

  private static func slug(in target: String) -> String? {
    let steps = RequestTarget.path(of: target).split(separator: "/")
    guard steps.count == 3, steps[0] == "papers", steps[2] == "commands" else { return nil }
    return PercentEncoding.decoded(steps[1])
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
