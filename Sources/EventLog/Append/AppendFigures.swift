/// What was appended since the server began.
public struct AppendFigures: Sendable {
  /// The bounds of the histogram of batches.
  public static let bounds = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024]

  /// How many requests wait now.
  public internal(set) var waiting = 0
  /// How many requests were appended, or had been before.
  public internal(set) var requests: Int64 = 0
  /// How many events they have.
  public internal(set) var events: Int64 = 0
  /// How many were refused, at the queue or in their batch.
  public internal(set) var refused: Int64 = 0
  /// How many of them in their batch.
  public internal(set) var refusedInBatches: Int64 = 0
  /// How many batches had how many requests: up to each bound, and beyond the last.
  public internal(set) var batches = [Int64](repeating: 0, count: bounds.count + 1)

  mutating func note(batch size: Int, _ receipts: [AppendReceipt]) {
    batches[Self.bounds.firstIndex { size <= $0 } ?? Self.bounds.count] += 1
    requests += Int64(receipts.count)
    events += receipts.reduce(0) { $0 + Int64($1.events.count) }
    refusedInBatches += Int64(size - receipts.count)
    refused += Int64(size - receipts.count)
  }
}
