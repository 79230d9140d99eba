public import EventLog
public import Ledger
internal import PaperLog
public import Protocol

extension EventStore {
  /// What a request was answered with before, if it was.
  public func earlierReceipt(for key: String, _ fingerprint: Hash) async throws(Problem) -> AppendReceipt? {
    do {
      return try await answer(to: key, fingerprint: fingerprint)
    } catch {
      throw Problem(error)
    }
  }

  /// Makes sure that the log has come to a position which someone says they have seen.
  public func reach(_ position: Int64) async throws(Problem) {
    guard position > progress.position else { return }
    let head = try await lastPosition()
    guard position <= head else {
      throw Problem(.noSuchThing, "The log has come to @\(head); there is no @\(position) yet.")
    }
  }

  /// To which position the log has come.
  public func lastPosition() async throws(Problem) -> Int64 {
    do { return try await head() } catch { throw Problem(ArchiveError.log(error)) }
  }
}
