internal import Acts
internal import CanonicalJSON

/// One verb of the client's language: its syntax, help and completion, and how it is read into a request.
struct Verb: Sendable {
  var name: String
  var group: VerbEntry.Group
  /// What it does, in a line.
  var summary: String
  var arguments: [Argument] = []
  var options: [Option] = []
  var message: Message = .none
  /// Commands that can be typed as they stand.
  var examples: [String]
  /// Makes the request. The server checks ids and addresses.
  var request: @Sendable (Invocation) throws(ClientError) -> ParsedCommand

  /// A positional argument.
  struct Argument: Sendable {
    var name: String
    /// What completion offers, where there are no choices.
    var kind = Typing.Kind.text
    /// The words there are; empty where it may be anything of its kind.
    var choices: [String] = []
    var isOptional = false
    var repeats = false

    init(_ name: String, _ kind: Typing.Kind, isOptional: Bool = false, repeats: Bool = false) {
      self.name = name
      self.kind = kind
      self.isOptional = isOptional
      self.repeats = repeats
    }

    init(_ name: String, oneOf choices: [String], isOptional: Bool = false) {
      self.name = name
      self.choices = choices
      self.isOptional = isOptional
    }
  }

  /// An option.
  struct Option: Sendable {
    /// `--kind`.
    var name: String
    /// `-o`.
    var short: String?
    /// The placeholder for its value in usage; nil if it takes none.
    var value: String?
    var repeats = false
    /// The possible values, for completion and help.
    var choices: [String] = []
    /// What completion offers, where there are no choices.
    var kind: Typing.Kind
    var summary: String

    init(
      _ name: String, short: String? = nil, value: String? = nil, repeats: Bool = false,
      choices: [String] = [], _ summary: String, _ kind: Typing.Kind = .text
    ) {
      self.name = name
      self.short = short
      self.value = value
      self.repeats = repeats
      self.choices = choices
      self.kind = kind
      self.summary = summary
    }
  }

  /// Whether the verb takes `-m`, and what it is.
  enum Message: Sendable {
    case none
    case optional(String)
    case required(String)

    var what: String? {
      switch self {
      case .none: nil
      case .optional(let what), .required(let what): what
      }
    }
  }

  /// All its options, `-m` first.
  var allOptions: [Option] {
    guard let what = message.what else { return options }
    return [Option("-m", value: "TEXT", what)] + options
  }

  static func named(_ name: String) -> Verb? { byName[name] }

  private static let byName: [String: Verb] = Dictionary(
    uniqueKeysWithValues: all.map { ($0.name, $0) } + [("exit", quit)])

  /// Every verb there is, in the order of help.
  static let all: [Verb] = reading + [importing] + acts(.writing) + exports + session
}
