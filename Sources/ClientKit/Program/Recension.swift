internal import FoundationEssentials
internal import Glibc
internal import Protocol

/// The program `recension`.
public enum Recension {
  public static let version = "0.1.0"

  /// Runs the program with these arguments and returns the exit status.
  ///
  /// - Parameters:
  ///   - arguments: without the program's name.
  ///   - variables: the environment.
  public static func run(arguments: [String], variables: [String: String]) async -> Int32 {
    let display = StandardStreams(variables: variables)
    let code: ExitCode
    do throws(ClientError) {
      let options = try ProgramOptions(arguments: arguments)
      if options.mode != .version, options.mode != .help { try Places(variables: variables).check() }
      code = try await run(options, display, variables)
    } catch {
      if arguments.contains("--json") {
        await display.note([ErrorReport.json(error)])
      } else {
        await display.note(ErrorReport.lines(error, source: "recension"))
      }
      code = error.exit
    }
    return code.rawValue
  }

  /// Runs the program in this process, with its arguments, environment and signals, and exits.
  public static func main() -> Never {
    openStandardFiles()
    Signals.shared.block()
    Task.detached {
      exit(
        await run(
          arguments: Array(Swift.CommandLine.arguments.dropFirst()),
          variables: ProcessInfo.processInfo.environment))
    }
    Signals.shared.serve()
  }

  /// Opens standard files that were closed on nothing: else the next file that is opened would take their place, and
  /// what is written to standard output would go there.
  private static func openStandardFiles() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
    where fcntl(descriptor, F_GETFD) < 0 && errno == EBADF {
      // The lowest that is free, which is this one.
      _ = open("/dev/null", O_RDWR)
    }
  }

  private static func run(
    _ options: ProgramOptions, _ display: StandardStreams, _ variables: [String: String]
  ) async throws(ClientError) -> ExitCode {
    let places = Places(variables: variables)
    let session = Session(
      display: display, places: places, drafts: TerminalEditor(variables: variables),
      prompter: TerminalPrompter(), options: options.global,
      makeTransport: { HTTPTransport(server: $0, authorities: places.authorities) })
    let runner = Runner(session: session, display: display, options: options)
    switch options.mode {
    case .version:
      await display.write(Array("recension \(version)\n".utf8))
    case .help:
      await session.answer(Reference.current.programPage, options.global)
    case .command(let words): return await runner.runCommand(words)
    case .text(let text): return await runner.runScript(text, name: "-c")
    case .file("-"): return await runLines(of: STDIN_FILENO, name: "stdin", runner)
    case .file(let path): return await runFile(path, runner)
    case .shell where isatty(STDIN_FILENO) == 1 && !options.global.noInput:
      return await Shell(runner: runner, historyFile: places.historyFile).run()
    case .shell: return await runLines(of: STDIN_FILENO, name: "stdin", runner)
    }
    if let trouble = await display.trouble() { throw trouble }
    return .done
  }

  private static func runFile(_ path: String, _ runner: Runner) async -> ExitCode {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      var error = ClientError(file: path, doing: "read", code: errno)
      if errno == ENOENT { error.exit = .noSuchThing }
      await runner.report(error, source: "recension", json: runner.options.global.json)
      return error.exit
    }
    defer { close(descriptor) }
    return await runLines(of: descriptor, name: path, runner)
  }

  private static func runLines(of descriptor: Int32, name: String, _ runner: Runner) async -> ExitCode {
    let reader = await LineReader(descriptor)
    return await runner.runScript(name: name) { await Self.next(of: reader) }
  }

  @BlockingThread
  private static func next(of reader: LineReader) -> LineInput {
    Signals.shared.setActivity(.reading)
    defer { Signals.shared.setActivity(.idle) }
    return reader.next()
  }
}
