internal import Protocol
internal import Synchronization

/// The prompt: runs lines typed at a terminal, one after the other.
struct Shell: Sendable {
  let runner: Runner
  let historyFile: String
  /// What Tab knows.
  private let names = SharedNames()

  init(runner: Runner, historyFile: String) {
    self.runner = runner
    self.historyFile = historyFile
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
        for command in script.add(line: text) where await !carryOut(command) {
          await leave()
          return .done
        }
      case .interrupted: script.discard()
      case .unreadable: await runner.display.note(["That line is not UTF-8."])
      case .end:
        await leave()
        return .done
      case .terminated:
        await leave()
        return .interrupted
      }
    }
  }

  /// - Returns: whether to go on.
  private func carryOut(_ command: CommandLine) async -> Bool {
    do throws(ClientError) {
      return try await runner.run { [session = runner.session] () async throws(ClientError) in
        try await session.run(command, abbreviates: true)
      }
    } catch {
      await runner.report(error, source: nil, json: runner.wantsJSON(command))
      return true
    }
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
    LineEditor.shared.loadHistory(from: historyFile)
    LineEditor.shared.setCompletion { before, word in
      Completion.offer(before: before, word: word, known: names.value)
    }
  }

  @BlockingThread
  private func read(_ prompt: String) -> LineInput {
    Signals.shared.setActivity(.reading)
    defer { Signals.shared.setActivity(.idle) }
    let input = LineEditor.shared.read(prompt: prompt)
    if case .line(let text) = input { LineEditor.shared.addToHistory(text) }
    return input
  }

  @BlockingThread
  private func leave() {
    LineEditor.shared.saveHistory(to: historyFile)
  }
}

/// Names for completion, learned by one thread and offered by another.
private final class SharedNames: Sendable {
  private let names = Mutex(KnownNames())

  var value: KnownNames { names.withLock { $0 } }

  func set(_ new: KnownNames) { names.withLock { $0 = new } }
}
