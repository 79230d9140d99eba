internal import Postgres

/// Who does what is done at the machine itself, and why: the log says both.
struct KeeperAct: Sendable {
  let actor: String
  let reason: String

  /// - Parameters:
  ///   - administrator: whose act it is; `nil` for the only administrator there is.
  ///   - reason: why.
  /// - Throws: where there is no reason, or they are no administrator.
  init(by administrator: String?, because reason: String, over connection: Connection) async throws {
    guard reason.contains(where: { !$0.isWhitespace }), !reason.contains("\0") else {
      throw StartError("Say why, for the log: -m WHY.")
    }
    self.reason = reason
    let all = try await connection.query(
      "SELECT handle FROM identity.person WHERE administrator ORDER BY handle"
    ).decode(String.self)
    if let administrator {
      guard all.contains(administrator) else {
        throw StartError("\(administrator) is no administrator here: \(all.joined(separator: ", ")).")
      }
      actor = administrator
      return
    }
    guard all.count == 1 else {
      throw StartError("Say whose act it is, --by \(all.joined(separator: " or --by ")).")
    }
    actor = all[0]
  }
}
