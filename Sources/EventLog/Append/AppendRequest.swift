public import Ledger

/// An event to append. The log adds its position, time and hashes.
public struct NewEvent: Hashable, Sendable {
  public var type: String
  public var version: Int
  /// The entities it is about, within its stream.
  public var tags: [String]
  /// Stored and hashed as it is.
  public var body: [UInt8]

  public init(type: String, version: Int, tags: [String], body: [UInt8]) {
    self.type = type
    self.version = version
    self.tags = tags
    self.body = body
  }
}

/// A condition on an append: no event in a scope since the caller last looked.
public struct AppendCondition: Hashable, Sendable {
  /// Where nothing must have happened.
  public enum Scope: Hashable, Sendable {
    /// No event of any kind in the stream.
    case stream
    /// No event with any of these tags in the stream.
    case tags([String])
  }

  /// When the caller last looked.
  public enum LastLook: Hashable, Sendable {
    case position(Int64)
    /// Right after an earlier request, which may not be committed yet. The condition fails if that request is
    /// not appended, or was a replay of its key.
    case request(AppendTicket)
  }

  /// Where nothing must have happened.
  public var scope: Scope
  /// An event in the scope after this fails the append.
  public var lastLook: LastLook

  /// No event in the scope after `position`.
  public init(_ scope: Scope, unchangedSince position: Int64) {
    self.scope = scope
    lastLook = .position(position)
  }

  /// No event in the scope after those of the request that holds `ticket`.
  public init(_ scope: Scope, unchangedSince ticket: AppendTicket) {
    self.scope = scope
    lastLook = .request(ticket)
  }
}

/// Something large that events refer to by its SHA-256. It is stored once.
public struct Attachment: Hashable, Sendable {
  /// The SHA-256 of the content.
  public let digest: Hash
  /// The bytes.
  public let content: [UInt8]

  /// Hashes the content.
  public init(_ content: [UInt8]) {
    digest = Hash(of: content)
    self.content = content
  }
}

/// Events that are appended together or not at all.
public struct AppendRequest: Hashable, Sendable {
  /// Names the request for ever: the same key with the same fingerprint gets the first answer again.
  public var key: String
  /// A digest of the request and its sender.
  public var fingerprint: Hash
  /// The stream to append to: a paper's slug.
  public var stream: String
  public var actor: String
  public var events: [NewEvent]
  /// Where it does not hold, nothing is appended; without one, nothing is checked.
  public var condition: AppendCondition?
  /// Events of another stream that stand together with these, right before them.
  public var aside: Aside?
  /// Stored together with the events.
  public var attachments: [Attachment]
  /// Set it to let later requests depend on this one before it is committed.
  public var ticket: AppendTicket?
  /// Stored with the key and returned with every answer to it. The log does not read it.
  public var answer: [UInt8]

  /// What a request appends to a second stream.
  public struct Aside: Hashable, Sendable {
    /// Another one than the request's own.
    public var stream: String
    public var events: [NewEvent]
    /// An event in that stream after this position fails the whole request.
    public var unchangedSince: Int64

    public init(_ stream: String, _ events: [NewEvent], unchangedSince position: Int64) {
      self.stream = stream
      self.events = events
      self.unchangedSince = position
    }
  }

  public init(
    key: String, fingerprint: Hash, stream: String, actor: String, events: [NewEvent],
    condition: AppendCondition? = nil, aside: Aside? = nil, attachments: [Attachment] = [],
    ticket: AppendTicket? = nil,
    answer: [UInt8] = []
  ) {
    self.key = key
    self.fingerprint = fingerprint
    self.stream = stream
    self.actor = actor
    self.events = events
    self.condition = condition
    self.aside = aside
    self.attachments = attachments
    self.ticket = ticket
    self.answer = answer
  }

  /// The events of both streams.
  var allEvents: [NewEvent] { (aside?.events ?? []) + events }

  /// The streams that it appends to.
  var streams: [String] { [stream] + (aside.map { [$0.stream] } ?? []) }

  /// Its approximate size when sent, in bytes; batches and queues are bounded by it.
  var size: Int {
    allEvents.reduce(answer.count) { $0 + $1.body.count + 512 }
      + attachments.reduce(0) { $0 + $1.content.count }
  }
}

/// The request is in the log.
public struct AppendReceipt: Hashable, Sendable {
  /// The position of the request's last event.
  public var position: Int64
  /// The answer that was stored with the key.
  public var answer: [UInt8]
  /// The events as they stand in the log; empty where the key had been used before.
  public var events: [StoredEvent]
  /// Whether this is the answer to an earlier request of the same key.
  public var isReplay: Bool

  public init(position: Int64, answer: [UInt8], events: [StoredEvent], isReplay: Bool) {
    self.position = position
    self.answer = answer
    self.events = events
    self.isReplay = isReplay
  }
}

/// Why a request is not in the log, or why that is not known.
public enum AppendError: Error, Hashable, Sendable {
  /// A name, tag or key cannot be stored in a header, or there are no events.
  case invalid(String)
  /// The condition does not hold. Carries the position of the latest event that breaks it.
  case conditionFailed(Int64)
  /// The key was used before for something else.
  case keyReused
  /// Too many requests are waiting.
  case overloaded
  /// Another server took over. Nothing was appended, and this server appends nothing more.
  case deposed(Takeover)
  /// Something is in the way; nothing was appended.
  case unavailable(AppendObstacle)
  /// The connection was lost during the commit and could not be restored in time. Send the request again
  /// under the same key: it is appended exactly once.
  case unknown(String)
}
