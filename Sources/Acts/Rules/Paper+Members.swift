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
}

extension Role {
  /// `an editor`.
  var withArticle: String { (self == .editor || self == .owner ? "an " : "a ") + rawValue }
}
