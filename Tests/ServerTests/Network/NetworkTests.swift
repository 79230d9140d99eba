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
      #expect(server.url != "http://127.0.0.1:\(port)")
      let answer = try await CurlClient.shared.send(CurlRequest("GET", "http://127.0.0.1:\(port)/healthz"))
      #expect(answer.head.status == 200)
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

  @Test func `a Unix socket is its owner's and group's, and nobody's else`() async throws {
    try await withTemporaryFolder { folder in
      let path = folder + "/http.sock"
      try await withServer(configured: { $0.socket = path }) { server in
        let owner = try server.owner
        #expect(try await owner.get("/papers").status == 200)
        try await server.log.wait(for: "listening on the Unix socket \(path)")
        var status = stat()
        #expect(stat(path, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o660)
        let error = await #expect(throws: StartError.self) {
          try await withServer(configured: { $0.socket = path }) { _ in }
        }
        #expect(error?.description.contains("Another program listens") == true)
      }
    }
  }

  @Test func `a socket that vanishes is made again, and taken away at the end`() async throws {
    try await withTemporaryFolder { folder in
      let path = folder + "/http.sock"
      try await withServer(configured: { $0.socket = path }) { server in
        try await server.log.wait(for: "listening on the Unix socket \(path)")
        for _ in 1...2 {
          #expect(unlink(path) == 0)
          while !FileManager.default.fileExists(atPath: path) {
            try await Task.sleep(for: .milliseconds(20))
          }
          var request = CurlRequest("GET", "http://localhost/healthz")
          request.socket = path
          #expect(try await CurlClient.shared.send(request).head.status == 200)
        }
        #expect(server.log.text.contains("somebody removed the socket"))
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }
  }

  @Test func `a server that stops leaves another's socket where it is`() async throws {
    try await withTemporaryFolder { folder in
      let path = folder + "/http.sock"
      let socket = try UnixSocket(path)
      let beside = socket.beside
      try Data().write(to: URL(filePath: beside))
      let own = try socket.place(beside)
      #expect(socket.placed == own && !FileManager.default.fileExists(atPath: beside))
      // As while it is listened on, its number is nobody else's.
      #expect(link(path, folder + "/kept") == 0 && unlink(path) == 0)
      try Data().write(to: URL(filePath: path))
      socket.remove(own)
      #expect(FileManager.default.fileExists(atPath: path))
      socket.remove(try #require(socket.placed))
      #expect(!FileManager.default.fileExists(atPath: path))
    }
  }

  @Test func `where no socket can be it is said why, and what stands there stays`() async throws {
    try await withTemporaryFolder { folder in
      try Data("mine".utf8).write(to: URL(filePath: folder + "/file"))
      for (path, why) in [
        ("\(folder)/file", "is no socket"), ("\(folder)/none/http.sock", "No such file"),
        ("\(folder)/file/http.sock", "Not a directory"), (folder, "is no socket"),
      ] {
        let error = #expect(throws: StartError.self) { try UnixSocket(path) }
        #expect(error?.description.contains(why) == true, "\(path): \(error?.description ?? "")")
      }
      #expect(try String(contentsOf: URL(filePath: folder + "/file"), encoding: .utf8) == "mine")
    }
  }

  @Test func `a client joins, writes and listens over a Unix socket`() async throws {
    try await withTemporaryFolder { folder in
      let path = folder + "/h t.sock"
      try await withServer(configured: { $0.socket = path }) { server in
        let owner = try server.owner
        _ = try await owner.importPaper()
        let receipt = try await owner.done(.invite(.init(handle: "ada", role: .scholar)))
        let code = try #require(receipt.code)
        try await server.log.wait(for: "listening on the Unix socket \(path)")
        // Someone else on the machine, who knows nothing of the server.
        let ada = ClientProgram(
          server: TestServer(
            url: "unix:\(path)", home: folder + "/ada", conninfo: server.conninfo, log: server.log,
            stop: server.stop))
        func done(_ arguments: String...) async throws -> String {
          let result = try await ada.run(arguments)
          #expect(result.status == 0, "\(arguments): \(result)")
          return result.output
        }
        #expect(try await done("join", code).hasPrefix("Welcome, ada"))
        let claimed = try await done("--paper", "lighthouse", "claim", "p3.1", "-m", "Over the socket.")
        #expect(claimed.hasPrefix("c1 registered"))
        #expect(try await done("status").contains("unix:\(folder)/h%20t.sock"))
        // The credential is for that address of that server, and goes to it however its path is written.
        let feed = try await runProgram(
          "sh",
          [
            "-c",
            """
            mkfifo "$1/tail"
            RECENSION_HOME=$1/ada "$2" --server "unix:$1//./h%20t.sock" tail --since @0 --json >"$1/tail" &
            head -n 1 "$1/tail"
            kill $!
            """, "-", folder, ClientProgram.path,
          ])
        #expect(feed.contains(#""type":"paper.imported""#))
        let missing = try await ada.run("--server", "unix:\(folder)/none", "papers")
        #expect(missing.status == 69 && missing.errors.contains("there is no such socket"), "\(missing)")
      }
    }
  }

  /// Another name of its folder is an address of its own; that of another socket is not.
  @Test func `a socket is asked by the paths it has`() async throws {
    try await withTemporaryFolder { folder in
      try await runProgram("ln", ["-s", folder, folder + "/also"])
      let nonce = String(repeating: "0a", count: 32)
      try await withServer(configured: { $0.socket = folder + "/also/http.sock" }) { server in
        try await server.log.wait(for: "listening on the Unix socket")
        for (path, status) in [("/also/http.sock", 200), ("/http.sock", 200), ("/other.sock", 422)] {
          let asked = "/identity?address=unix:\(folder)\(path)&nonce=\(nonce)"
          #expect(try await server.stranger.get(asked).status == status, "\(path)")
        }
      }
    }
  }
}

extension TestServer {
  /// The port that it listens on.
  fileprivate var port: Int? { url.split(separator: ":").last.flatMap { Int($0) } }
}
