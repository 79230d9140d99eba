import Glibc
import Postgres

/// The server that is measured: one that we started, or one that runs already.
struct Target: Sendable {
  var address: ServerAddress
  /// Other servers on the same database.
  var others: [ServerAddress] = []
  /// The credential of its owner.
  var token: String
  /// Where its log can be looked into; `nil` where it cannot.
  var conninfo: String?
  /// Its process and its PostgreSQL's data directory, where they are ours.
  var processes: (servers: [pid_t], data: String)?

  var addresses: [ServerAddress] { [address] + others }

  struct Broken: Error, CustomStringConvertible { let description: String }

  func processTime() -> ProcessTime {
    processes.map { ProcessTime.now(servers: $0.servers, data: $0.data) } ?? ProcessTime()
  }

  /// Checks that every acknowledged command stands in the log, once, where its receipt says.
  func verify(_ outcome: CommandLoad.Outcome, _ requests: [KeyedRequest]) async throws {
    guard let conninfo else { return }
    let first = outcome.acknowledged.joined().map(\.position).min() ?? 1
    let connection = try await Connection.connect(conninfo)
    let rows = try await connection.query(
      "SELECT cause, position FROM log.event WHERE position >= $1 ORDER BY position", first)
    var positions: [String: Int64] = [:]
    var expected = first
    for (key, position) in try rows.decode(String.self, Int64.self) {
      guard position == expected else {
        throw Broken(description: "The log has no event at \(expected), but at \(position).")
      }
      expected += 1
      if positions.updateValue(position, forKey: key) != nil {
        throw Broken(description: "The command of the key \(key) stands in the log twice.")
      }
    }
    for (request, acknowledged) in zip(requests, outcome.acknowledged) {
      for (number, position, _) in acknowledged where positions[request.key(number)] != position {
        let key = request.key(number)
        let found = positions[key].map { "at \($0)" } ?? "nowhere"
        throw Broken(
          description: "The command of the key \(key), acknowledged at \(position), stands \(found).")
      }
    }
    await connection.close()
  }
}

extension Target {
  /// A server that we started.
  init(_ server: ServerProcess, of rig: Rig) {
    self.init(
      address: server.address, token: server.token, conninfo: rig.conninfo,
      processes: ([server.process], rig.data))
  }

  /// The same with a server more.
  func and(_ server: ServerProcess) -> Target {
    var target = self
    target.others.append(server.address)
    target.processes?.servers.append(server.process)
    return target
  }
}
