internal import CLibPQ

/// A NOTIFY of another session.
public struct Notification: Sendable, Hashable {
  /// The channel it was sent on.
  public let channel: String
  /// The sender's text; empty if none.
  public let payload: String
  /// The process id of the sender's server process.
  public let processID: Int32
}

struct Subscription: Sendable {
  typealias ID = UInt64

  let id: ID
  let channel: String
  let continuation: AsyncStream<Notification>.Continuation
}

/// Who listens on a connection's channels.
struct Subscriptions {
  private var all: [Subscription.ID: Subscription] = [:]

  mutating func add(_ subscription: Subscription) { all[subscription.id] = subscription }

  /// - Returns: the channel, if nobody listens to it any more.
  mutating func remove(_ id: Subscription.ID) -> String? {
    guard let channel = all.removeValue(forKey: id)?.channel else { return nil }
    return all.values.contains { $0.channel == channel } ? nil : channel
  }

  func deliver(_ notification: Notification) {
    for subscription in all.values where subscription.channel == notification.channel {
      subscription.continuation.yield(notification)
    }
  }

  mutating func finish() {
    for subscription in all.values { subscription.continuation.finish() }
    all = [:]
  }
}

extension Connection {
  /// Listens on a channel until the stream is dropped. The stream ends with the connection.
  ///
  /// The newest 256 unread notifications are kept, older ones are dropped. None arrive while no connection
  /// listens. So treat a notification as a hint to look, not as the news itself.
  public func listen(_ channel: String) async throws(PostgresError) -> AsyncStream<Notification> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: Notification.self, bufferingPolicy: .bufferingNewest(256))
    let id = inbox.nextID()
    continuation.onTermination = { [inbox] _ in inbox.push(.unsubscribe(id)) }
    // Subscribe first: a notification may arrive right behind the answer to LISTEN.
    inbox.push(.subscribe(Subscription(id: id, channel: channel, continuation: continuation)))
    do {
      try await query(Request(Statement(unprepared: "LISTEN \(Self.quote(channel))")))
    } catch {
      continuation.finish()
      throw error
    }
    return stream
  }

  /// A name as SQL writes it between double quotes.
  static func quote(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }
}

extension ConnectionLoop {
  func deliverNotifications() {
    while let pointer = PQnotifies(connection) {
      defer { PQfreemem(pointer) }
      subscriptions.deliver(
        Notification(
          channel: String(cString: pointer.pointee.relname), payload: String(cString: pointer.pointee.extra),
          processID: pointer.pointee.be_pid))
    }
  }

  func unsubscribe(_ id: Subscription.ID) {
    guard let channel = subscriptions.remove(id), machine.end == nil else { return }
    let unlisten = Request(Statement(unprepared: "UNLISTEN \(Connection.quote(channel))"))
    let job = Job(id: inbox.nextID(), work: .pipeline([unlisten])) { _ in }
    jobs[job.id] = job
    perform(machine.submit(job.id, requests: 1))
  }
}
