internal import Exchange
internal import Manuscript
internal import Protocol
internal import Rendering

/// Files sent: papers, new bases of them, and what others said of them.
extension Session {
  /// The largest paper that a server accepts by default.
  static let largestPaper = 32 << 20

  /// Sends a file as a paper, or as a new base of one: `path` says which.
  func importText(
    _ file: String, to path: [String], _ query: [(name: String, value: String?)], isDryRun: Bool,
    _ run: CommandRun
  ) async throws(ClientError) {
    let bytes = try await read(file, limit: Self.largestPaper)
    let answer = try await upload(
      bytes, of: Self.mediaType(of: file, bytes), to: path, query, isDryRun: isDryRun, run)
    let receipt = try Self.decode(ImportReceipt.self, from: answer)
    if let warning = receipt.warning { await display.note([warning]) }
    if !isDryRun { await note(receipt.position, run) }
    if run.options.json {
      await self.answer(json: answer.body)
    } else {
      await self.answer(Page(receipt, isDryRun: isDryRun), run.options)
    }
  }

  /// Sends a file in which others said something of a paper.
  func importRemarks(
    _ file: String, to paper: String, into kind: String?, isDryRun: Bool, _ run: CommandRun
  ) async throws(ClientError) {
    let bytes = try await read(file, limit: ForeignFile.byteLimit)
    let name = file.split(separator: "/").last.map(String.init) ?? file
    let answer = try await upload(
      bytes, of: ForeignFile.mediaType(of: name, bytes), to: ["papers", paper, "annotations"],
      [("file", name), ("into", kind)], isDryRun: isDryRun, run)
    let receipt = try Self.decode(RemarksReceipt.self, from: answer)
    if let warning = receipt.warning { await display.note([warning]) }
    if !isDryRun {
      await note(receipt.position, run)
      known.note(ids: receipt.ids, in: paper)
    }
    if run.options.json {
      await self.answer(json: answer.body)
    } else {
      await self.answer(Page(receipt, isDryRun: isDryRun), run.options)
    }
  }

  private func upload(
    _ bytes: [UInt8], of type: String, to path: [String], _ query: [(name: String, value: String?)],
    isDryRun: Bool, _ run: CommandRun
  ) async throws(ClientError) -> HTTPAnswer {
    if isDryRun { return try await rehearse(path, query, contentType: type, body: bytes, by: run) }
    return try await post(path, query, contentType: type, body: bytes, by: run)
  }

  private func read(_ file: String, limit: Int) async throws(ClientError) -> [UInt8] {
    let bytes = try await BlockingThread.run { () throws(ClientError) in
      try LocalFile.read(file, limit: limit)
    }
    if display.surface.notesAreSeen, bytes.count > 1 << 20 {
      await display.note(["Sending \(file), \(bytes.count >> 20) MiB …"])
    }
    return bytes
  }

  /// What the file is, by what it holds, else by its name; Markdown where neither tells.
  private static func mediaType(of file: String, _ bytes: [UInt8]) -> String {
    if let format = ForeignFormat(of: bytes) ?? ForeignFormat(fileName: file), let type = format.mediaType {
      return type
    }
    return file.lowercased().hasSuffix(".txt") ? "text/plain" : "text/markdown"
  }
}
