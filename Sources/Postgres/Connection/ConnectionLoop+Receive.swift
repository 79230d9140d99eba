internal import CLibPQ
import Logging

extension ConnectionLoop {
  /// Takes every reply that libpq has.
  func readReplies() {
    isReadingPaused = false
    var ends = 0
    while machine.expectsReply {
      // During a COPY in, libpq reads nothing; the server's replies come after the end.
      if copyPhase == .in { return }
      if copyPhase == .out && !readCopyData() { return }
      if PQisBusy(connection) != 0 { return }
      guard let result = PQgetResult(connection) else {
        // A broken connection would report ends for ever.
        ends += 1
        if PQstatus(connection) == CONNECTION_BAD { return }
        if ends > 2 { return lose(.protocolViolation) }
        perform(machine.received(.end))
        continue
      }
      ends = 0
      receive(ResultHandle(result, statement: currentStatement, count: inbox.results))
    }
  }

  private func receive(_ result: ResultHandle) {
    switch result.status {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
      perform(machine.received(.output(result)))
    case PGRES_PIPELINE_SYNC:
      perform(machine.received(.sync))
    case PGRES_PIPELINE_ABORTED:
      perform(machine.received(.aborted))
    case PGRES_FATAL_ERROR:
      copyPhase = .none
      perform(machine.received(.failure(error(from: result))))
    case PGRES_COPY_OUT:
      beginCopyOut()
    case PGRES_COPY_IN:
      beginCopyIn()
    default:
      lose(.protocolViolation)
    }
  }

  var currentJob: Job? {
    guard let id = machine.runningJob else { return nil }
    return jobs[id]
  }

  private var currentStatement: String? {
    switch currentJob?.work {
    case .pipeline(let requests): machine.currentRequest.map { requests[$0].statement.text }
    case .script(let sql), .copyOut(let sql, _), .copyIn(let sql, _): sql
    case nil: nil
    }
  }

  private func error(from result: ResultHandle) -> PostgresError {
    var parameters: EncodedParameters?
    if case .pipeline(let requests)? = currentJob?.work {
      parameters = machine.currentRequest.map { requests[$0].parameters }
    }
    guard let message = ServerMessage(result, redacting: parameters) else {
      // libpq made this result itself, as it does when a connection breaks.
      return PostgresError(.connectionLost, statement: result.statement)
    }
    return PostgresError(.server, message: message, statement: result.statement)
  }

  /// Sends the server's notices to the log.
  func receiveNotices() {
    PQsetNoticeReceiver(
      connection,
      { argument, result in
        guard let argument, let result else { return }
        let loop = Unmanaged<ConnectionLoop>.fromOpaque(argument).takeUnretainedValue()
        loop.log(notice: result)
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  /// - Parameter result: libpq's own, which it frees itself.
  private func log(notice result: OpaquePointer) {
    guard let notice = ServerMessage(result, redacting: nil) else { return }
    var metadata: Logger.Metadata = ["severity": "\(notice.severity)"]
    if let state = notice.sqlState { metadata["sqlstate"] = "\(state.rawValue)" }
    if let detail = notice.detail { metadata["detail"] = "\(detail)" }
    if let hint = notice.hint { metadata["hint"] = "\(hint)" }
    logger.log(level: notice.logLevel, "\(notice.message)", metadata: metadata)
  }
}
