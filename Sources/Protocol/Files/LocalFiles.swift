/// Where a running server says how to reach it: `server.json` in its state directory.
public struct ServerFile: Hashable, Codable, Sendable {
  public var v = 1
  /// `http://127.0.0.1:7320`.
  public var url: String
  public var pid: Int32

  public init(url: String, pid: Int32) {
    self.url = url
    self.pid = pid
  }

  public static let name = "server.json"
}

/// The credentials a client holds: `credentials.json`, readable by its owner only (0600).
///
/// In a state directory it lies in `client/`; the server writes the owner's there when it first starts.
public struct CredentialFile: Hashable, Codable, Sendable {
  public var v = 1
  /// Tokens by handle.
  public var profiles: [String: String]
  /// Whose credential is used where none is named.
  public var standard: String?

  public init(profiles: [String: String] = [:], standard: String? = nil) {
    self.profiles = profiles
    self.standard = standard
  }

  private enum CodingKeys: String, CodingKey {
    case v, profiles
    case standard = "default"
  }

  public static let name = "credentials.json"
  /// The client's folder in a state directory.
  public static let folder = "client"
}
