import Foundation
import TestCluster
import Testing

@testable import Server

/// What one connection of HTTP/2 may ask for, sent frame by frame (RFC 9113).
@Suite(.timeLimit(.minutes(15)))
struct StreamBoundsTests {
  private struct Frame {
    enum Kind: UInt8 { case headers = 1, reset = 3, settings = 4, goAway = 7, continuation = 9 }

    var kind: UInt8
    var stream: UInt32
    var payload: [UInt8]
  }

  private static func frame(_ kind: Frame.Kind, flags: UInt8 = 0, _ stream: UInt32, _ payload: [UInt8])
    -> [UInt8]
  {
    let length = payload.count
    return [
      UInt8(length >> 16 & 0xFF), UInt8(length >> 8 & 0xFF), UInt8(length & 0xFF), kind.rawValue, flags,
    ]
      + stream.bytes + payload
  }

  /// The fields of a request, each as it is (RFC 7541, 6.2.2).
  private static func fields(_ method: UInt8, _ path: String) -> [UInt8] {
    [method, 0x87, 0x04, UInt8(path.utf8.count)] + Array(path.utf8) + [0x01, 9] + Array("localhost".utf8)
  }

  private static let get: UInt8 = 0x82
  private static let post: UInt8 = 0x83
  private static let endsHeaders: UInt8 = 4
  private static let endsStream: UInt8 = 1

  /// Sends what a client begins with and then `frames`, and gives what comes until the server closes.
  private func answer(of secure: TestServer, to frames: [UInt8]) async throws -> [Frame] {
    try await withTemporaryFolder { folder in
      let bytes = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8) + Self.frame(.settings, 0, []) + frames
      try Data(bytes).write(to: URL(filePath: folder + "/frames"))
      let port = secure.url.split(separator: ":").last ?? ""
      // It ends when the server closes the connection, and with an error where that does not come.
      let hexadecimal = try await runProgram(
        "sh",
        [
          "-c",
          """
          { timeout 60 openssl s_client -quiet -alpn h2 -CAfile \(secure.authorities ?? "") -connect 127.0.0.1:\(port) \
            <\(folder)/frames 2>/dev/null; [ $? != 124 ] || echo open >\(folder)/open; } | od -An -v -tx1
          """,
        ])
      #expect(!FileManager.default.fileExists(atPath: folder + "/open"), "the server keeps the connection")
      return Self.frames(
        hexadecimal.split(whereSeparator: \.isWhitespace).compactMap { UInt8($0, radix: 16) })
    }
  }

  private static func frames(_ bytes: [UInt8]) -> [Frame] {
    var frames: [Frame] = []
    var rest = bytes[...]
    while rest.count >= 9 {
      let head = Array(rest.prefix(9))
      let length = Int(head[0]) << 16 | Int(head[1]) << 8 | Int(head[2])
      let stream = head[5...].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      rest = rest.dropFirst(9)
      frames.append(Frame(kind: head[3], stream: stream, payload: Array(rest.prefix(length))))
      rest = rest.dropFirst(length)
    }
    return frames
  }

  /// The error by which the connection was ended; `nil` where that was lost, for whoever goes on sending meanwhile may not
  /// hear of it.
  private func end(_ frames: [Frame]) -> UInt8? {
    frames.last { $0.kind == Frame.Kind.goAway.rawValue }.flatMap {
      $0.payload.count >= 8 ? $0.payload[7] : nil
    }
  }

  @Test func `streams of one connection are bounded`() async throws {
    try await withSecureServer { _, secure, _ in
      let requests = (0..<400).flatMap {
        Self.frame(.headers, flags: Self.endsHeaders, 2 * $0 + 1, Self.fields(Self.post, "/join"))
      }
      let frames = try await answer(of: secure, to: requests)
      let settings = try #require(frames.first { $0.kind == Frame.Kind.settings.rawValue }).payload
      // The setting 3: how many streams there may be at a time.
      #expect(
        stride(from: 0, to: settings.count, by: 6).contains {
          Array(settings[$0..<$0 + 6]) == [0, 3, 0, 0, 0, 100]
        })
      #expect(frames.count { $0.kind == Frame.Kind.headers.rawValue } <= 100)
      #expect(end(frames) != 0)
      #expect(try await secure.stranger.get("/healthz").status == 200)
    }
  }

  @Test func `fields beyond the bound end the connection`() async throws {
    try await withSecureServer { _, secure, _ in
      let long = [UInt8](repeating: UInt8(ascii: "x"), count: 16_000)
      // A field of its own name, of 200,000 bytes, over several frames.
      let value: [UInt8] = [0x7F] + [0xC1, 0x99, 0x0C]
      var frames = Self.frame(
        .headers, flags: Self.endsStream, 1,
        Self.fields(Self.get, "/healthz") + [0, 1] + Array("x".utf8) + value)
      for _ in 0..<12 { frames += Self.frame(.continuation, 1, long) }
      frames += Self.frame(.continuation, flags: Self.endsHeaders, 1, Array(long.prefix(8_000)))
      let answer = try await answer(of: secure, to: frames)
      #expect(end(answer) != 0)
      #expect(!answer.contains { $0.kind == Frame.Kind.headers.rawValue })
      #expect(try await secure.stranger.get("/healthz").status == 200)
    }
  }

  @Test func `fields that are a little too long are answered so, and the connection stays`() async throws {
    try await withSecureServer { _, secure, _ in
      // By then the client knows what is taken.
      #expect(try await secure.stranger.get("/healthz").status == 200)
      let answer = try await secure.stranger.get(
        "/healthz", headers: [("X-Long", String(repeating: "x", count: 40_000))])
      #expect(answer.status == 431)
      #expect(try await secure.stranger.get("/healthz").status == 200)
    }
  }

  @Test func `requests that are taken back at once, again and again, end the connection`() async throws {
    try await withSecureServer { _, secure, _ in
      let cancelled: [UInt8] = [0, 0, 0, 8]
      let requests = (0..<1000).flatMap { number -> [UInt8] in
        let stream = UInt32(2 * number + 1)
        return Self.frame(
          .headers, flags: Self.endsHeaders | Self.endsStream, stream, Self.fields(Self.get, "/healthz"))
          + Self.frame(.reset, stream, cancelled)
      }
      let frames = try await answer(of: secure, to: requests)
      #expect(frames.count { $0.kind == Frame.Kind.headers.rawValue } < 1000)
      #expect(end(frames) != 0)
      #expect(try await secure.stranger.get("/healthz").status == 200)
    }
  }
}

extension UInt32 {
  /// In the order of the network.
  fileprivate var bytes: [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: self >> (24 - 8 * $0)) } }
}
