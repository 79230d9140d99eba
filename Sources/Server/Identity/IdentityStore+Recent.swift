internal import Scholarship

extension IdentityStore {
  /// Whose bearer token an `Authorization` field shows, as far as that was found out before, for the log. Nothing is
  /// looked up.
  func recentHandle(authorization: String) -> String? {
    let parts = authorization.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "bearer", parts[1].utf8.count <= 200 else { return nil }
    return known.name(Secret(text: String(parts[1])).digest)?.name
  }
}
