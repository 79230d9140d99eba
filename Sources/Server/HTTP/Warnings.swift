internal import EventLog
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import Protocol
internal import Scholarship

/// What whoever looks after the server is to hear of, though it works: that the log was put back to an older state, and
/// what is written may be lost with it; that the clock is wrong. The status, the readiness and every receipt say it.
struct Warnings: Sendable {
  let authority: CheckpointAuthority
  let store: any EventStore

  /// All that there is to say now; `nil` where that is nothing.
  func text() async -> String? {
    let refusal = await authority.refusal?.description
    guard let clock = clock(store.clockFaults) else { return refusal }
    return refusal.map { "\($0) \(clock)" } ?? clock
  }

  /// A receipt as it is sent.
  func answer(
    _ receipt: some WarningReceipt, status: HTTPResponse.Status = .ok
  ) async -> Response {
    var receipt = receipt
    receipt.warning = await text()
    return Answer.receipt(receipt, status: status)
  }

  private func clock(_ faults: [ClockFault]) -> String? {
    faults.isEmpty ? nil : faults.map { $0.words(at: store.now) }.joined(separator: " ")
  }

  /// Tells the server's log of what is wrong with the clock, once whenever that changes, until the task is cancelled.
  func watchClock(_ logger: Logger, every interval: Duration = .seconds(1)) async {
    var told: [ClockFault] = []
    while !Task.isCancelled {
      let faults = store.clockFaults
      if faults.isNews(after: told) {
        if let words = clock(faults) {
          logger.warning("\(words)")
        } else {
          logger.notice("nothing is wrong with the clock any more")
        }
        told = faults
      }
      do { try await Task.sleep(for: interval) } catch { return }
    }
  }
}

extension ClockFault {
  /// What is wrong, and what to do.
  ///
  /// - Parameter now: what the clock says.
  func words(at now: Int64) -> String {
    let mend = "“recensiond mend-clock -m WHY” at the server's machine"
    return switch kind {
    case .behindLog:
      "The server's clock is \(span) behind the log, which dates what is written now "
        + "\(Timestamp(microseconds: now + microseconds)). If the clock is wrong, set it; if one that was ahead has dated "
        + "the log, mend that: \(mend)."
    case .jumped:
      "The server's clock was set \(microseconds < 0 ? "back" : "forward") by \(span) while the server ran. If it is "
        + "wrong now, set it, and mend what it dated: \(mend). If it is right, start the server again."
    case .aheadOfMended:
      "The server's clock is \(span) ahead of the one that the log was mended by, and dates it wrongly again. If it "
        + "is wrong, set it, and mend what it dated: \(mend). If it is right and the other was not, start the server again."
    }
  }

  /// How much it is, about, in the largest unit of which it is one.
  private var span: String {
    let minutes = (microseconds.magnitude + 30_000_000) / 60_000_000
    let units: [(name: String, minutes: UInt64)] = [
      ("year", 525_600), ("day", 1440), ("hour", 60), ("minute", 1),
    ]
    let unit = units.first { minutes >= $0.minutes } ?? ("minute", 1)
    let count = (minutes + unit.minutes / 2) / unit.minutes
    return count == 1 ? "1 \(unit.name)" : "\(count) \(unit.name)s"
  }
}
