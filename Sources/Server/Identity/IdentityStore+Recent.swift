internal import Scholarship

extension IdentityStore {
  /// Whose bearer token an `Authorization` field shows, where that was found out a moment ago. Nothing is looked up.
  func recentHandle(authorization: String) -> String? {
    let parts = authorization.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "bearer", parts[1].utf8.count <= 200 else { return nil }
    return known.identity(Secret(text: String(parts[1])).digest)?.handle.name
  }
}
