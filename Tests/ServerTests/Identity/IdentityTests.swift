import FoundationEssentials
import Ledger
import Protocol
import Testing

@testable import Server

/// A server shows who it is to whoever asks, under its own addresses.
@Suite(.timeLimit(.minutes(15))) struct IdentityTests {
  private static let nonce = String(repeating: "0a", count: 32)

  private func asked(_ address: String, _ nonce: String = nonce) -> String {
    let escaped = address.replacing(":", with: "%3A").replacing("/", with: "%2F")
    return "/identity?address=\(escaped)&nonce=\(nonce)"
  }

  @Test func `it proves to have the log's key`() async throws {
    try await withServer(configured: { $0.urls = ["https://papers.example.org"] }) { server in
      for address in [server.url, server.url + "/", "https://papers.example.org:443"] {
        let view: IdentityView = try await server.stranger.read(asked(address))
        let key = try VerifierKey(view.key)
        #expect(key == (try await server.stranger.verifierKey()))
        let form = try #require(ServerURL(address)).description
        let statement = try #require(
          IdentityStatement(name: key.name, address: form, nonce: Self.nonce))
        #expect(statement.isShown(by: try SignedNote(bytes: Array(view.note.utf8)), of: key))
      }
      let data = try Data(contentsOf: URL(filePath: server.home + "/" + ServerFile.name))
      #expect(String(decoding: data, as: UTF8.self).contains("recension/"))
    }
  }

  @Test func `it does not answer for another's address`() async throws {
    try await withServer { server in
      let other = server.url.replacing("http", with: "https")
      for address in ["http://127.0.0.1:1", "http://localhost:1", other, "nonsense"] {
        let answer = try await server.stranger.get(asked(address))
        #expect(try answer.problem.type == .refused)
      }
      for path in [asked(""), asked(server.url, "0a"), "/identity"] {
        let answer = try await server.stranger.get(path)
        #expect(try answer.problem.type == .malformed)
      }
    }
  }
}
