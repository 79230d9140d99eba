internal import Glibc
internal import Manuscript
internal import Protocol
internal import Subprocess
internal import SystemPackage

/// Makes Markdown of papers in other forms, with pandoc where it is installed.
///
/// What strangers wrote is taken apart in a process of its own: it may read no other file and reach no network
/// (`--sandbox`), and has so much memory and time and no more.
struct Pandoc: Sendable {
  let program: FilePath

  /// The one in `PATH`; `nil` where there is none.
  init?() {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin"
    let programs = path.split(separator: ":").map { "\($0)/pandoc" }
    guard let program = programs.first(where: { access($0, X_OK) == 0 }) else { return nil }
    self.program = FilePath(program)
  }

  /// The Markdown of a paper.
  ///
  /// - Throws: ``Problem`` that says why there is none, and what to do.
  func markdown(of source: [UInt8], _ format: ForeignFormat) async throws(Problem) -> [UInt8] {
    guard let reader = format.pandocReader(for: source) else {
      throw Problem(.refused, "\(ImportError.foreign(format))")
    }
    let outcome = await withTaskGroup(of: Outcome.self) { group in
      group.addTask { await run(reader, on: source) }
      group.addTask {
        do { try await Task.sleep(for: Self.time) } catch { return .cancelled }
        return .tooSlow
      }
      let first = await group.next() ?? .cancelled
      group.cancelAll()
      return first
    }
    switch outcome {
    case .markdown(let markdown): return markdown
    case .failed(let reason):
      throw Problem(
        .refused,
        "pandoc cannot read the file as \(format): \(reason) Mend it, or convert it yourself: \(format.advice)"
      )
    case .tooSlow:
      throw Problem(
        .refused,
        "pandoc did not come to an end with the file within \(Self.time.components.seconds) s. Convert it yourself: "
          + format.advice)
    case .cancelled: throw Problem(.busy, "The server is stopping. Nothing was done; try again in a moment.")
    }
  }

  private enum Outcome: Sendable {
    case markdown([UInt8])
    case failed(String)
    case tooSlow
    case cancelled
  }

  private func run(_ reader: String, on source: [UInt8]) async -> Outcome {
    var options = PlatformOptions()
    options.teardownSequence = []
    let configuration = Configuration(
      executable: .path(program),
      arguments: [
        "+RTS", "-M\(Self.memory)m", "-RTS", "--sandbox", "--from", reader, "--to", Self.writer,
        "--wrap=none",
        "--markdown-headings=atx", "--standalone",
      ], environment: .custom(["LC_ALL": "C.UTF-8", "HOME": "/nonexistent"]), workingDirectory: "/",
      platformOptions: options)
    do {
      let result = try await Subprocess.run(
        configuration, input: .array(source), output: .bytes(limit: PaperReader.defaultByteLimit),
        error: .string(limit: 1 << 16))
      guard result.terminationStatus.isSuccess else { return .failed(Self.reason(result.standardError)) }
      return .markdown(result.standardOutput)
    } catch is CancellationError {
      return .cancelled
    } catch {
      return .failed("\(error).")
    }
  }

  /// The first line of what pandoc says, as a sentence.
  private static func reason(_ said: String) -> String {
    let line = said.split(whereSeparator: \.isNewline).first.map(String.init) ?? "it says nothing more"
    let start = line.hasPrefix("pandoc: ") ? String(line.dropFirst("pandoc: ".count)) : line
    return start.hasSuffix(".") ? start : start + "."
  }

  /// Markdown as our reader takes it: notes as `[^1]`, tables with pipes, and none of pandoc's own attributes.
  private static let writer =
    "markdown-smart-header_attributes-link_attributes-fenced_divs-bracketed_spans-native_divs-native_spans"
    + "-raw_attribute-raw_html-raw_tex-fenced_code_attributes-inline_code_attributes-simple_tables"
    + "-multiline_tables-grid_tables+pipe_tables-citations-implicit_figures"
  /// In MiB of its heap.
  private static let memory = 1024
  private static let time = Duration.seconds(60)
}

extension ForeignFormat {
  /// How pandoc calls the form; `nil` where it has no reader for it.
  fileprivate func pandocReader(for source: [UInt8]) -> String? {
    switch self {
    case .word: "docx"
    case .openDocument: "odt"
    case .epub: "epub"
    case .rtf: "rtf"
    case .html: "html"
    case .latex: "latex"
    case .reStructuredText: "rst"
    case .xml: Self.vocabulary(of: source)
    case .pdf, .oldWord, .postScript, .djvu, .spreadsheet, .slides, .zip, .gzip, .image, .utf32: nil
    }
  }

  /// Which XML it is: that of journals or DocBook, by how it begins.
  private static func vocabulary(of source: [UInt8]) -> String? {
    let opening = String(decoding: source.prefix(4096), as: UTF8.self).lowercased()
    if opening.contains("docbook") { return "docbook" }
    return ["jats", "-//nlm//", "<front>", "<front "].contains { opening.contains($0) } ? "jats" : nil
  }
}
