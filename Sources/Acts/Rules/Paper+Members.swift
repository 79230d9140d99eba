internal import Scholarship

extension Paper {
  /// The role that `person` acts in; someone invited acts from the moment they use the invitation.
  func role(of person: Handle) throws(Refusal) -> Role {
    guard let member = members[person], member.joined else {
      throw Refusal(
        .notAllowed, "\(person) is not a member of this paper. Ask an owner of it for an invitation.")
    }
    return member.role
  }

  /// Refuses what would leave the paper without an owner.
  func checkIsNotOnlyOwner(_ person: Handle) throws(Refusal) {
    guard members.values.filter({ $0.role == .owner && $0.joined }).map(\.handle) == [person] else { return }
    throw Refusal(.refused, "\(person) is the only owner here; make another one first.")
  }
}

extension Role {
  /// `an editor`.
  var withArticle: String { (self == .editor || self == .owner ? "an " : "a ") + rawValue }
}
