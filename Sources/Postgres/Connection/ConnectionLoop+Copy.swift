internal import CLibPQ

extension ConnectionLoop {
  func beginCopyOut() {
    // libpq has no COPY in pipeline mode.
    guard PQpipelineStatus(connection) == PQ_PIPELINE_OFF else { return lose(.protocolViolation) }
    copyPhase = .out
    if case .copyOut(_, let buffer)? = currentJob?.work { buffer.begin() }
  }

  /// - Returns: whether the copy's data has ended.
  func readCopyData() -> Bool {
    var buffer: CopyOutBuffer?
    if case .copyOut(_, let reader)? = currentJob?.work { buffer = reader }
    let chunkSize = 1 << 16
    var chunk: [UInt8] = []
    while true {
      if buffer?.isFull == true {
        isReadingPaused = true
        return false
      }
      var row: UnsafeMutablePointer<CChar>?
      let count = PQgetCopyData(connection, &row, 1)
      if count > 0 {
        if buffer?.isAbandoned == false {
          chunk.append(contentsOf: UnsafeRawBufferPointer(start: row, count: Int(count)))
        }
        PQfreemem(row)
      }
      if !chunk.isEmpty && (chunk.count >= chunkSize || count <= 0) {
        buffer?.append(chunk)
        chunk = []
      }
      if count == 0 { return false }
      if count < 0 {
        copyPhase = .none
        return true
      }
    }
  }

  func beginCopyIn() {
    guard PQpipelineStatus(connection) == PQ_PIPELINE_OFF else { return lose(.protocolViolation) }
    copyPhase = .in
    if case .copyIn(_, let started)? = currentJob?.work { return started() }
    PQputCopyEnd(connection, "this request has no data to copy; use copyIn")
    copyPhase = .none
  }

  func writeCopyData(_ id: Job.ID, _ bytes: [UInt8], _ written: @escaping CopyIn.Completion) {
    guard machine.runningJob == id, copyPhase == .in, machine.end == nil else { return written() }
    let status = bytes.withUnsafeBytes { bytes in
      PQputCopyData(connection, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), CInt(bytes.count))
    }
    copyWriters.append(written)
    if status < 0 { lose() }
  }

  func endCopyIn(_ id: Job.ID, reason: String?) {
    guard machine.runningJob == id, copyPhase == .in, machine.end == nil else { return }
    copyPhase = .none
    if PQputCopyEnd(connection, reason) < 0 { lose() }
  }
}
