/// One job for a connection, and whom to tell the results.
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
  /// Called on the connection's thread with a result for each request. It must not block.
  let finish: @Sendable ([RequestResult]) -> Void

  var requestCount: Int {
    if case .pipeline(let requests) = work { requests.count } else { 1 }
  }
}
