internal import FoundationEssentials
internal import NIOCore
internal import NIOHTTP1

/// One `POST papers/{slug}/commands`, as it is read.
struct CommandCall: Sendable {
  /// The paper that the path names.
  let slug: String
  let authorization: String?
  let key: String?
  /// Whether the connection is kept for more.
  let isKeptAlive: Bool
  private(set) var body = ByteBuffer()
  /// Whether more was sent than is taken; then the body is not whole.
  private(set) var isTooLarge = false

  /// The call that begins with `head`; `nil` where that is a request for something else.
  init?(_ head: HTTPRequestHead) {
    guard head.method == .POST, let slug = Self.slug(in: head.uri) else { return nil }
    self.slug = slug
    authorization = head.headers.first(name: "Authorization")
    key = head.headers.first(name: "Idempotency-Key")
    isKeptAlive = head.isKeepAlive
  }

  mutating func add(_ part: ByteBuffer) {
    var part = part
    if isTooLarge || body.readableBytes + part.readableBytes > Self.bodyLimit {
      isTooLarge = true
    } else if body.readableBytes == 0 {
      body = part
    } else {
      body.writeBuffer(&part)
    }
  }

  private static func slug(in target: String) -> String? {
    let path = target.utf8.prefix { $0 != UInt8(ascii: "?") }
    let steps = path.split(separator: UInt8(ascii: "/"))
    guard steps.count == 3, steps[0].elementsEqual("papers".utf8), steps[2].elementsEqual("commands".utf8)
    else { return nil }
    let name = String(Substring(steps[1]))
    return name.utf8.contains(UInt8(ascii: "%")) ? URLComponents(string: name)?.path ?? name : name
  }

  /// How many bytes of commands one request may have.
  static let bodyLimit = 1 << 20
}
