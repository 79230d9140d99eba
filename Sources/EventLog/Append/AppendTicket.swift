internal import Synchronization

/// One attempt to append a request, before its position is known.
///
/// A key cannot identify an attempt: the same key may be sent twice at once, and only one of the two is
/// appended.
public final class AppendTicket: Sendable, Hashable {
  private let settled = Mutex<Int64?>(nil)

  public init() {}

  /// The position of the request's last event once it is committed; `nil` before that, and for ever if it is
  /// not appended under this ticket.
  var position: Int64? { settled.withLock { $0 } }

  /// Sets the position. Only the store calls this, after the commit.
  func settle(at position: Int64) { settled.withLock { $0 = position } }

  public static func == (one: AppendTicket, other: AppendTicket) -> Bool { one === other }

  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
