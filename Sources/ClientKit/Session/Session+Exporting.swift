internal import CanonicalJSON
internal import Editions
internal import Ledger
internal import Protocol
internal import Rendering

/// Exports, to a file or the screen.
extension Session {
  func export(_ request: ExportRequest, _ run: CommandRun) async throws(ClientError) {
    let path = ["papers", try await paper(run), "export", request.format]
    let record = EditionFormat(named: request.format)?.record ?? .absent
    if request.hasProof || record != .absent { try await rememberKey(run) }
    guard let file = request.file else { return try await show(request, at: path, run) }
    let proof = request.hasProof ? try await proof(for: request, run) : nil
    // What is proved is what is exported, whatever is said between the two answers.
    var query = request.query
    if let proof, request.edition == nil { query.append(("at", "@\(proof.inclusion.leaf + 1)")) }
    let asked = query
    let beside = "\(file).\(LogProof.fileExtension)"
    let count = try await write(file, beside: proof.map { (beside, $0.bytes) }) {
      target async throws(ClientError) in
      try await self.fetch(path, asked, into: target, named: file, run)
    }
    if run.options.json {
      var object = JSONObject.versioned
      object.set("file", file)
      object.set("bytes", Int64(count))
      if let proof {
        object.set("proof", beside)
        object.set("position", proof.inclusion.leaf + 1)
      }
      await answer(json: object)
    } else {
      let proved = proof.map { " The proof of @\($0.inclusion.leaf + 1) is \(beside)." } ?? ""
      await answer("\(file): \(request.format), \(Wording.count(count, "byte")).\(proved)", run)
    }
  }

  /// On standard output.
  private func show(_ request: ExportRequest, at path: [String], _ run: CommandRun) async throws(ClientError)
  {
    let display = display
    if run.options.json, request.format != EditionFormat.json.name {
      return try await answerInJSON(request, at: path, run)
    }
    guard display.surface.isTerminal else {
      _ = try await get(path, request.query, run) { bytes in await display.write(bytes) }
      lastAnswer = .block
      return
    }
    guard EditionFormat(named: request.format)?.isText != false else {
      throw ClientError(
        usage: "\(request.format) is no text that a terminal could show: export \(request.format) -o FILE")
    }
    // A terminal must not be controlled by the text.
    var page = Page()
    for line in String(decoding: try await get(path, request.query, run).body, as: UTF8.self).cleanedLines {
      page.line(Styled(line))
    }
    await answer(page, run.options)
  }

  /// As one value in JSON, like every answer that is asked for so. The form `json` is one by itself.
  private func answerInJSON(
    _ request: ExportRequest, at path: [String], _ run: CommandRun
  ) async throws(ClientError) {
    guard EditionFormat(named: request.format)?.isText != false else {
      throw ClientError(
        usage: "\(request.format) is no text that JSON could hold: export \(request.format) -o FILE --json")
    }
    var object = JSONObject.versioned
    object.set("format", request.format)
    object.set("text", String(decoding: try await get(path, request.query, run).body, as: UTF8.self))
    await answer(json: object)
  }

  private func proof(for request: ExportRequest, _ run: CommandRun) async throws(ClientError) -> LogProof {
    let path = ["papers", try await paper(run), "proof"]
    let answer = try await get(path, [("edition", request.edition)], run)
    do {
      return try LogProof(bytes: answer.body)
    } catch {
      throw ClientError(.fault, type: "fault", "The server's proof cannot be understood. \(error)")
    }
  }

  /// Writes a file, and one beside it if there is one: both or neither.
  ///
  /// - Returns: how many bytes the file has.
  private func write(
    _ path: String, beside other: (path: String, bytes: [UInt8])?,
    _ fill: (OutputFile) async throws(ClientError) -> Int
  ) async throws(ClientError) -> Int {
    let target = try await BlockingThread.run { () throws(ClientError) in try OutputFile(path) }
    var targets = [target]
    do throws(ClientError) {
      if let other {
        let second = try await BlockingThread.run { () throws(ClientError) in
          try OutputFile(other.path)
        }
        targets.append(second)
        try await BlockingThread.run { () throws(ClientError) in try second.write(other.bytes) }
      }
      let count = try await fill(target)
      let all = targets
      try await BlockingThread.run { () throws(ClientError) in
        try OutputFile.finish(all.reversed())
      }
      return count
    } catch {
      let all = targets
      await BlockingThread.run { for target in all { target.abandon() } }
      throw error
    }
  }

  private func fetch(
    _ path: [String], _ query: [(name: String, value: String?)], into target: OutputFile,
    named file: String, _ run: CommandRun
  ) async throws(ClientError) -> Int {
    let progress = ExportProgress(of: file)
    let telling = Task { [display] in await progress.tell(on: display) }
    do throws(ClientError) {
      _ = try await get(path, query, run) { bytes in
        do throws(ClientError) {
          try await BlockingThread.run { () throws(ClientError) in try target.write(bytes) }
          await progress.add(bytes.count)
          return true
        } catch {
          await progress.fail(error)
          return false
        }
      }
      if let failure = await progress.failure { throw failure }
    } catch {
      telling.cancel()
      await telling.value
      throw error
    }
    telling.cancel()
    await telling.value
    return await progress.count
  }
}
