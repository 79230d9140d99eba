internal import Acts
internal import CanonicalJSON
internal import Protocol
internal import Views

// How an act or a question is typed follows from its shape: its arguments and options, what must be given, which words
// there are.

extension Verb {
  /// The verbs of a group's acts, in their order.
  static func acts(_ group: VerbEntry.Group) -> [Verb] {
    AnyAct.types.filter { $0.verb.group == group }.map { act in
      switch act {
      case is CastVote.Type: vote
      case is Correct.Type: correct
      case is Invite.Type: invite
      case is Reanchor.Type: reanchor
      default: Verb(act)
      }
    }
  }

  init(_ act: any Act.Type) {
    self.init(act.verb, act.fields) { given throws(ClientError) in
      func read<Kind: Act>(_ type: Kind.Type) throws(ClientError) -> AnyAct { AnyAct(try given.read(type)) }
      return .act(try read(act))
    }
  }

  init(_ question: any Question.Type) {
    self.init(question.verb, question.fields) { given throws(ClientError) in
      func read<Kind: Question>(_ type: Kind.Type) throws(ClientError) -> AnyQuestion {
        AnyQuestion(try given.read(type))
      }
      return .ask(try read(question))
    }
  }

  private init(
    _ entry: VerbEntry, _ fields: [FieldSchema],
    request: @escaping @Sendable (Invocation) throws(ClientError) -> ParsedCommand
  ) {
    self.init(
      name: entry.name, group: entry.group, summary: entry.summary, examples: entry.examples, request: request
    )
    for field in fields {
      switch field.typing {
      case .argument(let name, let kind): arguments.append(Argument(field, name, kind))
      case .option(let name, let placeholder, let summary, let kind):
        options.append(Option(field, name, placeholder, summary, kind))
      case .message(let what, _): message = field.mustBeTyped ? .required(what) : .optional(what)
      case nil: break
      }
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
    _ field: FieldSchema, _ name: String, _ placeholder: String, _ summary: String, _ kind: Typing.Kind
  ) {
    let assumed = field.fallback.map { "; \($0.filter { $0 != "\"" }) if not given" } ?? ""
    self.init(
      name, value: field.value == .boolean ? nil : placeholder, repeats: field.isList,
      choices: field.words, summary + assumed, kind)
  }
}

extension FieldSchema {
  /// The words of its closed list, or the numbers where they are few; empty where there is more to choose from.
  fileprivate var words: [String] {
    // Not counted: the range of all whole numbers has more than can be counted.
    if let range, range.upperBound < range.lowerBound.addingReportingOverflow(10).partialValue {
      return range.map(String.init)
    }
    return if case .words(let words) = value { words } else { [] }
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
  /// The record that was typed: what was typed becomes JSON, which is read through the record's shape as it is at the
  /// server.
  ///
  /// - Parameter first: the place of the record's first argument.
  func read<Record: JSONRecord>(_ type: Record.Type, from first: Int = 0) throws(ClientError) -> Record {
    var members: [String: TypedValue] = [:]
    var place = first
    for field in type.shape.members {
      switch field.typing {
      case .argument where field.isList:
        members[field.name] = .words(Array(allArguments.dropFirst(place)))
      case .argument:
        members[field.name] = (field.isRequired ? try required(place) : argument(place)).map(TypedValue.word)
        place += 1
      case .option(let name, _, _, _): members[field.name] = try value(of: field, at: name)
      case .message:
        members[field.name] = (field.mustBeTyped ? try requiredMessage() : message).map(TypedValue.word)
      case nil: break
      }
    }
    do {
      return try Record(typed: members)
    } catch let error as UnfitWord {
      throw ClientError(.refused, type: "refused", error.message)
    } catch {
      throw ClientError(.fault, type: "fault", "What was typed cannot be sent: \(error)")
    }
  }

  private func value(of field: FieldSchema, at option: String) throws(ClientError) -> TypedValue? {
    switch field.value {
    case .list: options(option).map(TypedValue.words)
    case .boolean: has(option) ? .flag(true) : nil
    case .integer: try number(option).map { .number(Int64($0)) }
    default: self.option(option).map(TypedValue.word)
    }
  }
}
