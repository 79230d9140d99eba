internal import Acts
internal import Editions
internal import Views

/// What a command line asks for.
enum ParsedCommand: Hashable, Sendable {
  case papers
  case use(paper: String, isDefault: Bool)
  /// What waits, at most so many things.
  case status(limit: Int?)
  /// A question about a paper.
  case ask(AnyQuestion)
  /// The text, with what was said about it.
  case readWithMarks(Read)
  /// What changed since a moment, up to now or another.
  case compare(Diff, until: String?)
  /// What changed since one looked.
  case compareSinceLooked
  /// Events from now on, or after a position.
  case follow(FollowStyle, since: Int64?)

  case importPaper(file: String, slug: String?, title: String?, isDryRun: Bool)
  case importBase(file: String, of: String, isDryRun: Bool)
  /// What others said of a paper in a file, as what each is or all as one kind of thing.
  case importRemarks(file: String, of: String, into: String?, isDryRun: Bool)
  case act(AnyAct)
  /// Many acts, all or none.
  case acts([AnyAct])
  /// A correction wherever the words of its address stand.
  case correctEvery(Correct, isDryRun: Bool)
  case invite(Invite, keep: Bool)
  /// Everything that has no place, one after the other.
  case reanchorAll

  case join(code: String)
  case actAs(handle: String, isDefault: Bool)
  case logOut(handle: String?, isSure: Bool)
  /// About credentials, invitations and administrators.
  case identity(IdentityRequest)
  case export(ExportRequest)
  case check(file: String)
  case verify(file: String, key: String?)
  case help(verb: String?)
  /// The whole reference.
  case reference
  case quit

  /// How it takes `--at`.
  var timing: Timing {
    switch self {
    case .importPaper, .importBase, .importRemarks, .act, .acts, .correctEvery, .invite, .reanchorAll, .join:
      .writes
    case .papers, .status: .ofNow
    case .identity(let request): request.isQuestion ? .ofNow : .writes
    case .compare: .namesItsOwn
    default: .anyTime
    }
  }

  enum Timing {
    /// It changes something, and that is done now.
    case writes
    /// It shows how something is now.
    case ofNow
    /// It says itself of which moments it is.
    case namesItsOwn
    case anyTime
  }
}
