import Subprocess
import SystemPackage

/// A program that a test needed did not succeed.
public struct ProgramFailed: Error, CustomStringConvertible {
  public let description: String
}

/// Runs a program to its successful end and gives what it wrote to standard output.
@discardableResult
public func runProgram(_ program: String, _ arguments: [String]) async throws -> String {
  let result = try await Subprocess.run(
    program.contains("/") ? .path(FilePath(program)) : .name(program), arguments: Arguments(arguments),
    environment: .inherit.updating(["LC_ALL": "C"]),
    output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
  guard result.terminationStatus.isSuccess else {
    throw ProgramFailed(
      description: "\(program) \(arguments): \(result.terminationStatus)\n\(result.standardError)")
  }
  return result.standardOutput
}
