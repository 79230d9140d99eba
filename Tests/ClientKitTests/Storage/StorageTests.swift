import Glibc
import Protocol
import Testing

@testable import ClientKit

struct StorageTests {
  @Test func `clients at once lose none of each other's profiles`() async throws {
    let folder = try TemporaryFolder()
    let store = Places(variables: ["RECENSION_HOME": folder.path]).credentials
    try await withThrowingTaskGroup { group in
      for number in 0..<40 {
        group.addTask { try store.update { $0.profiles["p\(number)"] = "t\(number)" } }
      }
      try await group.waitForAll()
    }
    let stored = try store.read()
    #expect(stored.profiles.count == 40)
    #expect(stored.profiles["p17"] == "t17")
    #expect(folder.permissions(of: "client/credentials.json") == 0o600)
    #expect(folder.permissions(of: "client") == 0o700)
    #expect(folder.names(in: "client") == ["credentials.json", "credentials.json.lock"])
  }

  @Test func `a file is replaced whole or not at all`() throws {
    let folder = try TemporaryFolder()
    try folder.write("old", to: "f")
    let file = try ReplacementFile("\(folder.path)/f")
    try file.write(Array("new".utf8))
    #expect(try folder.read("f") == "old")
    file.abandon()
    #expect(folder.names() == ["f"])
    let other = try ReplacementFile("\(folder.path)/f")
    try other.write(Array("new".utf8))
    try other.finish()
    #expect(try folder.read("f") == "new")
    #expect(folder.names() == ["f"])
  }

  @Test func `what cannot be written is told with its reason`() throws {
    let folder = try TemporaryFolder()
    try folder.write("x", to: "f")
    let error = #expect(throws: ClientError.self) { try LocalFile.replace("\(folder.path)/f/g", with: []) }
    #expect(error?.exit == .refused)
    #expect(error?.message.contains("directory") == true)
  }

  @Test func `a file that is no credentials is not overwritten`() throws {
    let folder = try TemporaryFolder()
    try folder.write("nonsense", to: "client/credentials.json")
    let store = Places(variables: ["RECENSION_HOME": folder.path]).credentials
    #expect(throws: ClientError.self) { try store.update { $0.profiles["a"] = "b" } }
    #expect(try folder.read("client/credentials.json") == "nonsense")
  }

  @Test func `where things lie`() throws {
    let home = Places(variables: ["RECENSION_HOME": "/r", "HOME": "/h", "XDG_CONFIG_HOME": "/c"])
    #expect(home.credentials.path == "/r/client/credentials.json")
    #expect(home.historyFile == "/r/client/history")
    let xdg = Places(variables: ["HOME": "/h", "XDG_CONFIG_HOME": "/c", "XDG_STATE_HOME": "relative"])
    #expect(xdg.credentials.path == "/c/recension/credentials.json")
    #expect(xdg.historyFile == "/h/.local/state/recension/history")
    #expect(Places(variables: ["HOME": "/h"]).settings.path == "/h/.config/recension/settings.json")
  }

  @Test func `where the server is`() throws {
    let folder = try TemporaryFolder()
    let none = Places(variables: ["RECENSION_HOME": folder.path])
    #expect(try none.server() == "http://127.0.0.1:7320")
    try folder.write(#"{"v":1,"url":"http://127.0.0.1:9","pid":1}"#, to: "server.json")
    #expect(try none.server() == "http://127.0.0.1:9")
    #expect(
      try Places(variables: ["RECENSION_HOME": folder.path, "RECENSION_SERVER": "http://x"]).server()
        == "http://x")
  }

  @Test func `a pending write is forgotten after its time`() {
    var pending = PendingWrites()
    var write = PendingWrites.Write(server: "s", profile: "p", path: "/", body: "b", key: "k", sent: 1_000)
    pending.remember(write)
    write.key = ""
    #expect(pending.write(like: write, now: 1_001)?.key == "k")
    #expect(pending.write(like: write, now: 1_000 + PendingWrites.lifetime) == nil)
    write.profile = "q"
    #expect(pending.write(like: write, now: 1_001) == nil)
  }

  @Test func `drafts are told apart by their command`() {
    let names = ["claim p1", "claim p2", "claim p1:a/b", "claim " + String(repeating: "x", count: 200)]
      .map { TerminalEditor.fileName(for: $0) }
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { !$0.contains("/") && $0.utf8.count < 100 })
    let text = "A *draft*.\n\n# Heading\n\n------------------------ >8 ------------------------\nnotes\n"
    #expect(TerminalEditor.text(in: Array(text.utf8)) == "A *draft*.\n\n# Heading")
  }
}
