internal import Protocol
internal import Rendering
internal import Synchronization

/// The prompt: runs lines typed at a terminal, one after the other.
struct Shell: Sendable {
  let runner: Runner
  let history: HistoryFile
  /// What Tab knows.
  private let names = SharedNames()

  init(runner: Runner, historyFile: String) {
    self.runner = runner
    history = HistoryFile(path: historyFile)
  }

  func run() async -> ExitCode {
    await begin(names)
    await greet()
    var script = Script(name: "")
    while true {
      names.set(await runner.session.known)
      let prompt = script.isWithinCommand ? "> " : await runner.session.prompt
      switch await read(prompt) {
      case .line(let text):
        guard await carryOut(script.add(line: text)) else { return .done }
      case .interrupted: script.discard()
      case .unreadable: await runner.display.note(["That line is not UTF-8."])
      case .end: return .done
      case .failed(let code):
        let error = ClientError(file: "the terminal", doing: "read", code: code)
        await runner.report(error, source: nil, json: false)
        return error.exit
      case .terminated: return .interrupted
      }
    }
  }

  /// Carries out what was typed or pasted together, up to the first error: what comes after it may rest on what was not
  /// done.
  ///
  /// - Returns: whether to go on.
  private func carryOut(_ commands: [CommandLine]) async -> Bool {
    for (index, command) in commands.enumerated() {
      do throws(ClientError) {
        let goesOn = try await runner.run { [session = runner.session] () async throws(ClientError) in
          try await session.run(command, abbreviates: true)
        }
        guard goesOn else { return false }
      } catch {
        await runner.report(error, source: nil, json: runner.wantsJSON(command))
        await leaveOut(commands.count - index - 1)
        return true
      }
    }
    return true
  }

  /// Tells that what was given with a command that failed is not done; also lines that came before its error was seen,
  /// where a terminal does not say what is pasted.
  private func leaveOut(_ rest: Int) async {
    let isMoreTyped = await BlockingThread.run { Terminal.discardTyped() }
    guard rest > 0 || isMoreTyped else { return }
    let what = rest > 0 ? "The \(Wording.count(rest, "command")) after it" : "What was typed meanwhile"
    await runner.display.note(["\(what) \(rest > 1 ? "are" : "is") not carried out."])
  }

  private func greet() async {
    do throws(ClientError) {
      _ = try await runner.run {
        [session = runner.session, display = runner.display] () async throws(ClientError) in
        await display.note(try await session.greeting())
        return true
      }
    } catch {
      await runner.report(error, source: nil, json: false)
    }
  }

  // MARK: The editor

  @BlockingThread
  private func begin(_ names: SharedNames) {
    LineEditor.shared.load(history)
    LineEditor.shared.setCompletion { before, word in
      Completion.offer(before: before, word: word, known: names.value)
    }
  }

  @BlockingThread
  private func read(_ prompt: String) -> LineInput {
    Signals.shared.setActivity(.reading)
    defer { Signals.shared.setActivity(.idle) }
    let input = LineEditor.shared.read(prompt: prompt)
    if case .line(let text) = input { LineEditor.shared.add(text, to: history) }
    return input
  }
}

/// Names for completion, learned by one thread and offered by another.
private final class SharedNames: Sendable {
  private let names = Mutex(KnownNames())

  var value: KnownNames { names.withLock { $0 } }

  func set(_ new: KnownNames) { names.withLock { $0 = new } }
}
