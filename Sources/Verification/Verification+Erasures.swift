internal import Ledger
internal import Scholarship

extension Verification {
  /// Reports what was erased, by whom and why, and checks what is left against the erasure's record.
  ///
  /// The header of an erased event is in the chain like any other. What is left of its body is not, but the
  /// event that records the erasure has its digest, and that event is in the chain.
  ///
  /// - Returns: whether nothing is wrong.
  mutating func checkErasures(_ history: [StoredEvent]) -> Bool {
    guard history.contains(where: \.isErased) else {
      report.add(.erasures, .holds, "Nothing was erased.")
      return true
    }
    let records = Self.erasures(in: history)
    for event in history where event.isErased {
      let header = event.header
      let place = VerificationReport.EventPlace(sequence: header.sequence, position: header.position)
      let record = records[header.position]
      if let remains = record?.remains, Hash(of: event.body).description != remains {
        report.faultyEvent = place
        report.add(
          .erasures, .fails,
          "What is wrong is \(place), a \(header.type) by \(header.actor): what is left of it is not what its erasure "
            + "left.")
        return false
      }
      report.erasures.append(
        .init(
          place: place, by: record?.by, position: record?.position, reason: record?.reason,
          isVouchedFor: record?.remains != nil))
    }
    addErasures()
    return true
  }

  private struct Record {
    var by: String
    var position: Int64
    var reason: String
    var remains: String?
  }

  /// The erasures by the position of what they erased.
  private static func erasures(in history: [StoredEvent]) -> [Int64: Record] {
    var records: [Int64: Record] = [:]
    for event in history where event.header.type == StoredEvent.erasure {
      let header = event.header
      let erased: BodyErased
      do {
        let event = try Event(type: header.type, version: header.version, body: event.body)
        guard let body = event.payload as? BodyErased else { continue }
        erased = body
      } catch {
        // Written by a newer program: who did it is known, but this program cannot check what it left.
        continue
      }
      records[erased.position] = Record(
        by: header.actor, position: header.position, reason: erased.reason, remains: erased.remains)
    }
    return records
  }

  private mutating func addErasures() {
    let erasures = report.erasures
    let known = erasures.filter { $0.by != nil }
    // One order often erases many words: report it once.
    var told: [(by: String, reason: String, events: [String])] = []
    for erasure in known {
      guard let by = erasure.by, let reason = erasure.reason else { continue }
      let event = "\(erasure.place.sequence)"
      if let index = told.firstIndex(where: { $0.by == by && $0.reason == reason }) {
        told[index].events.append(event)
      } else {
        told.append((by, reason, [event]))
      }
    }
    let account = told.map { by, reason, events in
      "\(by) erased what \(Self.list(events)) said, because: “\(reason)”."
    }
    let count = erasures.count == 1 ? "1 body was" : "\(erasures.count) bodies were"
    let start = "\(count) erased; the hashes still chain."
    let unvouched = erasures.filter { !$0.isVouchedFor }
    guard unvouched.isEmpty else {
      let events = Self.list(unvouched.map { "\($0.place.sequence)" })
      return report.add(
        .erasures, .unknown,
        ([start] + account).joined(separator: " ")
          + " For \(events) nothing in the file says who did it and what they left. An export of the paper as it is now "
          + "has that, unless the erasure is from before it was noted.")
    }
    report.add(
      .erasures, .holds,
      ([start] + account).joined(separator: " ")
        + " What is left, who did what and where, is what \(erasures.count == 1 ? "that erasure" : "those erasures") left."
    )
  }

  private static func list(_ numbers: [String]) -> String {
    numbers.count == 1
      ? "event \(numbers[0])"
      : "events \(numbers.dropLast().joined(separator: ", ")) and \(numbers[numbers.count - 1])"
  }
}
