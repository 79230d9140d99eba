internal import Protocol
internal import Synchronization

/// Runs commands one after the other and reports errors.
struct Runner: Sendable {
  let session: Session
  let display: any Display
  let options: ProgramOptions

  /// Runs one command so that Ctrl-C stops it.
  ///
  /// - Returns: whether to go on.
  func run(
    _ body: @escaping @Sendable () async throws(ClientError) -> Bool
  ) async throws(ClientError) -> Bool {
    let task = Task { () -> Result<Bool, ClientError> in
      do throws(ClientError) {
        return .success(try await body())
      } catch {
        return .failure(Task.isCancelled ? .interrupted(instead: error) : error)
      }
    }
    Signals.shared.setActivity(.running { task.cancel() })
    let result = await task.value
    Signals.shared.setActivity(.idle)
    return try result.get()
  }

  /// Runs one command, given its words.
  func runCommand(_ words: [String]) async -> ExitCode {
    let line = CommandLine(arguments: words)
    do throws(ClientError) {
      _ = try await run { [session] () async throws(ClientError) in try await session.run(line, isAlone: true)
      }
      return .done
    } catch {
      await report(error, source: "recension", json: wantsJSON(line))
      return error.exit
    }
  }

  /// Runs a script, given its text.
  func runScript(_ text: String, name: String) async -> ExitCode {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      LineInput.line(String($0))
    }
    lines.append(.end)
    var next = 0
    return await runScript(name: name) {
      defer { next += 1 }
      return lines[min(next, lines.count - 1)]
    }
  }

  /// Runs a script whose lines arrive one by one.
  func runScript(name: String, next: () async -> LineInput) async -> ExitCode {
    await session.separateAnswers()
    var script = Script(name: name)
    var first = ExitCode.done
    var number = 0
    while true {
      number += 1
      do throws(ClientError) {
        switch await next() {
        case .line(let text):
          for command in script.add(line: text) {
            let code = await runScripted(command, name: name)
            guard let code else { return first }
            if first == .done { first = code }
            if code != .done, !options.keepsGoing || code == .interrupted { return first }
          }
        case .end:
          try script.finish()
          return first
        case .interrupted, .terminated: return .interrupted
        case .failed(let code): throw ClientError(file: name, doing: "read", code: code)
        case .unreadable:
          throw ClientError(
            .refused, type: "malformed", "Line \(number) is not UTF-8. Save the script as UTF-8.")
        }
      } catch {
        await report(error, source: "\(name):\(error.place?.line ?? number)", json: options.global.json)
        return first == .done ? error.exit : first
      }
    }
  }

  /// - Returns: its exit code, or nil after `quit`.
  private func runScripted(_ command: CommandLine, name: String) async -> ExitCode? {
    do throws(ClientError) {
      let goesOn = try await run { [session] () async throws(ClientError) in try await session.run(command) }
      return goesOn ? .done : nil
    } catch {
      await report(error, source: "\(name):\(error.place?.line ?? command.line)", json: wantsJSON(command))
      return error.exit
    }
  }

  func report(_ error: ClientError, source: String?, json: Bool) async {
    guard json else {
      await display.note(ErrorReport.lines(error, source: source))
      return
    }
    await display.note([ErrorReport.json(error)])
  }

  /// Whether errors go out as JSON, also for a command that could not be read.
  func wantsJSON(_ command: CommandLine) -> Bool {
    options.global.json || command.words.contains { $0.text == "--json" }
  }
}

extension ClientError {
  /// The error for an interrupted command, with what else the person must know.
  fileprivate static func interrupted(instead error: ClientError) -> ClientError {
    var stopped = error
    stopped.exit = .interrupted
    return stopped
  }
}
