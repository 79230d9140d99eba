import FoundationEssentials
import Postgres
import Subprocess
import SystemPackage

/// The yardstick of writing: `pgbench` with single-row INSERTs, each a transaction of its own.
struct Pgbench: Sendable {
  let rig: Rig
  /// The path of the script that each client runs over and over.
  private let script: String

  struct Failed: Error, CustomStringConvertible { let description: String }

  /// Makes the table, with an ordinary primary key, and the script that inserts `body` into it.
  init(_ rig: Rig, body: [UInt8]) async throws {
    self.rig = rig
    let connection = try await Connection.connect(rig.yardstick)
    try await connection.script(
      """
      CREATE TABLE IF NOT EXISTS body (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        content text NOT NULL
      )
      """)
    await connection.close()
    script = rig.home + "/insert.sql"
    let text = String(decoding: body, as: UTF8.self).replacing("'", with: "''")
    try "INSERT INTO body (content) VALUES ('\(text)');\n".write(
      toFile: script, atomically: true, encoding: .utf8)
  }

  /// What the yardstick is, in words.
  static func description(clients: Int) -> String { "pgbench -c \(clients) -j 1, single-row INSERT" }

  /// Transactions a second, without the time that connecting takes.
  func transactionsPerSecond(clients: Int, seconds: Int) async throws -> Double {
    let result = try await Subprocess.run(
      .path(FilePath(rig.programs + "/pgbench")),
      arguments: [
        "--no-vacuum", "--client", "\(clients)", "--jobs", "1", "--time", "\(seconds)", "--file", script,
        rig.yardstick,
      ],
      environment: .inherit.updating(["LC_ALL": "C"]), output: .string(limit: 1 << 16),
      error: .string(limit: 1 << 16))
    let output = result.standardOutput
    guard result.terminationStatus.isSuccess, let rate = Self.rate(in: output) else {
      throw Failed(description: "pgbench: \(result.terminationStatus) \(output) \(result.standardError)")
    }
    return rate
  }

  /// The 8012.3 of `tps = 8012.3 (without initial connection time)`.
  static func rate(in output: String) -> Double? {
    output.split(separator: "\n").first { $0.hasPrefix("tps = ") }
      .flatMap { $0.dropFirst(6).split(separator: " ").first }.flatMap { Double($0) }
  }
}
