public import CanonicalJSON

/// The state of the server and of a paper, for the asker: `status --json`.
public struct StatusView: Hashable, Sendable {
  /// The log's last position.
  public var at: Int64
  /// The position that the views have reached.
  public var shown: Int64
  /// The server's version.
  public var server: String
  public var handle: String?
  public var paper: PaperItem?
  /// What waits for the asker, the oldest first.
  public var waiting: [WaitingItem]
  /// How many things wait for the asker, where more do than are listed.
  public var waitingTotal: Int?
  /// What was decided otherwise since a position, of what the asker made or took a side in.
  public var news: NewsView?
  /// What has stopped on the server; absent if nothing has.
  public var halts: [HaltItem]?
  /// A warning for the administrator.
  public var warning: String?

  public init(
    at: Int64, shown: Int64, server: String, handle: String? = nil, paper: PaperItem? = nil,
    waiting: [WaitingItem], waitingTotal: Int? = nil, news: NewsView? = nil, halts: [HaltItem]? = nil,
    warning: String? = nil
  ) {
    self.halts = halts
    self.warning = warning
    self.at = at
    self.shown = shown
    self.server = server
    self.handle = handle
    self.paper = paper
    self.waiting = waiting
    self.waitingTotal = waitingTotal
    self.news = news
  }
}

/// Something that waits for the asker.
public struct WaitingItem: Hashable, Sendable {
  public var id: String
  /// What to do, as a command that can be typed.
  public var what: String
  /// Why it waits: `vote`, `vote-undone` where it was amended since, `vote-anew` where a new ballot began on the same words,
  /// `stance`, `earlier-wording`, `disputed`, `reply`, `mention`, `words-changed` or `no-place`.
  public var why: String
  public var text: String
  /// Whose doing it waits since.
  public var by: String
  /// Since where in the log it waits.
  public var position: Int64

  public init(id: String, what: String, why: String, text: String, by: String, position: Int64) {
    self.id = id
    self.what = what
    self.why = why
    self.text = text
    self.by = by
    self.position = position
  }
}

/// What was decided otherwise since a position.
public struct NewsView: Hashable, Sendable {
  /// The position.
  public var since: Int64
  /// By kind, and by number.
  public var items: [ChangeItem]
  /// How many there are, where there are more than are listed.
  public var total: Int?

  public init(since: Int64, items: [ChangeItem], total: Int? = nil) {
    self.since = since
    self.items = items
    self.total = total
  }
}

extension StatusView: JSONRecord {
  public static let shape = Shape(
    StatusView.init(at:shown:server:handle:paper:waiting:waitingTotal:news:halts:warning:),
    Field("at", \.at), Field("shown", \.shown), Field("server", \.server), Field("handle", \.handle),
    Field("paper", \.paper), Field("waiting", \.waiting), Field("waitingTotal", \.waitingTotal),
    Field("news", \.news), Field("halts", \.halts), Field("warning", \.warning)
  ).constant("v", 1)
}

extension WaitingItem: JSONRecord {
  public static let shape = Shape(
    WaitingItem.init(id:what:why:text:by:position:), Field("id", \.id), Field("what", \.what),
    Field("why", \.why), Field("text", \.text), Field("by", \.by), Field("position", \.position))
}

extension NewsView: JSONRecord {
  public static let shape = Shape(
    NewsView.init(since:items:total:), Field("since", \.since), Field("items", \.items),
    Field("total", \.total))
}
