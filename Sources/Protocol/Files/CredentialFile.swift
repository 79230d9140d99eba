public import CanonicalJSON

/// A client's credentials: `credentials.json`, readable by its owner only (0600).
///
/// Each belongs to one server. Which server that is the key of its log says, whatever address it has at the time: so two
/// servers may know one handle, and a credential follows its server and goes to no other.
///
/// In a state directory it is in `client/`. The server writes the owner's credential there when it first starts.
public struct CredentialFile: Hashable, Sendable {
  /// The servers that there are credentials for, one for each key.
  public var servers: [KnownServer]

  public init(servers: [KnownServer] = []) { self.servers = servers }

  /// The file's name in the client's folder.
  public static let name = "credentials.json"
  /// The client's folder in a state directory.
  public static let folder = "client"

  /// The credentials for one server.
  public struct KnownServer: Hashable, Sendable {
    /// The key of its log: `name+id+base64`.
    public var key: String
    /// Where it was met last.
    public var address: String?
    /// Tokens by handle.
    public var profiles: [String: String]
    /// The handle whose credential is used if none is named.
    public var standard: String?

    public init(
      key: String, address: String? = nil, profiles: [String: String] = [:], standard: String? = nil
    ) {
      self.key = key
      self.address = address
      self.profiles = profiles
      self.standard = standard
    }
  }

  /// The server of a key.
  public func server(of key: String) -> KnownServer? { servers.first { $0.key == key } }

  /// The server that was met at an address last.
  public func server(at address: String) -> KnownServer? { servers.first { $0.address == address } }

  /// Changes what is kept of a server, which need not be known yet. Without credentials it is not kept.
  public mutating func change(_ key: String, _ change: (inout KnownServer) -> Void) {
    let index = servers.firstIndex { $0.key == key } ?? servers.endIndex
    if index == servers.endIndex { servers.append(KnownServer(key: key)) }
    change(&servers[index])
    if let address = servers[index].address {
      // Only one server is at an address.
      for other in servers.indices where other != index && servers[other].address == address {
        servers[other].address = nil
      }
    }
    if servers[index].profiles.isEmpty { servers.remove(at: index) }
  }

  /// Adds a credential; it is the usual one where there is no other.
  public mutating func keep(_ token: String, of handle: String, for key: String, at address: String?) {
    change(key) { server in
      server.profiles[handle] = token
      server.standard = server.standard ?? handle
      server.address = address ?? server.address
    }
  }
}

extension CredentialFile: JSONRecord {
  public static let shape = Shape(
    CredentialFile.init(servers:), Field("servers", \.servers)
  ).constant("v", 1)
}

extension CredentialFile.KnownServer: JSONRecord {
  public static let shape = Shape(
    CredentialFile.KnownServer.init(key:address:profiles:standard:), Field("key", \.key),
    Field("address", \.address), Field("profiles", \.profiles), Field("default", \.standard))
}
