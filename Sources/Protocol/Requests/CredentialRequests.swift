public import CanonicalJSON

/// `POST /credentials`: makes another credential for whoever asks.
public struct IssueRequest: Hashable, Sendable {
  /// What it is to be called.
  public var name: CredentialName
  /// The token that the sender made for it, in the form that ``JoinRequest/token`` has.
  public var token: String
  /// What it may be used for; for all that the sender's may where it is not said.
  public var scope: CredentialScope?
  /// How long it is valid; as long as the sender's where it is not said, and never longer.
  public var expires: Lifetime?

  public init(name: CredentialName, token: String, scope: CredentialScope? = nil, expires: Lifetime? = nil) {
    self.name = name
    self.token = token
    self.scope = scope
    self.expires = expires
  }
}

/// `POST /credentials/{name}/rotate`: another token in place of the present one, which ends.
public struct RotateRequest: Hashable, Sendable {
  /// The token that the sender made, in the form that ``JoinRequest/token`` has.
  public var token: String

  public init(token: String) { self.token = token }
}

/// `POST /administrators`: makes someone an administrator, or ends that.
public struct AdministratorRequest: Hashable, Sendable {
  public var handle: String
  /// Whether they are to be one.
  public var administrator: Bool

  public init(handle: String, administrator: Bool) {
    self.handle = handle
    self.administrator = administrator
  }
}

extension IssueRequest: JSONRecord {
  public static let shape = Shape(
    IssueRequest.init(name:token:scope:expires:), Field("name", \.name),
    Field("token", \.token, of: JoinRequest.tokenForm),
    Field("scope", \.scope), Field("expires", \.expires))
}

extension RotateRequest: JSONRecord {
  public static let shape = Shape(
    RotateRequest.init(token:), Field("token", \.token, of: JoinRequest.tokenForm))
}

extension AdministratorRequest: JSONRecord {
  public static let shape = Shape(
    AdministratorRequest.init(handle:administrator:), Field("handle", \.handle),
    Field("administrator", \.administrator))
}
