public import CanonicalJSON

/// What a credential may be used for; never more than its holder may do.
public enum CredentialScope: String, JSONTerm, Comparable {
  /// To look at everything that its holder may see.
  case read
  /// Also to say, propose and decide.
  case write
  /// Also for what concerns people: invitations, removals, credentials, administrators.
  case admin

  public static func < (a: CredentialScope, b: CredentialScope) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .read: 0
    case .write: 1
    case .admin: 2
    }
  }
}
