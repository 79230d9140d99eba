public import CanonicalJSON

/// A credential, without its secret.
public struct CredentialItem: Hashable, Sendable {
  /// Whose it is.
  public var handle: String
  /// What its holder calls it, or the server.
  public var name: String
  /// What it may be used for.
  public var scope: CredentialScope
  /// When it was made: RFC 3339.
  public var since: String
  /// When it ceases to be valid; absent where that is left open.
  public var expires: String?
  /// When it was used last; absent where it never was.
  public var used: String?
  /// Who had it made, where that was another.
  public var maker: String?
  /// Whether the request was made with it.
  public var current: Bool

  public init(
    handle: String, name: String, scope: CredentialScope, since: String, expires: String? = nil,
    used: String? = nil,
    maker: String? = nil, current: Bool = false
  ) {
    self.handle = handle
    self.name = name
    self.scope = scope
    self.since = since
    self.expires = expires
    self.used = used
    self.maker = maker
    self.current = current
  }
}

/// `GET /credentials`: the valid ones, the oldest first.
public struct CredentialsView: Hashable, Sendable {
  /// The credentials.
  public var items: [CredentialItem]

  public init(items: [CredentialItem]) { self.items = items }
}

/// An invitation that can be used.
public struct InvitationItem: Hashable, Sendable {
  public var handle: String
  /// The role that they come in with, or have.
  public var role: String
  /// Whether it makes a member's credential anew.
  public var again: Bool
  /// Who invited, where that is known.
  public var maker: String?
  /// Since when the code is there: RFC 3339.
  public var since: String
  /// Until when it can be used; absent where that is left open.
  public var expires: String?

  public init(
    handle: String, role: String, again: Bool, maker: String? = nil, since: String, expires: String? = nil
  ) {
    self.handle = handle
    self.role = role
    self.again = again
    self.maker = maker
    self.since = since
    self.expires = expires
  }
}

/// `GET /papers/{slug}/invitations`: by handle.
public struct InvitationsView: Hashable, Sendable {
  /// The invitations.
  public var items: [InvitationItem]

  public init(items: [InvitationItem]) { self.items = items }
}

/// `GET /administrators`: their handles.
public struct AdministratorsView: Hashable, Sendable {
  /// The handles.
  public var items: [String]

  public init(items: [String]) { self.items = items }
}

extension CredentialItem: JSONRecord {
  public static let shape = Shape(
    CredentialItem.init(handle:name:scope:since:expires:used:maker:current:), Field("handle", \.handle),
    Field("name", \.name), Field("scope", \.scope), Field("since", \.since), Field("expires", \.expires),
    Field("used", \.used), Field("maker", \.maker), Field("current", \.current)
  )
}

extension CredentialsView: JSONRecord {
  public static let shape = Shape(CredentialsView.init(items:), Field("items", \.items)).constant("v", 1)
}

extension InvitationItem: JSONRecord {
  public static let shape = Shape(
    InvitationItem.init(handle:role:again:maker:since:expires:), Field("handle", \.handle),
    Field("role", \.role), Field("again", \.again), Field("maker", \.maker), Field("since", \.since),
    Field("expires", \.expires))
}

extension InvitationsView: JSONRecord {
  public static let shape = Shape(InvitationsView.init(items:), Field("items", \.items)).constant("v", 1)
}

extension AdministratorsView: JSONRecord {
  public static let shape = Shape(AdministratorsView.init(items:), Field("items", \.items)).constant("v", 1)
}
