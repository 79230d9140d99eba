import Glibc

@testable import PrivateCluster

/// What is killed, with `kill -9`.
enum Strike: String, CaseIterable, Sendable {
  /// `recensiond` alone; its PostgreSQL runs on.
  case server
  /// The postmaster alone; its backends find out by themselves.
  case postmaster
  /// One of PostgreSQL's processes other than the postmaster, which then ends them all and recovers.
  case backend
  /// All of PostgreSQL at once, as when the machine's memory runs out.
  case postgres
  /// Everything at once, as when the power goes.
  case everything

  var killsServer: Bool { self == .server || self == .everything }

  /// Kills. Tells how many processes there were to kill.
  func carryOut(server: pid_t, data: String, using generator: inout some RandomNumberGenerator) throws -> Int
  {
    let all = try Postmaster.processes(on: data)
    let postmaster = try Postmaster.running(on: data)?.process
    let targets: [pid_t] =
      switch self {
      case .server: [server]
      case .postmaster: postmaster.map { [$0] } ?? []
      case .backend: all.filter { $0 != postmaster }.randomElement(using: &generator).map { [$0] } ?? []
      case .postgres: all
      case .everything: [server] + all
      }
    return targets.count { kill($0, SIGKILL) == 0 }
  }
}
