public import CanonicalJSON

/// How to reach a running server: `server.json` in its state directory.
public struct ServerFile: Hashable, Sendable {
  /// `http://127.0.0.1:7320`.
  public var url: String
  /// The server's process id.
  public var pid: Int
  /// The key of its log, which it proves to have: `name+id+base64`.
  public var key: String

  public init(url: String, pid: Int, key: String) {
    self.url = url
    self.pid = pid
    self.key = key
  }

  /// The file's name in the state directory.
  public static let name = "server.json"
}

extension ServerFile: JSONRecord {
  public static let shape = Shape(
    ServerFile.init(url:pid:key:), Field("url", \.url), Field("pid", \.pid), Field("key", \.key)
  ).constant("v", 1)
}
