import Glibc
import Subprocess
import SystemPackage

/// The built client, run beside the tests as a person runs it.
struct ClientProgram: Sendable {
  let server: TestServer

  struct Result: Sendable {
    var status: Int
    var output: String
    var errors: String
  }

  /// Runs it to its end, as the server's owner.
  func run(_ arguments: String...) async throws -> Result { try await run(arguments) }

  func run(_ arguments: [String]) async throws -> Result {
    let result = try await Subprocess.run(
      .path(FilePath(Self.path)), arguments: Arguments(arguments),
      environment: .inherit.updating([
        "RECENSION_HOME": server.home, "RECENSION_SERVER": server.url, "LC_ALL": "C.UTF-8",
      ]), output: .string(limit: 16 << 20), error: .string(limit: 1 << 20))
    guard case .exited(let status) = result.terminationStatus else {
      throw UnexpectedAnswer(description: "\(arguments): \(result.terminationStatus)")
    }
    return Result(
      status: Int(status), output: result.standardOutput, errors: result.standardError)
  }

  /// It lies where the test program lies.
  static let path: String = {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    let own = String(decoding: buffer[..<max(count, 0)], as: UTF8.self)
    return (own.lastIndex(of: "/").map { String(own[..<$0]) } ?? ".") + "/recension"
  }()
}
