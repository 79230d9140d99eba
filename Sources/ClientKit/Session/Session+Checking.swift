internal import CanonicalJSON
internal import Editions
internal import Protocol
internal import Rendering

/// Checks the apparatus of exports.
extension Session {
  func check(_ file: String, _ run: CommandRun) async throws(ClientError) {
    let check = try await BlockingThread.run { () throws(ClientError) in
      let bytes = try LocalFile.read(file)
      do throws(UncheckedForm) {
        return try EditionCheck(of: bytes)
      } catch {
        throw ClientError(unchecked: error, file)
      }
    }
    if run.options.json {
      await answer(json: JSON.text(of: CheckView(check, file: file)))
    } else {
      var page = Page()
      page.heading(
        check.findings.isEmpty
          ? "\(file): nothing is lacking and nothing contradicts itself."
          : "\(file): \(Wording.count(check.findings.count, "finding")).")
      for finding in check.findings { page.line(Styled(finding), indent: 2, hanging: 2) }
      page.line("Read as \(check.format): \(Wording.count(check.entries, "entry")).")
      await answer(page, run.options)
    }
    guard !check.findings.isEmpty else { return }
    throw ClientError(
      .refused, type: "not-sound",
      "The apparatus of \(file) is not sound. Whoever wrote the file can mend it, or export it again.")
  }
}

extension ClientError {
  fileprivate init(unchecked form: UncheckedForm, _ file: String) {
    self.init(
      .refused, type: "not-checked",
      "\(file) is \(form.name), and check reads TEI, JSON and Markdown. Export it as one of these, and check that."
    )
  }
}

/// `check --json`.
private struct CheckView {
  let file: String
  let format: String
  let entries: Int
  let findings: [String]

  init(file: String, format: String, entries: Int, findings: [String]) {
    self.file = file
    self.format = format
    self.entries = entries
    self.findings = findings
  }

  init(_ check: EditionCheck, file: String) {
    self.init(file: file, format: check.format, entries: check.entries, findings: check.findings)
  }
}

extension CheckView: JSONRecord {
  fileprivate static let shape = Shape(
    CheckView.init(file:format:entries:findings:), Field("file", \.file), Field("format", \.format),
    Field("entries", \.entries), Field("findings", \.findings)
  ).constant("v", 1)
}
