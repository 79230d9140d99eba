internal import Acts

/// What a command line asks for.
enum Request: Hashable, Sendable {
  case papers
  case use(paper: String, isDefault: Bool)
  case status
  case outline
  case read(address: String?, withMarks: Bool, consensus: Bool)
  case find(text: String, limit: Int?)
  case list(ThingList, ListFilter)
  case show(id: String)
  case history(HistoryFilter)
  /// Events from now on, or after a position.
  case follow(FollowStyle, since: Int64?)
  case consensus(address: String?)
  case orphans
  case members
  case policy

  case importPaper(file: String, slug: String?, title: String?, isDryRun: Bool)
  case importBase(file: String, of: String, isDryRun: Bool)
  case act(AnyAct)
  case invite(Invite, keep: Bool)

  case join(code: String)
  case actAs(handle: String, isDefault: Bool)
  case logOut(handle: String?)
  case export(format: String, file: String?)
  case verify(file: String, key: String?)
  case help(verb: String?)
  case quit

  /// The lists of things.
  enum ThingList: String, Hashable, Sendable {
    case claims, annotations, disputes, corrections
  }
}

/// Which things of a list are wanted.
struct ListFilter: Hashable, Sendable {
  var status: String?
  var by: String?
  var on: String?
  var tag: String?
  var limit: Int?
}

/// Which events are wanted.
struct HistoryFilter: Hashable, Sendable {
  /// An id or an address.
  var of: String?
  /// The first position.
  var since: Int64?
  /// The last position.
  var until: Int64?
  var limit: Int?
}
