internal import Protocol

/// Separates a command's options, verb and arguments.
struct InvocationReader {
  private(set) var verb: Verb?
  private(set) var global = GlobalOptions()
  private(set) var arguments: [CommandLine.Word] = []
  private(set) var values: [String: [CommandLine.Word]] = [:]
  private(set) var wantsHelp = false

  private let line: CommandLine
  private let abbreviates: Bool
  private var index = 0
  private var optionsEnded = false

  init(_ line: CommandLine, abbreviates: Bool) {
    self.line = line
    self.abbreviates = abbreviates
  }

  mutating func run() throws(ClientError) {
    while index < line.words.count {
      let word = line.words[index]
      index += 1
      if !optionsEnded, word.text == "--" {
        optionsEnded = true
      } else if !optionsEnded, word.text.hasPrefix("-"), word.text != "-" {
        try readOption(word)
      } else if verb == nil {
        verb = try findVerb(word)
      } else {
        arguments.append(word)
      }
    }
  }

  private func findVerb(_ word: CommandLine.Word) throws(ClientError) -> Verb {
    if let verb = Verb.named(word.text) { return verb }
    if abbreviates {
      let fitting = Verb.all.filter { $0.name.hasPrefix(word.text) }
      if fitting.count == 1 { return fitting[0] }
      if fitting.count > 1 {
        let names = fitting.map(\.name).joined(separator: ", ")
        throw ClientError(usage: "“\(word.text)” may be \(names).", at: line.place(of: word.offset))
      }
    }
    throw ClientError(usage: Self.unknown(word.text), at: line.place(of: word.offset))
  }

  /// The message for an unknown verb, with a similar one.
  static func unknown(_ name: String) -> String {
    let near = Suggestion.near(name, among: Verb.all.map(\.name))
    let hint = near.map { "Did you mean \($0)?" } ?? "Type help for the verbs there are."
    return "There is no verb “\(name)”. \(hint)"
  }

  private mutating func readOption(_ word: CommandLine.Word) throws(ClientError) {
    var name = word.text
    var attached: String?
    if name.hasPrefix("--"), let equals = name.firstIndex(of: "=") {
      attached = String(name[name.index(after: equals)...])
      name = String(name[..<equals])
    }
    if name == "--help" || name == "-h" {
      wantsHelp = true
      return
    }
    let own = verb?.allOptions ?? []
    if let option = own.first(where: { $0.name == name || $0.short == name }) {
      let value = try value(of: option, attached: attached, at: word)
      if values[option.name] != nil, !option.repeats {
        throw fail("\(option.name) is given twice.", at: word)
      }
      values[option.name, default: []].append(value)
    } else if let option = GlobalOptions.options.first(where: { $0.name == name }) {
      let value = try value(of: option, attached: attached, at: word)
      do {
        try global.set(option.name, to: value.text)
      } catch {
        throw fail(error.message, at: value)
      }
    } else {
      let names = (own + GlobalOptions.options).map(\.name)
      let isLong = name.hasPrefix("--")
      let near = isLong ? Suggestion.near(name, among: names).map { " Did you mean \($0)?" } ?? "" : ""
      let hint = " If it is meant as text, put -- before it."
      let subject = verb.map { "\($0.name) has no option" } ?? "There is no option"
      throw fail("\(subject) “\(name)” here.\(near.isEmpty ? hint : near)", at: word)
    }
  }

  private mutating func value(
    of option: Verb.Option, attached: String?, at word: CommandLine.Word
  ) throws(ClientError) -> CommandLine.Word {
    guard let placeholder = option.value else {
      if attached != nil { throw fail("\(option.name) takes no value.", at: word) }
      return CommandLine.Word(text: "", offset: word.offset)
    }
    if let attached { return CommandLine.Word(text: attached, offset: word.offset) }
    guard index < line.words.count else {
      throw fail("\(option.name) needs a value: \(option.name) \(placeholder).", at: word)
    }
    defer { index += 1 }
    return line.words[index]
  }

  private func fail(_ message: String, at word: CommandLine.Word) -> ClientError {
    var error = ClientError(usage: message, at: line.place(of: word.offset))
    error.usage = verb?.usage
    return error
  }
}
