import Glibc
import Protocol
import Testing

@testable import ClientKit

struct OutputFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func put(_ text: String, to name: String) throws {
    let file = try OutputFile("\(folder.path)/\(name)")
    do {
      try file.write(Array(text.utf8))
      try file.finish()
    } catch {
      file.abandon()
      throw error
    }
  }

  @Test func `a file that is replaced keeps its mode`() throws {
    try folder.write("old", to: "f")
    #expect(chmod("\(folder.path)/f", 0o640) == 0)
    try put("new", to: "f")
    #expect(try folder.read("f") == "new")
    #expect(folder.permissions(of: "f") == 0o640)
  }

  @Test(.enabled(if: geteuid() == 0)) func `a file that is replaced keeps its owner and group`() throws {
    try folder.write("old", to: "f")
    #expect(chown("\(folder.path)/f", 12, 34) == 0 && chmod("\(folder.path)/f", 0o2664) == 0)
    try put("new", to: "f")
    var information = stat()
    #expect(stat("\(folder.path)/f", &information) == 0)
    #expect(information.st_uid == 12 && information.st_gid == 34 && information.st_mode & 0o7777 == 0o2664)
    #expect(try folder.read("f") == "new")
  }

  @Test func `links are followed, also to what is not there yet`() throws {
    try folder.write("old", to: "there/f")
    #expect(symlink("there/f", "\(folder.path)/link") == 0)
    #expect(symlink("link", "\(folder.path)/second") == 0)
    #expect(symlink("\(folder.path)/there/g", "\(folder.path)/new") == 0)
    try put("new", to: "second")
    try put("made", to: "new")
    #expect(try folder.read("there/f") == "new" && folder.read("there/g") == "made")
    #expect(folder.names() == ["link", "new", "second", "there"])
    var information = stat()
    #expect(lstat("\(folder.path)/link", &information) == 0 && information.st_mode & S_IFMT == S_IFLNK)
    #expect(folder.names(in: "there") == ["f", "g"])
  }

  @Test func `a pipe is written to`() throws {
    let path = "\(folder.path)/pipe"
    #expect(mkfifo(path, 0o600) == 0)
    // So neither end waits for the other.
    let reading = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    try put("through", to: "pipe")
    #expect(Program.readAll(reading) == "through")
    #expect(folder.names() == ["pipe"])
  }

  /// As a shell hands them on: `-o >(wc)`, `-o /dev/stdout` in a pipe or into a file that others write to as well.
  @Test func `what is open already is written to where it stands`() throws {
    var ends: [CInt] = [0, 0]
    #expect(pipe(&ends) == 0 && ends.allSatisfy { fcntl($0, F_SETFD, FD_CLOEXEC) == 0 })
    for path in ["/dev/fd/\(ends[1])", "/proc/self/fd/\(ends[1])"] {
      let file = try OutputFile(path)
      try file.write(Array("through ".utf8))
      try file.finish()
    }
    close(ends[1])
    #expect(Program.readAll(ends[0]) == "through through ")

    try folder.write("", to: "f")
    let shared = open("\(folder.path)/f", O_WRONLY | O_CLOEXEC)
    #expect(Glibc.write(shared, "before ", 7) == 7)
    #expect(symlink("/dev/fd/\(shared)", "\(folder.path)/link") == 0)
    try put("between", to: "link")
    #expect(Glibc.write(shared, " after", 6) == 6)
    close(shared)
    #expect(try folder.read("f") == "before between after")
    let error = #expect(throws: ClientError.self) { _ = try OutputFile("/dev/fd/99999999") }
    #expect(error?.exit == .notWritten)
  }

  /// Only root can make one, and not everywhere.
  @Test func `a device is written to and stays one`() throws {
    let path = "\(folder.path)/full"
    // As the system's device that is always full.
    guard mknod(path, S_IFCHR | 0o600, dev_t(1 << 8 | 7)) == 0 else { return }
    let before = try status(of: path)
    let probe = open(path, O_WRONLY | O_CLOEXEC)
    guard probe >= 0 else { return }
    close(probe)
    let error = #expect(throws: ClientError.self) { try put("x", to: "full") }
    #expect(error?.exit == .notWritten)
    #expect(try status(of: path).st_ino == before.st_ino)
    #expect(folder.names() == ["full"])
  }

  private func status(of path: String) throws -> stat {
    var information = stat()
    try #require(lstat(path, &information) == 0)
    return information
  }
}
