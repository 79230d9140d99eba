internal import Postgres

/// Something that keeps requests from being appended and may pass.
public struct AppendObstacle: Hashable, Sendable, CustomStringConvertible {
  /// What sort of obstacle it is: what it takes to get past it.
  public enum Kind: Hashable, Sendable {
    /// This server is being stopped.
    case stopping
    /// The database cannot be reached, or was lost.
    case unreachable
    /// It has no room, on its disk or elsewhere.
    case full
    /// It takes no writes for now: it is a standby, or was set to be read-only.
    case readOnly
    /// It does not answer in time, or others hold a lock that is needed.
    case slow
    /// It refuses the request for what is in it, and would refuse it again.
    case refused
  }

  /// The sort of obstacle.
  public var kind: Kind
  /// What the database said, for whoever looks after the server; no values in it.
  public var detail: String

  public init(_ kind: Kind, _ detail: String) {
    self.kind = kind
    self.detail = detail
  }

  public var description: String { detail }

  /// Whether it stops every append, not only this one.
  public var stopsAll: Bool { kind != .refused }
}

extension AppendObstacle {
  init(_ error: PostgresError) {
    let state = error.sqlState ?? error.cause?.sqlState
    let kind: Kind =
      switch state?.classCode {
      case _ where state == .readOnlySQLTransaction: .readOnly
      case "53" where state != .tooManyConnections: .full
      case _ where state == .queryCanceled || state == .lockNotAvailable: .slow
      case _ where error.kind == .timeout: .slow
      case _ where error.isTransient: .unreachable
      default: .refused
      }
    self.init(kind, "\(error)")
  }
}

/// Appending has stopped: the last attempt failed.
public struct AppendHalt: Hashable, Sendable {
  /// When that began, in microseconds since 1970.
  public var since: Int64
  /// What is in the way.
  public var obstacle: AppendObstacle
}
