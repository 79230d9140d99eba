internal import CanonicalJSON
internal import EventLog
internal import Protocol

/// A receipt that may warn.
protocol WarningReceipt: JSONWritable {
  var warning: String? { get set }
}

/// A receipt that is kept with its request, and has the position in the log that the request got.
protocol KeptReceipt: JSONValue, WarningReceipt {
  var position: Int64 { get set }
}

extension Receipt: KeptReceipt {}
extension ImportReceipt: KeptReceipt {}
extension RemarksReceipt: KeptReceipt {}
extension JoinReceipt: WarningReceipt {}

extension AppendReceipt {
  /// What the request was answered with when it was carried out.
  ///
  /// - Throws: ``Problem`` where the answer that was kept cannot be read.
  func answer<Answer: KeptReceipt>(as type: Answer.Type) throws(Problem) -> Answer {
    do {
      var receipt = try Answer(json: JSON.parsed(answer))
      receipt.position = position
      return receipt
    } catch {
      throw Problem(.fault, "The answer that was kept with the request cannot be read.")
    }
  }
}
