public import EventLog
internal import PaperLog
internal import Protocol
internal import Scholarship
internal import Views

/// Times and positions, which a wrong clock sets at odds until it is mended.
extension PaperAccess {
  /// Bounds with positions in the place of times.
  func placed(_ bounds: MomentBounds) async throws(Problem) -> MomentBounds {
    if let since = bounds.since, let until = bounds.until, since.isAfter(until) {
      throw Problem(.refused, "\(since) is after \(until). Name the earlier one first.")
    }
    do throws(ReadError) {
      var placed = bounds
      if case .time(let first, _)? = bounds.since {
        placed.since = .position(try await store.position(at: first.microseconds - 1) + 1)
      }
      if case .time(_, let last)? = bounds.until {
        placed.until = .position(try await store.position(at: last.microseconds))
      }
      return placed
    } catch {
      throw Problem(ArchiveError.log(error))
    }
  }

  /// Says of each event that a wrong clock dated that it did.
  func markMisdated(_ items: inout [HistoryItem]) async throws(Problem) {
    let mendings: Mendings
    do { mendings = try await store.mendings() } catch { throw Problem(ArchiveError.log(error)) }
    if mendings.events.isEmpty { return }
    for index in items.indices {
      guard let at = Timestamp(items[index].at),
        let words = mendings.words(ofEventAt: items[index].position, dated: at.microseconds)
      else { continue }
      items[index].misdated = words
    }
  }
}

extension Mendings {
  /// What is said of an event that a wrong clock dated; `nil` of one that is dated rightly.
  public func words(ofEventAt position: Int64, dated time: Int64) -> String? {
    guard let mending = mending(ofEventAt: position, dated: time) else { return nil }
    let reason = ClockMended(mending).map { ": \($0.reason)" } ?? ""
    return "dated by a wrong clock, mended @\(mending.position)\(reason)"
  }
}
