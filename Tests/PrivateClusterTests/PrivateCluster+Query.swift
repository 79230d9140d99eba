import Foundation
import Logging
import TestCluster

@testable import PrivateCluster

let quiet: Logger = {
  var logger = Logger(label: "PrivateClusterTests")
  logger.logLevel = .error
  return logger
}()

extension PrivateCluster {
  func query(_ statement: String) async throws -> String {
    try await runProgram(
      "\(programsFolder)/psql",
      ["--no-psqlrc", "--quiet", "-AXt", "--set=ON_ERROR_STOP=1", connectionString, "-c", statement])
  }

  /// What `pg_controldata` says under that name.
  func control(_ name: String) async throws -> String? {
    try await runProgram("\(programsFolder)/pg_controldata", [dataFolder]).split(separator: "\n")
      .first { $0.hasPrefix(name + ":") }?
      .dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces)
  }
}
