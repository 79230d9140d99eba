internal import Scholarship

/// Who may vote on something, in the order of their handles.
struct Roster: Hashable, Sendable {
  let handles: [Handle]
  private let set: Set<Handle>

  init(_ handles: [Handle]) {
    self.handles = handles
    set = Set(handles)
  }

  func contains(_ handle: Handle) -> Bool { set.contains(handle) }
}

/// Who may vote, worked out once for each role.
struct Rosters: Hashable, Sendable {
  private let byRole: [Role: Roster]

  init(_ paper: Paper) {
    byRole = Dictionary(uniqueKeysWithValues: Role.allCases.map { ($0, Roster(paper.roster($0))) })
  }

  subscript(role: Role) -> Roster { byRole[role] ?? Roster([]) }
}
