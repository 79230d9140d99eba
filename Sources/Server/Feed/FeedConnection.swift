internal import Hummingbird
internal import NIOCore
internal import NIOHTTPTypes
internal import Protocol
internal import Synchronization

/// The connection that one feed is sent over, as who watches over it sees it.
///
/// While the socket is full its writer waits, and nothing more is put in. Writing is then the one thing that the
/// reader's own task cannot give up by itself, so another does it for it.
final class FeedConnection: Sendable {
  private struct State {
    /// Up to where everything has been handed over.
    var position: Int64
    /// Since when a chunk waits for room.
    var waitingSince: ContinuousClock.Instant?
    var isCut = false
  }

  private let channel: any Channel
  private let state: Mutex<State>

  init(_ channel: any Channel, position: Int64) {
    self.channel = channel
    state = Mutex(State(position: position))
  }

  var isCut: Bool { state.withLock { $0.isCut } }

  /// Hands a chunk over, which brings the reader up to `position`.
  func write(
    _ bytes: ByteBuffer, upTo position: Int64, to writer: inout any ResponseBodyWriter
  ) async throws {
    state.withLock { $0.waitingSince = .now }
    try await writer.write(bytes)
    state.withLock { state in
      state.waitingSince = nil
      state.position = position
    }
  }

  /// Ends a connection that has taken nothing for so long, with a message that says where to resume if it takes
  /// that yet.
  func cutIfStalled(after patience: Duration, grace: Duration) -> Int64? {
    let position: Int64? = state.withLock { state in
      guard !state.isCut, let since = state.waitingSince, .now - since >= patience else { return nil }
      state.isCut = true
      return state.position
    }
    guard let position else { return nil }
    let cut = FeedCut(
      .tooSlow, position: position,
      detail: "You were sent more than you took. Resume after @\(position), which is the last that was sent.")
    let message = ServerSentMessage(event: FeedCut.event, id: position, data: cut).bytes
    let channel = channel
    channel.writeAndFlush(HTTPResponsePart.body(message)).whenComplete { _ in channel.close(promise: nil) }
    channel.eventLoop.scheduleTask(in: .init(grace)) { channel.close(promise: nil) }
    return position
  }
}
