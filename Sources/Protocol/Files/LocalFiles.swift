public import CanonicalJSON

/// How to reach a running server: `server.json` in its state directory.
public struct ServerFile: Hashable, Sendable {
  /// `http://127.0.0.1:7320`.
  public var url: String
  /// The server's process id.
  public var pid: Int

  public init(url: String, pid: Int) {
    self.url = url
    self.pid = pid
  }

  /// The file's name in the state directory.
  public static let name = "server.json"
}

/// A client's credentials: `credentials.json`, readable by its owner only (0600).
///
/// In a state directory it is in `client/`. The server writes the owner's credential there when it first
/// starts.
public struct CredentialFile: Hashable, Sendable {
  /// Tokens by handle.
  public var profiles: [String: String]
  /// The handle whose credential is used if none is named.
  public var standard: String?

  public init(profiles: [String: String] = [:], standard: String? = nil) {
    self.profiles = profiles
    self.standard = standard
  }

  /// The file's name in the client's folder.
  public static let name = "credentials.json"
  /// The client's folder in a state directory.
  public static let folder = "client"
}

extension ServerFile: JSONRecord {
  public static let shape = Shape(
    ServerFile.init(url:pid:), Field("url", \.url), Field("pid", \.pid)
  ).constant("v", 1)
}

extension CredentialFile: JSONRecord {
  public static let shape = Shape(
    CredentialFile.init(profiles:standard:), Field("profiles", \.profiles), Field("default", \.standard)
  )
  .constant("v", 1)
}
