import FoundationEssentials
import Glibc
import TestCluster
import Testing

@testable import Server

/// The log in a file of its own.
struct LogFileTests {
  private func text(_ path: String) throws -> String {
    String(decoding: try PrivateFile.read(path) ?? [], as: UTF8.self)
  }

  @Test func `what is full is laid aside, so many are kept, and no line is lost or cut`() async throws {
    try await withTemporaryFolder { folder in
      let path = folder + "/server.log"
      let file = try LogFile(path, limit: 100, kept: 3)
      for number in 10..<50 { file.write(Array("line \(number) of many\n".utf8)) }
      let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      #expect(files == ["server.log", "server.log.1", "server.log.2", "server.log.3"])
      let all = try ["\(path).3", "\(path).2", "\(path).1", path].map(text)
      #expect(all.allSatisfy { $0.utf8.count <= 100 && $0.hasSuffix("\n") })
      // The last of them, in order, without a gap.
      let lines = all.joined(separator: "").split(separator: "\n").map(String.init)
      #expect(lines == (50 - lines.count..<50).map { "line \($0) of many" })
      var status = stat()
      #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
    }
  }

  @Test func `a log that is there is gone on with, and a line beyond the bound has a file of its own`()
    async throws
  {
    try await withTemporaryFolder { folder in
      let path = folder + "/server.log"
      try PrivateFile.write(Array("before\n".utf8), to: path)
      let file = try LogFile(path, limit: 20, kept: 1)
      file.write(Array("after\n".utf8))
      #expect(try text(path) == "before\nafter\n")
      let long = String(repeating: "long ", count: 20) + "\n"
      file.write(Array(long.utf8))
      #expect(try text(path) == long && text("\(path).1") == "before\nafter\n")
      let none = try LogFile(path, limit: 20, kept: 0)
      none.write(Array("only\n".utf8))
      #expect(try text(path) == "only\n")
    }
  }

  @Test func `a file that cannot be written is told at the start`() async throws {
    try await withTemporaryFolder { folder in
      #expect(throws: StartError.self) { try LogFile(folder, limit: 20, kept: 0) }
      #expect(throws: StartError.self) { try LogFile(folder + "/no/such.log", limit: 20, kept: 0) }
    }
  }
}
