import Foundation
import Glibc
import Logging
import Testing
import TestCluster

@testable import PrivateCluster

/// A state directory's place for one test. Whatever runs there is killed and whatever lies there removed
/// afterwards, also a cluster that lies elsewhere.
func withScratchFolder<T>(_ body: (String) async throws -> T) async throws -> T {
  let folder = try TemporaryFolder.make()
  let result: Result<T, any Error>
  do { result = .success(try await body(folder)) } catch { result = .failure(error) }
  let elsewhere = try recordedFolders(under: folder)
  for data in try dataFolders(under: [folder] + elsewhere) {
    for process in try Postmaster.processes(on: data) { kill(process, SIGKILL) }
    while try !Postmaster.processes(on: data).isEmpty { await Task.yield() }
  }
  for path in elsewhere + [folder] where Files.exists(path) { try Files.remove(path) }
  return try result.get()
}

private func recordedFolders(under folder: String) throws -> [String] {
  try files(under: folder) { $0 == "cluster-location" || $0 == "socket-location" }
    .compactMap { try Files.text($0)?.split(separator: "\n").first.map(String.init) }
}

private func dataFolders(under folders: [String]) throws -> [String] {
  try folders.flatMap { try files(under: $0) { $0 == "PG_VERSION" } }.map { Files.parent(of: $0) }
}

private func files(under folder: String, named isWanted: (String) -> Bool) throws -> [String] {
  guard let names = FileManager.default.enumerator(atPath: folder) else { return [] }
  return names.compactMap { $0 as? String }.filter {
    isWanted($0.split(separator: "/").last.map(String.init) ?? "")
  }
  .map { "\(folder)/\($0)" }
}

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
