/// A promise of the log that a history shows broken.
enum Violation: Hashable, Sendable, CustomStringConvertible {
  /// Positions from 1 on, or a stream's sequences, have a gap or a repetition here.
  case notDense(position: Int64)
  /// The header does not follow from the one before it in its stream, or not from its own contents.
  case brokenChain(position: Int64)
  case timeGoesBack(position: Int64)
  /// Acknowledged, and not in the log.
  case lost(key: String)
  /// Acknowledged at another place, or as something else, than stands in the log.
  case misreported(key: String)
  /// In the log more than once, or not in one piece.
  case doubled(key: String)
  /// In the log although the server said that it was not done.
  case doneThoughRefused(key: String)
  /// An event in the log that nobody asked for.
  case unasked(position: Int64)
  /// Not known to this day whether it was done.
  case unsettled(key: String)
  /// Acknowledged before the other was sent, and yet behind it.
  case outOfOrder(first: String, second: String)
  /// Not what deciding the command on the state at that place gives.
  case undecidable(key: String, reason: String)
  /// Refused, although nothing speaks against it on any state that there was while it was under way.
  case refusedWithoutCause(key: String, detail: String)
  /// An answer that no server in order gives.
  case fault(key: String, status: Int, detail: String)
  /// A feed left an event out, repeated one or told one that is not there.
  case feedDiffers(reader: String, after: Int64)

  var description: String {
    switch self {
    case .notDense(let position): "positions or sequences are not dense at @\(position)"
    case .brokenChain(let position): "the chain of headers is broken at @\(position)"
    case .timeGoesBack(let position): "the time goes back at @\(position)"
    case .lost(let key): "\(key) was acknowledged and is not in the log"
    case .misreported(let key): "\(key) was acknowledged otherwise than it stands in the log"
    case .doubled(let key): "\(key) stands in the log more than once, or in pieces"
    case .doneThoughRefused(let key): "\(key) was refused and stands in the log"
    case .unasked(let position): "nobody asked for the event at @\(position)"
    case .unsettled(let key): "what became of \(key) was never settled"
    case .outOfOrder(let first, let second):
      "\(first) was acknowledged before \(second) was sent, and stands behind it"
    case .undecidable(let key, let reason): "\(key) is not what its command comes to at that place: \(reason)"
    case .refusedWithoutCause(let key, let detail): "\(key) was refused without cause: \(detail)"
    case .fault(let key, let status, let detail): "\(key) was answered with \(status): \(detail)"
    case .feedDiffers(let reader, let after): "the feed of \(reader) is not the log's after @\(after)"
    }
  }
}
