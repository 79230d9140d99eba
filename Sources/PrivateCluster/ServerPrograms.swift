import Glibc

/// The folder of one installed PostgreSQL server's programs, and its major version.
struct ServerPrograms: Sendable, Hashable {
  /// The oldest major version that will do.
  static let oldestVersion = 14

  let folder: String
  let version: Int

  func path(_ program: String) -> String { "\(folder)/\(program)" }

  /// Finds the programs: in `RECENSION_PG_BIN` alone if it is set; else in Debian's versioned folders, newest
  /// first, `pg_config --bindir`, and `PATH`.
  ///
  /// - Parameter version: the major version that an existing cluster needs; nil takes the newest.
  static func find(
    version: Int?, environment: [String: String] = Command.ownEnvironment,
    debianRoot: String = "/usr/lib/postgresql"
  ) async throws(PrivateClusterError) -> ServerPrograms {
    var looked: [String] = []
    var others: Set<Int> = []
    for folder in try await candidates(environment: environment, debianRoot: debianRoot)
    where !looked.contains(folder) {
      looked.append(folder)
      guard
        ["postgres", "initdb", "pg_ctl", "pg_isready"].allSatisfy({ Files.isExecutable("\(folder)/\($0)") }),
        let found = try await majorVersion(folder: folder)
      else { continue }
      if found == version || version == nil && found >= oldestVersion {
        return ServerPrograms(folder: folder, version: found)
      }
      others.insert(found)
    }
    let seen = others.isEmpty ? "" : " (there is \(others.sorted().map(String.init).joined(separator: ", ")))"
    let places =
      looked.isEmpty ? "no folder at all" : looked.joined(separator: ", ")
    throw PrivateClusterError(
      .programsMissing,
      version.map { "This cluster was made by PostgreSQL \($0), which is not installed\(seen)." }
        ?? "PostgreSQL \(oldestVersion) or newer is not installed\(seen).",
      remedy: """
        Install it (apt-get install postgresql\(version.map { "-\($0)" } ?? "")), set RECENSION_PG_BIN to the \
        folder of its programs, or name a database of your own with --database. Looked in: \(places).
        """)
  }

  private static func candidates(
    environment: [String: String], debianRoot: String
  ) async throws(PrivateClusterError) -> [String] {
    if let chosen = environment["RECENSION_PG_BIN"], !chosen.isEmpty { return [chosen] }
    let installed = Files.exists(debianRoot) ? try Files.names(in: debianRoot) : []
    var folders = installed.compactMap(Int.init).sorted(by: >).map { "\(debianRoot)/\($0)/bin" }
    let search = (environment["PATH"] ?? "").split(separator: ":").map(String.init).filter {
      $0.hasPrefix("/")
    }
    if let configuration = search.map({ $0 + "/pg_config" }).first(where: Files.isExecutable) {
      let answer = try await Command(program: configuration, arguments: ["--bindir"]).run()
      if answer.succeeded, let folder = answer.output.split(separator: "\n").first {
        folders.append(String(folder))
      }
    }
    return folders + search
  }

  private static func majorVersion(folder: String) async throws(PrivateClusterError) -> Int? {
    let answer = try await Command(program: "\(folder)/postgres", arguments: ["--version"]).run()
    return answer.succeeded ? majorVersion(in: answer.output) : nil
  }

  /// The 15 of `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`, the 18 of `postgres (PostgreSQL)
  /// 18beta1`.
  static func majorVersion(in answer: String) -> Int? {
    answer.split(separator: " ").lazy.compactMap { Int($0.prefix(while: \.isNumber)) }.first
  }
}
