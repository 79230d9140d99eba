import ActSupport
import Acts
import Curl
import Foundation
import Protocol
import Scholarship
import Synchronization
import TestCluster
import Testing

@testable import Server

@Suite(.timeLimit(.minutes(15)))
struct NetworkTests {
  @Test func `beyond this machine it takes a certificate, or a proxy that has one`() async throws {
    let error = await #expect(throws: StartError.self) {
      try await withServer(configured: { $0.host = "0.0.0.0" }) { _ in }
    }
    #expect(error?.description.contains("--tls-certificate") == true)
    let port = try freePort()
    try await withServer(configured: {
      $0.host = "0.0.0.0"
      $0.port = port
      $0.isBehindProxy = true
    }) { server in
      let url = "http://127.0.0.1:\(port)"
      #expect(server.url != url)
      // It is ready when it answers on this machine; beyond it, it does in a moment.
      var answer: CurlAnswer?
      while answer == nil {
        do {
          answer = try await CurlClient.shared.send(CurlRequest("GET", url + "/healthz"))
        } catch CurlError.unreachable {
          try await Task.sleep(for: .milliseconds(20))
        }
      }
      #expect(answer?.head.status == 200)
    }
  }

  @Test func `a port that was asked for and is taken is an error`() async throws {
    try await withServer { server in
      let port = server.port
      let error = await #expect(throws: StartError.self) {
        try await withServer(configured: { $0.port = port }) { _ in }
      }
      #expect(error?.description.contains("taken by another program") == true)
    }
  }

  @Test func `questions, commands and feeds go over HTTP/2, and end when the server stops`() async throws {
    try await withSecureServer { server, secure, _ in
      let owner = try server.owner.at(secure)
      #expect(try await owner.importPaper().status == 201)
      #expect(try await owner.done(.annotate(.init(target: "p1", body: "Over the network."))).ids == ["a1"])
      // Many at once share a connection.
      try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<50 { group.addTask { try await owner.get("/papers/lighthouse/text").status } }
        for try await status in group { #expect(status == 200) }
      }
      var request = CurlRequest(
        "GET", secure.url + "/papers/lighthouse/feed?since=0", headers: owner.credentials)
      request.authorities = secure.authorities
      let feed = try await CurlClient.shared.send(request)
      #expect(feed.head.version == "HTTP/2")
      var lines = feed.body.makeAsyncIterator()
      #expect(try await lines.next()?.isEmpty == false)
      server.stop()
      while try await lines.next() != nil {}
    }
  }

  @Test func `HTTP/1.1 goes over TLS too, and plain HTTP is told so`() async throws {
    try await withSecureServer { _, secure, files in
      let port = try #require(secure.port)
      let answer = try await runProgram(
        "sh",
        [
          "-c",
          """
          printf 'GET /healthz HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' |
            openssl s_client -quiet -CAfile \(files.certificate) -verify_return_error -connect 127.0.0.1:\(port) 2>/dev/null
          """,
        ])
      #expect(answer.hasPrefix("HTTP/1.1 200 OK"))
      #expect(answer.hasSuffix(#"{"status":"alive"}"#))
      let plain = try RawConnection(secure)
      try plain.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
      let told = try await plain.responses()
      #expect(told.map(\.status) == [400])
      #expect(told[0].body.contains("https://"))
    }
  }

  @Test func `a certificate is taken up anew, and one that cannot be used is not`() async throws {
    try await withSecureServer { server, secure, files in
      let before = try Data(contentsOf: URL(filePath: files.certificate))
      try Data("no certificate".utf8).write(to: URL(filePath: files.certificate))
      try await server.log.wait(for: "the certificate stays as it was")
      try before.write(to: URL(filePath: files.certificate))
      try await makeCertificate(files, names: "DNS:other.test,IP:127.0.0.1")
      try await server.log.wait(for: "another certificate is in use")
      #expect(try await secure.stranger.get("/healthz").status == 200)
      // It is asked by that name from now on.
      let nonce = String(repeating: "0a", count: 32)
      let port = try #require(secure.port)
      let path = "/identity?address=https://other.test:\(port)&nonce=\(nonce)"
      #expect(try await secure.stranger.get(path).status == 200)
    }
  }

  @Test func `a certificate that has ended takes the place of none that is good`() async throws {
    try await withSecureServer { server, secure, files in
      // Who asks takes the one before for its own authority.
      var asked = secure
      asked.authorities = files.certificate + ".before"
      try FileManager.default.copyItem(atPath: files.certificate, toPath: files.certificate + ".before")
      try await endCertificate(files)
      try await server.log.wait(for: "the certificate stays as it was")
      #expect(server.log.text.contains("ended on"))
      #expect(try await asked.stranger.get("/healthz").status == 200)
    }
  }

  /// Renewed with a clock that is ahead.
  @Test func `a certificate that is not valid yet waits until it is`() async throws {
    try await withSecureServer { server, secure, files in
      var asked = secure
      asked.authorities = files.certificate + ".before"
      try FileManager.default.copyItem(atPath: files.certificate, toPath: files.certificate + ".before")
      try await delayCertificate(files)
      try await server.log.wait(for: "the certificate stays as it was")
      #expect(server.log.text.contains("is valid only from 2040-01-01"))
      #expect(try await asked.stranger.get("/healthz").status == 200)
    }
  }

  /// Whoever opens a pipe waits, for ever.
  @Test func `a certificate's file that is a pipe for a while stops nothing`() async throws {
    try await withSecureServer { server, secure, files in
      let before = try Data(contentsOf: URL(filePath: files.certificate))
      try FileManager.default.removeItem(atPath: files.certificate)
      #expect(mkfifo(files.certificate, 0o600) == 0)
      try await server.log.wait(for: "is no plain file")
      try FileManager.default.removeItem(atPath: files.certificate)
      try before.write(to: URL(filePath: files.certificate))
      try await makeCertificate(files, names: "DNS:other.test,IP:127.0.0.1")
      try await server.log.wait(for: "another certificate is in use")
      #expect(try await secure.stranger.get("/healthz").status == 200)
    }
  }

  @Test func `a certificate that has ended is told, to the log and to who asks`() async throws {
    try await withSecureServer(isEnded: true) { server, secure, _ in
      #expect(server.log.text.contains("the certificate has ended"))
      await #expect(throws: CurlError.outdated) {
        var request = CurlRequest("GET", secure.url + "/healthz")
        request.authorities = secure.authorities
        return try await CurlClient.shared.send(request)
      }
    }
  }

  @Test func `a certificate of nobody's is not spoken with`() async throws {
    try await withSecureServer { _, secure, _ in
      await #expect(throws: CurlError.untrusted) {
        try await CurlClient.shared.send(CurlRequest("GET", secure.url + "/healthz"))
      }
    }
  }
}

extension TestServer {
  /// The port that it listens on.
  fileprivate var port: Int? { url.split(separator: ":").last.flatMap { Int($0) } }
}
