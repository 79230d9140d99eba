import Foundation
import Testing

/// Programs of others that read what editions are.
enum Oracle {
  /// The random histories that one is tried on: a few, or as many as RECENSION_ORACLE_HISTORIES says.
  static func seeds(_ few: UInt64) -> ClosedRange<UInt64> {
    let wanted = ProcessInfo.processInfo.environment["RECENSION_ORACLE_HISTORIES"].flatMap(UInt64.init)
    return 1...max(1, wanted ?? few)
  }

  /// The schema of TEI P5, tei_all.rng, that RECENSION_TEI_SCHEMA names.
  static var schemaOfTEI: String? { ProcessInfo.processInfo.environment["RECENSION_TEI_SCHEMA"] }

  /// Whether a program is installed.
  static func has(_ program: String) -> Bool { path(of: program) != nil }

  /// Runs a program to its end.
  ///
  /// - Returns: its status, and what it said on either stream.
  static func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, said: String) {
    let process = Process()
    process.executableURL = URL(filePath: path(of: program) ?? program)
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let said = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: said, as: UTF8.self))
  }

  /// Lends a folder that goes afterwards.
  static func withFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "oracle-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer {
      do { try FileManager.default.removeItem(at: folder) } catch {
        Issue.record("\(folder) is left: \(error)")
      }
    }
    return try body(folder)
  }

  private static func path(of program: String) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/\(program)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
