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
        group.addTask { try store.update { $0.keep("t\(number)", of: "p\(number)", for: "k", at: nil) } }
      }
      try await group.waitForAll()
    }
    let stored = try #require(try store.read().server(of: "k"))
    #expect(stored.profiles.count == 40)
    #expect(stored.profiles["p17"] == "t17")
    #expect(folder.permissions(of: "client/credentials.json") == 0o600)
    #expect(folder.permissions(of: "client") == 0o700)
    #expect(folder.names(in: "client") == ["credentials.json", "credentials.json.lock"])
  }

  @Test func `a file is replaced whole or not at all`() throws {
    let folder = try TemporaryFolder()
    try folder.write("old", to: "f")
    let file = try OutputFile("\(folder.path)/f")
    try file.write(Array("new".utf8))
    #expect(try folder.read("f") == "old")
    file.abandon()
    #expect(folder.names() == ["f"])
    let other = try OutputFile("\(folder.path)/f")
    try other.write(Array("new".utf8))
    try other.finish()
    #expect(try folder.read("f") == "new")
    #expect(folder.names() == ["f"])
  }

  /// Somebody's server and client run as they, and root once used the folder.
  @Test(.enabled(if: geteuid() == 0)) func `what root writes in somebody's folder is theirs`() throws {
    let folder = try TemporaryFolder()
    #expect(chown(folder.path, 12, 34) == 0)
    try LocalFile.makeFolder(folder.path + "/client")
    try LocalFile.replace(folder.path + "/client/f", with: [])
    try FileLock.holding(folder.path + "/client/f.lock") { () throws(ClientError) in }
    try HistoryFile(path: folder.path + "/client/history").append("papers")
    for name in ["client", "client/f", "client/f.lock", "client/history"] {
      var information = stat()
      #expect(stat("\(folder.path)/\(name)", &information) == 0)
      #expect(information.st_uid == 12 && information.st_gid == 34, "\(name)")
    }
  }

  @Test func `of several files that belong together all are put in place or none`() throws {
    let folder = try TemporaryFolder()
    try folder.write("old proof", to: "proof")
    let files = try ["proof", "fresh", "export"].map { try OutputFile("\(folder.path)/\($0)") }
    for file in files { try file.write(Array("new".utf8)) }
    // Where a folder is meanwhile no file can be.
    try LocalFile.makeFolder(folder.path + "/export")
    #expect(throws: ClientError.self) { try OutputFile.finish(files) }
    for file in files { file.abandon() }
    #expect(try folder.read("proof") == "old proof" && !folder.has("fresh"))
    #expect(folder.names() == ["export", "proof"])
    let again = try ["proof", "fresh"].map { try OutputFile("\(folder.path)/\($0)") }
    for file in again { try file.write(Array("new".utf8)) }
    try OutputFile.finish(again)
    #expect(try folder.read("proof") == "new" && folder.read("fresh") == "new")
    #expect(folder.names() == ["export", "fresh", "proof"])
  }

  @Test func `what cannot be written is told with its reason`() throws {
    let folder = try TemporaryFolder()
    try folder.write("x", to: "f")
    let error = #expect(throws: ClientError.self) { try LocalFile.replace("\(folder.path)/f/g", with: []) }
    #expect(error?.exit == .notWritten)
    #expect(error?.message.contains("directory") == true)
  }

  @Test func `a file that is no credentials is not overwritten`() throws {
    let folder = try TemporaryFolder()
    try folder.write("nonsense", to: "client/credentials.json")
    let store = Places(variables: ["RECENSION_HOME": folder.path]).credentials
    #expect(throws: ClientError.self) { try store.update { $0.servers = [] } }
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
    let home = Places(variables: ["RECENSION_HOME": folder.path])
    var known = CredentialFile()
    // Anyone may listen on a port that is only usual.
    #expect(throws: ClientError.self) { try home.whereabouts(named: nil, known) }
    known.keep("t", of: "ada", for: "k", at: "http://127.0.0.1:8")
    #expect(try home.whereabouts(named: nil, known) == ("http://127.0.0.1:8", nil))
    known.keep("t", of: "ada", for: "l", at: "http://127.0.0.1:7")
    let error = #expect(throws: ClientError.self) { try home.whereabouts(named: nil, known) }
    #expect(error?.candidates.count == 2)
    try folder.write(#"{"v":1,"url":"http://127.0.0.1:9","pid":1,"key":"k"}"#, to: "server.json")
    #expect(try home.whereabouts(named: nil, known) == ("http://127.0.0.1:9", "k"))
    #expect(try home.whereabouts(named: "http://y", known) == ("http://y", nil))
    let named = Places(variables: ["RECENSION_HOME": folder.path, "RECENSION_SERVER": "http://x"])
    #expect(try named.whereabouts(named: nil, known) == ("http://x", nil))
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

  @Test func `drafts are told apart by all that they are for`() throws {
    let purpose = DraftPurpose(server: "k", paper: "essay", person: "ada", command: "claim p1", what: "it")
    var others = (0..<4).map { _ in purpose }
    others[0].server = "l"
    others[1].paper = "other"
    others[2].person = "bel"
    others[3].command = "claim p1 --kind date"
    var long = purpose
    long.command = "claim p1:a/b" + String(repeating: "x", count: 200)
    let names = ([purpose, long] + others).map(\.fileName)
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { !$0.contains("/") && $0.utf8.count < 100 })
    let text = "A *draft*.\n\n# Heading\n\n------------------------ >8 ------------------------\nnotes\n"
    #expect(try TerminalEditor.text(in: Array(text.utf8), of: "f") == "A *draft*.\n\n# Heading")
    let error = #expect(throws: ClientError.self) {
      try TerminalEditor.text(in: Array("One\nTw".utf8) + [0xFF, 0x0A], of: "f")
    }
    #expect(error?.exit == .refused && error?.message.hasPrefix("Line 2 of f is not UTF-8") == true)
  }
}
