/// One thing for a connection to carry out, and whom to tell.
struct Job: Sendable {
  typealias ID = UInt64
  typealias RequestResult = Result<ResultHandle, PostgresError>

  enum Work: Sendable {
    /// Sent together, in the extended protocol.
    case pipeline([Request])
    /// Sent in the simple protocol.
    case script(String)
    case copyOut(String, CopyOutBuffer)
    case copyIn(String, started: @Sendable () -> Void)
  }

  let id: ID
  let work: Work
  /// Called on the connection's thread with an outcome for each request; it must not block.
  let finish: @Sendable ([RequestResult]) -> Void

  var requestCount: Int {
    if case .pipeline(let requests) = work { requests.count } else { 1 }
  }
}
