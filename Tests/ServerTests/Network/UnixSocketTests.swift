import ActSupport
import Acts
import Curl
import Foundation
import Protocol
import Scholarship
import TestCluster
import Testing

@testable import Server

/// Listening on a Unix socket.
@Suite(.timeLimit(.minutes(15)))
struct UnixSocketTests {
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

  /// As when whoever made it for the server clears it away.
  @Test func `a socket whose folder goes is made again when that is back`() async throws {
    try await withTemporaryFolder { folder in
      let run = folder + "/run"
      try FileManager.default.createDirectory(atPath: run, withIntermediateDirectories: true)
      try await withServer(configured: { $0.socket = run + "/http.sock" }) { server in
        try await server.log.wait(for: "listening on the Unix socket")
        try FileManager.default.removeItem(atPath: run)
        try await server.log.wait(for: "the socket cannot be made again")
        try FileManager.default.createDirectory(atPath: run, withIntermediateDirectories: true)
        while !FileManager.default.fileExists(atPath: run + "/http.sock") {
          try await Task.sleep(for: .milliseconds(20))
        }
        var request = CurlRequest("GET", "http://localhost/healthz")
        request.socket = run + "/http.sock"
        #expect(try await CurlClient.shared.send(request).head.status == 200)
        try FileManager.default.removeItem(atPath: run)
        while server.log.text.components(separatedBy: "cannot be made again").count < 3 {
          try await Task.sleep(for: .milliseconds(20))
        }
      }
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
        (folder + "/http.sock/", "the socket's own name"), ("", "the socket's own name"),
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
