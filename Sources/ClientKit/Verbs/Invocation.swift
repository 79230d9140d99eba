internal import Protocol

/// A command line matched with the table of verbs: the verb, its arguments and options.
struct Invocation: Sendable {
  var verb: Verb
  var global: GlobalOptions
  /// `-m`, or what the person wrote in an editor.
  var message: String?
  /// `--help` was given.
  var wantsHelp = false
  private var arguments: [CommandLine.Word] = []
  private var values: [String: [CommandLine.Word]] = [:]
  private var line: CommandLine

  /// Reads a command.
  ///
  /// - Parameter abbreviates: whether a verb may be abbreviated, as at the prompt.
  /// - Throws: a usage error that points at the word at fault.
  init(_ line: CommandLine, abbreviates: Bool = false) throws(ClientError) {
    var reader = InvocationReader(line, abbreviates: abbreviates)
    try reader.run()
    guard let verb = reader.verb else {
      throw ClientError(usage: "There is no verb. Type help for the verbs there are.", at: line.place(of: 0))
    }
    self.verb = verb
    global = reader.global
    arguments = reader.arguments
    values = reader.values
    self.line = line
    message = reader.values["-m"]?.last?.text
    wantsHelp = reader.wantsHelp
    if !wantsHelp { try checkCount() }
  }

  /// Whether `-m` is required and missing.
  var lacksMessage: Bool {
    if case .required = verb.message { return message == nil }
    return false
  }

  /// The request that the verb makes of it.
  func request() throws(ClientError) -> ParsedCommand {
    do {
      return try verb.request(self)
    } catch {
      var error = error
      if error.usage == nil, error.exit == .usage { error.usage = verb.usage }
      throw error
    }
  }

  // MARK: What was given

  func argument(_ index: Int) -> String? {
    index < arguments.count ? arguments[index].text : nil
  }

  /// An argument that the table of verbs requires.
  func required(_ index: Int) throws(ClientError) -> String {
    guard let argument = argument(index) else { throw missing(verb.arguments[index].name) }
    return argument
  }

  var allArguments: [String] { arguments.map(\.text) }

  /// All that was said, in one form: the verb, its arguments, and its options by name.
  var said: [String] {
    [verb.name] + allArguments
      + values.sorted { $0.key < $1.key }.flatMap { name, words in words.flatMap { [name, $0.text] } }
  }

  /// Whether it changes nothing but what comes after it.
  func lastsNoLonger() throws(ClientError) -> Bool {
    if lacksMessage { return false }
    return switch try request() {
    case .use(_, let isDefault), .actAs(_, let isDefault): !isDefault
    default: false
    }
  }

  /// The same with other arguments.
  func with(arguments texts: [String]) -> Invocation {
    var invocation = self
    invocation.arguments = texts.map { CommandLine.Word(text: $0, offset: arguments.first?.offset ?? 0) }
    return invocation
  }

  func has(_ option: String) -> Bool { values[option] != nil }

  func option(_ name: String) -> String? { values[name]?.last?.text }

  /// All the values of an option that may be repeated; nil where there is none.
  func options(_ name: String) -> [String]? { values[name].map { $0.map(\.text) } }

  /// A whole number from `least`.
  func number(_ name: String, from least: Int = 1) throws(ClientError) -> Int? {
    guard let word = values[name]?.last else { return nil }
    guard let number = Int(word.text), number >= least else {
      throw ClientError(
        usage: "\(name) takes a whole number from \(least); “\(word.text)” is not one.",
        at: line.place(of: word.offset))
    }
    return number
  }

  /// `-m`, which must have been given or written by now.
  func requiredMessage() throws(ClientError) -> String {
    guard let message else {
      throw ClientError(usage: "\(verb.name) needs a text: give it with -m TEXT, \(verb.message.what ?? "").")
    }
    return message
  }

  /// An error at an argument.
  func mistake(_ message: String, argument index: Int) -> ClientError {
    let end = CommandLine.end(of: line)
    return ClientError(
      usage: message, at: line.place(of: index < arguments.count ? arguments[index].offset : end))
  }

  // MARK: How many

  private func missing(_ name: String) -> ClientError {
    var error = ClientError(
      usage: "\(verb.name) needs \(name).", at: line.place(of: CommandLine.end(of: line)))
    error.usage = verb.usage
    return error
  }

  private func checkCount() throws(ClientError) {
    let needed = verb.arguments.count { !$0.isOptional }
    if arguments.count < needed { throw missing(verb.arguments[arguments.count].name) }
    if arguments.count > verb.arguments.count, !verb.arguments.contains(where: \.repeats) {
      let extra = arguments[verb.arguments.count]
      let hint = verb.arguments.isEmpty ? "" : " Put words that belong together in quotes."
      var error = ClientError(
        usage: "“\(extra.text)” is more than \(verb.name) takes.\(hint)", at: line.place(of: extra.offset))
      error.usage = verb.usage
      throw error
    }
  }
}

extension CommandLine {
  /// The offset after a command's last word.
  fileprivate static func end(of line: CommandLine) -> Int {
    let scalars = Array(line.text.unicodeScalars)
    var end = line.words.last?.offset ?? 0
    while end < scalars.count, scalars[end] != "\n", scalars[end] != ";" { end += 1 }
    return end
  }
}
