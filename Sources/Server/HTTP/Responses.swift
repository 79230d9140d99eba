internal import CanonicalJSON
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// Answers of the API.
enum Answer {
  /// A view, with the position it shows as its entity tag.
  static func view(_ view: some JSONWritable, at position: Int64, to request: Request) -> Response {
    json(ByteBuffer(bytes: JSON.text(of: view)), at: position, to: request)
  }

  static func json(_ body: ByteBuffer, at position: Int64, to request: Request) -> Response {
    bytes(body, type: "application/json; charset=utf-8", at: position, to: request)
  }

  /// Bytes that follow from a position alone: who has them need not be sent them again.
  static func bytes(_ body: ByteBuffer, type: String, at position: Int64, to request: Request) -> Response {
    let tag = "\"\(position)-\(body.fingerprint)\""
    let headers: HTTPFields = [.contentType: type, .eTag: tag, .cacheControl: "private, no-cache"]
    if request.has(tag) { return Response(status: .notModified, headers: headers) }
    return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: body))
  }

  /// What a write answers with.
  static func receipt(_ receipt: some JSONWritable, status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status, headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: JSON.text(of: receipt))))
  }
}

extension ByteBuffer {
  /// FNV-1a over the bytes: enough to tell two answers at one position apart.
  var fingerprint: String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in readableBytesView {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    return String(hash, radix: 16)
  }
}

extension Request {
  /// Whether who asks has the answer of that tag already (RFC 9110, 13.1.2): they name it among others, or any will do.
  func has(_ tag: String) -> Bool {
    headers[values: .ifNoneMatch].contains { field in
      field.split(separator: ",").contains { named in
        let named = named.drop { $0 == " " }.prefix { $0 != " " }
        return named == "*" || named == tag || named == "W/\(tag)"
      }
    }
  }
}
