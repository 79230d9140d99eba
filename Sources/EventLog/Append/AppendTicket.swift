internal import Synchronization

/// Stands for one attempt to append a request, before it is known where in the log it comes to stand.
///
/// A key would not do: the same key may be on its way twice, and only one of the two is appended.
public final class AppendTicket: Sendable, Hashable {
  private let settled = Mutex<Int64?>(nil)

  public init() {}

  /// The position of the request's last event, once it is committed; `nil` until then, and for ever where it is not
  /// appended under this ticket.
  var position: Int64? { settled.withLock { $0 } }

  /// Says where the request stands. Called by the store alone, after the commit.
  func settle(at position: Int64) { settled.withLock { $0 = position } }

  public static func == (one: AppendTicket, other: AppendTicket) -> Bool { one === other }

  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
