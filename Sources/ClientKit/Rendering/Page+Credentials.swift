internal import Protocol
internal import Rendering

/// Credentials and invitations, without their secrets.
extension Page {
  init(credentials items: [CredentialItem]) {
    self.init()
    table(
      columns: ["Name", "Scope", "Made", "Ends", "Last used", ""],
      rows: items.map { item in
        [
          Styled(item.name, .strong), Styled(item.scope.rawValue),
          Styled(Wording.time(item.since) + (item.maker.map { " by \($0)" } ?? "")),
          Styled(item.expires.map(Wording.time) ?? "never"), Styled(item.used.map(Wording.time) ?? "never"),
          Styled(item.current ? "this one" : ""),
        ]
      })
    if items.isEmpty { line("There is no valid credential.") }
  }

  init(invitations items: [InvitationItem]) {
    self.init()
    table(
      columns: ["Handle", "As", "By", "Since", "Ends"],
      rows: items.map { item in
        [
          Styled(item.handle, .strong), Styled(item.role + (item.again ? ", again" : "")),
          Styled(item.maker ?? ""), Styled(Wording.time(item.since)),
          Styled(item.expires.map(Wording.time) ?? "never"),
        ]
      })
    if items.isEmpty { line("No invitation is open. Invite someone with: invite HANDLE") }
  }
}
