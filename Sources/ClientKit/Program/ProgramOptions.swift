internal import Protocol

/// The program's options and what it is to run.
struct ProgramOptions: Hashable, Sendable {
  var global = GlobalOptions()
  var mode = Mode.shell
  /// Whether a script goes on after an error.
  var keepsGoing = false

  enum Mode: Hashable, Sendable {
    /// Lines typed or piped in.
    case shell
    /// `-c TEXT`.
    case text(String)
    /// `-f FILE`; `-` is standard input.
    case file(String)
    /// One command, its words as they came.
    case command([String])
    case version
    case help
  }

  static let options: [Verb.Option] = [
    Verb.Option("-c", value: "TEXT", "carry out the commands in TEXT"),
    Verb.Option("-f", value: "FILE", "carry out the commands in FILE; - is standard input"),
    Verb.Option("--keep-going", "go on after an error; the exit code is the first one's"),
    Verb.Option("--version", "the program's version"),
    Verb.Option("--help", "this"),
  ]

  /// Reads the program's arguments. Its own options come before the verb; everything after is the verb's.
  init(arguments: [String]) throws(ClientError) {
    let line = CommandLine(arguments: arguments)
    var index = 0
    var words: [String] = []
    func fail(_ message: String) -> ClientError {
      ClientError(usage: message, at: line.place(of: line.words[min(index, line.words.count - 1)].offset))
    }
    func value(of name: String) throws(ClientError) -> String {
      guard index + 1 < arguments.count else { throw fail("\(name) needs a value.") }
      index += 1
      return arguments[index]
    }
    loop: while index < arguments.count {
      let argument = arguments[index]
      switch argument {
      case "-c": mode = .text(try value(of: argument))
      case "-f": mode = .file(try value(of: argument))
      case "--keep-going": keepsGoing = true
      case "--version": mode = .version
      case "--help", "-h": mode = .help
      case _ where argument.hasPrefix("-") && argument.count > 1:
        let name = argument.prefix { $0 != "=" }
        guard let option = GlobalOptions.options.first(where: { $0.name == name }) else {
          let names = (GlobalOptions.options + Self.options).map(\.name)
          let near = Suggestion.near(String(name), among: names).map { " Did you mean \($0)?" }
          throw fail("There is no option “\(argument)”.\(near ?? " recension --help tells which there are.")")
        }
        var given = ""
        if name.count < argument.count {
          given = String(argument.dropFirst(name.count + 1))
        } else if option.value != nil {
          given = try value(of: option.name)
        }
        do throws(ClientError) {
          try global.set(option.name, to: given)
        } catch {
          throw fail(error.message)
        }
      default:
        words = Array(arguments[index...])
        break loop
      }
      index += 1
    }
    guard !words.isEmpty else { return }
    switch mode {
    case .text, .file: throw fail("“\(words[0])” is too much: -c and -f bring their own commands.")
    case .shell: mode = .command(words)
    case .command, .version, .help: break
    }
  }
}
