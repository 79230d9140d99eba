internal import Acts
internal import CanonicalJSON
internal import Editions
internal import FoundationEssentials
internal import Manuscript
internal import Protocol
internal import Rendering

/// Acts, and files sent and fetched.
extension Session {
  func send(_ act: AnyAct, _ run: CommandRun) async throws(ClientError) {
    let paper = try await paper(run)
    let reader = try await reader(run)
    let receipt: Receipt
    do throws(ClientError) {
      receipt = try await submit(shown.completing(act, by: reader), to: paper, run)
    } catch {
      // Said again, it is said of the words that the refusal shows.
      if error.type == Problem.Kind.conflict.rawValue { shown.forget(act, by: reader) }
      throw error
    }
    known.note(ids: receipt.ids, in: paper)
    if run.options.json {
      await answer(json: Self.object(of: receipt))
      return
    }
    let thing = await thing(after: act, receipt, in: paper, run)
    let telling = act.act.told(Done(receipt, thing: thing, by: run.profile))
    await answer(telling.sentence(receipt), run)
  }

  func submit(
    _ act: AnyAct, to paper: String, _ run: CommandRun
  ) async throws(ClientError) -> Receipt {
    let answer = try await post(
      ["papers", paper, "commands"], body: JSON.text(of: act), asking: JSON.text(of: act.asked), by: run)
    let receipt = try Self.decode(Receipt.self, from: answer)
    await note(receipt.position, run)
    return receipt
  }

  private static func object(of receipt: Receipt) -> JSONObject {
    var object = JSONObject.versioned
    object.set("id", receipt.ids.first)
    object.set("position", receipt.position)
    object.set("remark", receipt.remark)
    return object
  }

  /// The thing after the write, to report on it. A failure here is no error: the write is known to be stored.
  private func thing(
    after act: AnyAct, _ receipt: Receipt, in paper: String, _ run: CommandRun
  ) async -> ThingItem? {
    guard let id = receipt.ids.first, type(of: act.act).tellsOfThing else { return nil }
    do throws(ClientError) {
      var run = run
      run.options.at = nil
      let view = try Self.decode(
        ThingView.self, from: try await get(["papers", paper, "things", id], run))
      shown.note(view, to: try await reader(run))
      return view.item
    } catch {
      return nil
    }
  }

  /// The largest paper that a server accepts by default.
  static let largestPaper = 32 << 20

  /// Sends a file as a paper, or as a new base of one: `path` says which.
  func importText(
    _ file: String, to path: [String], _ query: [(name: String, value: String?)], isDryRun: Bool,
    _ run: CommandRun
  ) async throws(ClientError) {
    let bytes = try await BlockingThread.run { () throws(ClientError) in
      try LocalFile.read(file, limit: Self.largestPaper)
    }
    if display.surface.notesAreSeen, bytes.count > 1 << 20 {
      await display.note(["Sending \(file), \(bytes.count >> 20) MiB …"])
    }
    let answer = try await post(
      path, query + [(name: "dry-run", value: isDryRun ? "true" : nil)],
      contentType: Self.mediaType(of: file, bytes), body: bytes, by: run)
    let receipt = try Self.decode(ImportReceipt.self, from: answer)
    if !isDryRun { await note(receipt.position, run) }
    if run.options.json {
      await self.answer(json: answer.body)
    } else {
      await self.answer(Page(receipt, isDryRun: isDryRun), run.options)
    }
  }

  /// What the file is, by what it holds, else by its name; Markdown where neither tells.
  private static func mediaType(of file: String, _ bytes: [UInt8]) -> String {
    if let format = ForeignFormat(of: bytes) ?? ForeignFormat(fileName: file), let type = format.mediaType {
      return type
    }
    return file.lowercased().hasSuffix(".txt") ? "text/plain" : "text/markdown"
  }

  func export(_ request: ExportRequest, _ run: CommandRun) async throws(ClientError) {
    let (format, query) = (request.format, request.query)
    let path = ["papers", try await paper(run), "export", format]
    if EditionFormat(named: format)?.hasRecord == true { try await rememberKey(run) }
    guard let file = request.file else {
      let display = display
      guard display.surface.isTerminal else {
        _ = try await get(path, query, run) { bytes in await display.write(bytes) }
        lastAnswer = .block
        return
      }
      guard EditionFormat(named: format)?.isText != false else {
        throw ClientError(usage: "\(format) is no text that a terminal could show: export \(format) -o FILE")
      }
      // A terminal must not be controlled by the text.
      var page = Page()
      for line in String(decoding: try await get(path, query, run).body, as: UTF8.self).cleanedLines {
        page.line(Styled(line))
      }
      await answer(page, run.options)
      return
    }
    let target = try await BlockingThread.run { () throws(ClientError) in try OutputFile(file) }
    let progress = ExportProgress()
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
      try await BlockingThread.run { () throws(ClientError) in try target.finish() }
    } catch {
      await BlockingThread.run { target.abandon() }
      throw error
    }
    let count = await progress.count
    if run.options.json {
      var object = JSONObject.versioned
      object.set("file", file)
      object.set("bytes", Int64(count))
      await answer(json: object)
    } else {
      await answer("\(file): \(format), \(Wording.count(count, "byte")).", run)
    }
  }
}

/// How far an export into a file has come.
private actor ExportProgress {
  private(set) var count = 0
  private(set) var failure: ClientError?

  func add(_ bytes: Int) { count += bytes }
  func fail(_ error: ClientError) { failure = error }
}
