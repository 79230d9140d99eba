/// Why a private cluster could not be found, made, started or stopped. `description` is for the person who
/// runs the server and holds no secret.
public struct PrivateClusterError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What could not be done.
  public enum Kind: String, Sendable, Hashable {
    /// No PostgreSQL programs, or none of the version that an existing cluster needs.
    case programsMissing
    /// Started as root, and there is no account to run PostgreSQL as.
    case accountMissing
    /// Another process holds the state directory.
    case stateDirectoryInUse
    /// A file or folder could not be made, read or changed.
    case files
    /// `initdb` or the creation of the database failed.
    case initialization
    /// PostgreSQL did not become ready.
    case start
    /// PostgreSQL did not end.
    case stop
  }

  /// What could not be done.
  public let kind: Kind
  /// What happened and why.
  public let reason: String
  /// What to do about it.
  public let remedy: String

  init(_ kind: Kind, _ reason: String, remedy: String) {
    self.kind = kind
    self.reason = reason
    self.remedy = remedy
  }

  static let startCancelled = PrivateClusterError(.start, "The start was cancelled.", remedy: "Start again.")

  public var description: String { "\(reason) \(remedy)" }
}
