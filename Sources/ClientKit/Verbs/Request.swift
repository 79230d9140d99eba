internal import Acts
internal import Editions
internal import Views

/// What a command line asks for.
enum Request: Hashable, Sendable {
  case papers
  case use(paper: String, isDefault: Bool)
  case status
  /// A question about a paper.
  case ask(AnyQuestion)
  /// The text, with what was said about it.
  case readWithMarks(Read)
  /// Events from now on, or after a position.
  case follow(FollowStyle, since: Int64?)

  case importPaper(file: String, slug: String?, title: String?, isDryRun: Bool)
  case importBase(file: String, of: String, isDryRun: Bool)
  case act(AnyAct)
  case invite(Invite, keep: Bool)

  case join(code: String)
  case actAs(handle: String, isDefault: Bool)
  case logOut(handle: String?)
  case export(format: String, file: String?, options: EditionOptions)
  case check(file: String)
  case verify(file: String, key: String?)
  case help(verb: String?)
  /// The whole reference.
  case reference
  case quit
}
