public import CanonicalJSON

/// The proof that an event is in the log: `GET /proof/inclusion/{position}`.
public struct InclusionView: Hashable, Sendable {
  public var position: Int64
  /// The size of the tree. Check the proof with the root from a checkpoint of this size.
  public var size: Int64
  /// Hashes in hexadecimal, from the leaf up (RFC 6962, §2.1.1).
  public var path: [String]

  public init(position: Int64, size: Int64, path: [String]) {
    self.position = position
    self.size = size
    self.path = path
  }
}

/// The proof that the log only grew from one size to another: `GET /proof/consistency`.
public struct ConsistencyView: Hashable, Sendable {
  /// The smaller size: how many events the log had.
  public var from: Int64
  /// The larger size.
  public var to: Int64
  /// Hashes in hexadecimal (RFC 6962, §2.1.2).
  public var path: [String]

  public init(from: Int64, to: Int64, path: [String]) {
    self.from = from
    self.to = to
    self.path = path
  }
}

extension InclusionView: JSONRecord {
  public static let shape = Shape(
    InclusionView.init(position:size:path:), Field("position", \.position), Field("size", \.size),
    Field("path", \.path)
  ).constant("v", 1)
}

extension ConsistencyView: JSONRecord {
  public static let shape = Shape(
    ConsistencyView.init(from:to:path:), Field("from", \.from), Field("to", \.to), Field("path", \.path)
  )
  .constant("v", 1)
}

/// Who a server is: `GET /identity`.
public struct IdentityView: Hashable, Sendable {
  /// The key of its log: `name+id+base64`.
  public var key: String
  /// What it signed to show that it has the key (C2SP signed-note).
  public var note: String

  public init(key: String, note: String) {
    self.key = key
    self.note = note
  }
}

extension IdentityView: JSONRecord {
  public static let shape = Shape(
    IdentityView.init(key:note:), Field("key", \.key), Field("note", \.note)
  ).constant("v", 1)
}
