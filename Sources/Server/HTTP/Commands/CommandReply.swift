internal import CanonicalJSON
internal import NIOCore
internal import NIOHTTP1
internal import Protocol

/// What a command is answered with.
struct CommandReply: Sendable {
  let status: Int
  let headers: HTTPHeaders
  let body: ByteBuffer

  init(_ receipt: Receipt) {
    self.init(
      status: 200, type: "application/json; charset=utf-8", JSON.text(of: receipt),
      [("Cache-Control", "no-store")])
  }

  init(_ problem: Problem) {
    self.init(
      status: problem.status, type: ProblemDocument.mediaType, JSON.text(of: problem),
      ProblemDocument.fields(of: problem))
  }

  private init(status: Int, type: String, _ bytes: [UInt8], _ fields: [(String, String)]) {
    self.status = status
    body = ByteBuffer(bytes: bytes)
    headers = HTTPHeaders([("Content-Type", type), ("Content-Length", "\(bytes.count)")] + fields)
  }
}
