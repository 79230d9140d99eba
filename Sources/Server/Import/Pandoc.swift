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
  /// What holds the whole process to its memory, libraries and all; `nil` where the system has no such program, so
  /// that only pandoc's own heap is bounded.
  private let limiter: FilePath?

  /// The one in `PATH`; `nil` where there is none.
  init?() {
    guard let program = Self.find("pandoc") else { return nil }
    self.program = program
    limiter = Self.find("prlimit")
  }

  private static func find(_ name: String) -> FilePath? {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin"
    let programs = path.split(separator: ":").map { "\($0)/\(name)" }
    return programs.first { access($0, X_OK) == 0 }.map { FilePath($0) }
  }

  /// The Markdown of a paper, and what pandoc says of it.
  struct Reading: Sendable {
    var markdown: [UInt8]
    var log: ConverterLog
  }

  /// What pandoc makes of a paper. What it passed over the first time, and can be given so that it keeps it, it is given
  /// again.
  ///
  /// - Throws: ``Problem`` that says why there is none, and what to do.
  func reading(of paper: ForeignPaper, _ format: ForeignFormat) async throws(Problem) -> Reading {
    let first = try await reading(of: paper.prepared, format)
    guard let again = paper.prepared(after: first.log) else { return first }
    do {
      // What it said first is what had to be mended.
      return Reading(markdown: try await reading(of: again, format).markdown, log: first.log)
    } catch  where error.type == .refused {
      // What was added is at fault, not the paper.
      return first
    }
  }

  private func reading(of source: [UInt8], _ format: ForeignFormat) async throws(Problem) -> Reading {
    let readers = format.pandocReaders(for: source)
    guard !readers.isEmpty else {
      throw Problem(.refused, "\(ImportError.foreign(format))")
    }
    let outcome = await withTaskGroup(of: Outcome.self) { group in
      group.addTask { await bestReading(of: source, by: readers) }
      group.addTask {
        do { try await Task.sleep(for: Self.time) } catch { return .cancelled }
        return .tooSlow
      }
      let first = await group.next() ?? .cancelled
      group.cancelAll()
      return first
    }
    switch outcome {
    case .read(let reading): return reading
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
    case read(Reading)
    case failed(String)
    case tooSlow
    case cancelled
  }

  /// What the first reader makes of a paper; if that has no note, what another makes of it that has more links.
  private func bestReading(of source: [UInt8], by readers: [String]) async -> Outcome {
    var best = await run(readers[0], on: source)
    for reader in readers.dropFirst() {
      guard case .read(let first) = best, first.markdown.count(of: "[^") == 0,
        case .read(let second) = await run(reader, on: source),
        second.markdown.count(of: "](") > first.markdown.count(of: "](")
      else { break }
      best = .read(second)
    }
    return best
  }

  private func run(_ reader: String, on source: [UInt8]) async -> Outcome {
    var options = PlatformOptions()
    options.teardownSequence = []
    let arguments = [
      "+RTS", "-M\(Self.heap)m", "-RTS", "--sandbox", "--from", reader, "--to",
      reader == "latex" ? Self.writer : Self.writer + Self.notCiting, "--wrap=none",
      "--markdown-headings=atx",
      "--standalone", "--quiet", "--log=/dev/stderr",
    ]
    let limits = ["--as=\(Self.memory << 20)", "--core=0", program.string]
    let configuration = Configuration(
      executable: .path(limiter ?? program),
      arguments: Arguments(limiter == nil ? arguments : limits + arguments),
      environment: .custom(["LC_ALL": "C.UTF-8", "HOME": "/nonexistent"]), workingDirectory: "/",
      platformOptions: options)
    do {
      let result = try await Subprocess.run(
        configuration, input: .array(source), output: .bytes(limit: PaperReader.defaultByteLimit),
        error: .bytes(limit: PaperReader.defaultByteLimit))
      guard result.terminationStatus.isSuccess else {
        return .failed(Self.reason(String(decoding: result.standardError, as: UTF8.self)))
      }
      return .read(Reading(markdown: result.standardOutput, log: ConverterLog(result.standardError)))
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

  /// Markdown as our reader takes it: notes as `[^1]`, tables with pipes, drawn ones where cells hold lists, and none of
  /// pandoc's own attributes.
  private static let writer =
    "markdown-smart-header_attributes-link_attributes-fenced_divs-bracketed_spans-native_divs-native_spans"
    + "-raw_attribute-raw_html-raw_tex-fenced_code_attributes-inline_code_attributes-simple_tables"
    + "-multiline_tables+grid_tables+pipe_tables-implicit_figures"
  /// Other forms say in words what they cite; TeX only by key: `[@lund1988 12]`.
  private static let notCiting = "-citations"
  /// In MiB: of its heap, and of all that the process maps.
  private static let heap = 1024
  private static let memory = 2048
  private static let time = Duration.seconds(60)
}

extension ForeignFormat {
  /// How pandoc calls the form, the best first; none where it has no reader for it.
  fileprivate func pandocReaders(for source: [UInt8]) -> [String] {
    switch self {
    case .word: ["docx"]
    case .openDocument: ["odt"]
    // Its reader of EPUB drops the marks of notes whose bodies stand in a list at the end, as its own writer puts them.
    case .epub: ["epub", "epub-epub_html_exts"]
    case .rtf: ["rtf"]
    case .html: ["html"]
    case .latex: ["latex"]
    case .reStructuredText: ["rst"]
    case .xml: Self.vocabulary(of: source).map { [$0] } ?? []
    case .pdf, .oldWord, .postScript, .djvu, .spreadsheet, .slides, .zip, .gzip, .image, .utf32: []
    }
  }

  /// Whether XML is that of journals.
  static func isJournal(_ source: [UInt8]) -> Bool { vocabulary(of: source) == "jats" }

  /// Which XML it is: that of journals or DocBook, by how it begins.
  private static func vocabulary(of source: [UInt8]) -> String? {
    let opening = String(decoding: source.prefix(4096), as: UTF8.self).lowercased()
    if opening.contains("docbook") { return "docbook" }
    return ["jats", "-//nlm//", "<front>", "<front "].contains { opening.contains($0) } ? "jats" : nil
  }
}

extension [UInt8] {
  /// How often two ASCII characters stand one after the other.
  fileprivate func count(of pair: StaticString) -> Int {
    let (first, second) = (pair.utf8Start[0], pair.utf8Start[1])
    return zip(self, dropFirst()).count { $0 == first && $1 == second }
  }
}
