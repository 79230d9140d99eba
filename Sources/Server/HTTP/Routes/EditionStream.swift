internal import Editions
internal import NIOCore
internal import Protocol
internal import Synchronization

/// An edition as it is sent: made piece by piece on a thread of its own, so that whoever is served by the same loop does not
/// wait for it.
final class EditionStream: Sendable {
  private let pieces: Mutex<EditionPieces.Iterator>

  init(_ edition: Edition, as format: EditionFormat, endsBeforeHistory: Bool) {
    pieces = Mutex(edition.pieces(as: format, endsBeforeHistory: endsBeforeHistory).makeIterator())
  }

  /// The next bytes, so many that going over to another thread costs little beside making them; `nil` at the end.
  func next() async throws(Problem) -> ByteBuffer? {
    try await TextWork.run {
      self.pieces.withLock { pieces in
        var buffer = ByteBuffer()
        while buffer.readableBytes < Self.chunk, let piece = pieces.next() { buffer.writeBytes(piece) }
        return buffer.readableBytes > 0 ? buffer : nil
      }
    }
  }

  /// How many bytes are sent at a time, at least.
  private static let chunk = 1 << 16
}
