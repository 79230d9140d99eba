internal import CanonicalJSON

/// Completion with Tab.
enum Completion {
  enum Offer: Hashable {
    /// Words with the same beginning.
    case words([String])
    case files
  }

  /// - Parameters:
  ///   - before: the line up to the word.
  ///   - word: what there is of it.
  static func offer(before: String, word: String, known: KnownNames) -> Offer {
    // An open quote belongs to the word.
    var before = before
    if let last = before.last, last == "\"" || last == "'" { before.removeLast() }
    guard let commands = try? Lexer.commands(in: before + "\u{1}") else { return .words([]) }
    // A placeholder for the word, to see whether another command has begun.
    let words = commands.last?.words.dropLast().map(\.text) ?? []
    let choices = choices(after: words, word: word, known: known)
    guard let choices else { return .files }
    return .words(choices.filter { $0.hasPrefix(word) })
  }

  /// All possible words; nil for file names.
  private static func choices(after words: [String], word: String, known: KnownNames) -> [String]? {
    var verb: Verb?
    var index = 0
    var position = 0
    while index < words.count {
      let current = words[index]
      index += 1
      if current.hasPrefix("-"), let option = option(current, of: verb) {
        guard option.value != nil else { continue }
        if index == words.count { return values(of: option, known: known) }
        index += 1
      } else if verb != nil {
        position += 1
      } else {
        guard let found = Verb.named(current) else { return [] }
        verb = found
      }
    }
    guard let verb else { return Verb.all.map(\.name) }
    if word.hasPrefix("-") { return (verb.allOptions + GlobalOptions.options).map(\.name) }
    guard let last = verb.arguments.last, position < verb.arguments.count || last.repeats else { return [] }
    return values(of: verb.arguments[min(position, verb.arguments.count - 1)], known: known)
  }

  private static func option(_ name: String, of verb: Verb?) -> Verb.Option? {
    ((verb?.allOptions ?? []) + GlobalOptions.options).first { $0.name == name || $0.short == name }
  }

  private static func values(of option: Verb.Option, known: KnownNames) -> [String]? {
    option.choices.isEmpty ? values(of: option.kind, known) : option.choices
  }

  private static func values(of argument: Verb.Argument, known: KnownNames) -> [String]? {
    argument.choices.isEmpty ? values(of: argument.kind, known) : argument.choices
  }

  private static func values(of kind: Typing.Kind, _ known: KnownNames) -> [String]? {
    switch kind {
    case .paper: known.papers.sorted()
    case .handle: known.profiles.sorted()
    case .verb: Verb.all.map(\.name)
    case .id(let letters): known.ids(of: letters)
    case .target: known.ids(of: "cadx")
    case .file: nil
    case .address, .text: []
    }
  }
}
