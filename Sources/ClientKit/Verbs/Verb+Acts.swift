internal import Acts
internal import CanonicalJSON
internal import Protocol

// How an act is typed follows from its shape: its arguments and options, what must be given, which words there are.

extension Verb {
  /// The verbs of a group's acts, in their order.
  static func acts(_ group: ActVerb.Group) -> [Verb] {
    AnyAct.types.filter { $0.verb.group == group }.map { Verb($0) }
  }

  init(_ act: any Act.Type) {
    let verb = act.verb
    self.init(
      name: verb.name, group: Group(verb.group), summary: verb.summary, examples: verb.examples,
      request: { given throws(ClientError) in .act(try Self.read(act, given)) })
    for field in act.fields {
      switch field.typing {
      case .argument(let name, let kind): arguments.append(Argument(field, name, kind))
      case .option(let name, let placeholder, let summary, let numbers):
        options.append(Option(field, name, placeholder, summary, numbers))
      case .message(let what, _): message = field.mustBeTyped ? .required(what) : .optional(what)
      case nil: break
      }
    }
  }

  private static func read(_ act: (some Act).Type, _ given: Invocation) throws(ClientError) -> AnyAct {
    AnyAct(try given.act(act))
  }
}

extension Verb.Group {
  fileprivate init(_ group: ActVerb.Group) {
    switch group {
    case .reading: self = .reading
    case .writing: self = .writing
    case .people: self = .session
    }
  }
}

extension Verb.Argument {
  fileprivate init(_ field: FieldSchema, _ name: String?, _ kind: Typing.Kind) {
    self.init(name ?? field.words.joined(separator: "|"), kind)
    choices = field.words
    isOptional = !field.isRequired
    repeats = field.isList
  }
}

extension Verb.Option {
  fileprivate init(
    _ field: FieldSchema, _ name: String, _ placeholder: String, _ summary: String,
    _ numbers: ClosedRange<Int>?
  ) {
    let assumed = field.fallback.map { "; \($0.filter { $0 != "\"" }) if not given" } ?? ""
    self.init(
      name, value: field.value == .boolean ? nil : placeholder, repeats: field.isList,
      choices: numbers.map { $0.map(String.init) } ?? field.words, summary + assumed)
  }
}

extension FieldSchema {
  /// The words of its closed list; empty where it is of another type.
  fileprivate var words: [String] {
    if case .words(let words) = value { words } else { [] }
  }

  fileprivate var isList: Bool {
    if case .list = value { true } else { false }
  }

  /// Whether the text that is typed with `-m` must be there.
  fileprivate var mustBeTyped: Bool {
    if case .message(_, let isRequired?) = typing { isRequired } else { self.isRequired }
  }
}

extension Invocation {
  /// The act that was typed: what was typed becomes JSON, which is read through the act's shape as it is at the server.
  ///
  /// - Parameter first: the place of the act's first argument.
  func act<Kind: Act>(_ type: Kind.Type, from first: Int = 0) throws(ClientError) -> Kind {
    var members: [String: TypedValue] = [:]
    var place = first
    for field in type.fields {
      switch field.typing {
      case .argument where field.isList:
        members[field.name] = .words(Array(allArguments.dropFirst(place)))
      case .argument:
        members[field.name] = .word(try required(place))
        place += 1
      case .option(let name, _, _, _): members[field.name] = try value(of: field, at: name)
      case .message:
        members[field.name] = (field.mustBeTyped ? try requiredMessage() : message).map(TypedValue.word)
      case nil: break
      }
    }
    do {
      return try Kind(json: JSON.parsed(JSON.text(of: members)))
    } catch let error as UnfitWord {
      throw ClientError(.refused, type: "refused", error.message)
    } catch {
      throw ClientError(.fault, type: "fault", "What was typed cannot be sent: \(error)")
    }
  }

  private func value(of field: FieldSchema, at option: String) throws(ClientError) -> TypedValue? {
    switch field.value {
    case .list: options(option).map(TypedValue.words)
    case .boolean: has(option) ? .flag : nil
    case .integer: try number(option).map(TypedValue.number)
    default: self.option(option).map(TypedValue.word)
    }
  }
}

/// What was typed for a field, as its type has it in JSON.
private enum TypedValue: JSONWritable {
  case word(String)
  case words([String])
  case number(Int)
  case flag

  func write(to json: inout JSONBuilder) {
    switch self {
    case .word(let word): word.write(to: &json)
    case .words(let words): words.write(to: &json)
    case .number(let number): number.write(to: &json)
    case .flag: true.write(to: &json)
    }
  }
}
