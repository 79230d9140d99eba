internal import Manuscript
internal import Papers
internal import Protocol
internal import Scholarship
internal import Views

/// Reads a command as it was sent in the terms of one paper: ids, words of the vocabulary, and addresses resolved
/// to anchors in its document.
struct CommandTranslation {
  let document: Document
  let base: BaseID

  func command(_ request: CommandRequest) throws(Problem) -> Command {
    switch request {
    case .claim(let request):
      return .registerClaim(
        anchors: [try anchor(request.address)], statement: request.statement,
        kind: try word(request.kind, "--kind"))
    case .reword(let request): return .reword(try id(request.id), statement: request.statement)
    case .link(let request):
      return .link(try id(request.id), try word(request.relation, "a relation"), try id(request.other))
    case .stance(let stance, let request):
      return .takeStance(
        try word(stance.rawValue, "a stance"), on: try id(request.id), reason: request.reason,
        confidence: request.confidence)
    case .annotate(let request):
      return .annotate(
        try target(request.target), motivation: try word(request.motivation, "--motivation") ?? .commenting,
        body: request.body, tags: request.tags ?? [])
    case .reply(let request):
      let annotation = try id(request.id)
      guard annotation.kind == .annotation else {
        throw Problem(
          .refused,
          "A reply goes to an annotation; \(annotation) is none. “annotate \(annotation) -m …” fits.")
      }
      return .annotate(.thing(annotation), motivation: .replying, body: request.body, tags: [])
    case .edit(let request): return .edit(try id(request.id), body: request.body)
    case .dispute(let request):
      return .dispute(
        try target(request.target), ground: try word(request.ground, "--ground"), body: request.body)
    case .argue(let request):
      return .argue(
        try id(request.id), try word(request.side, "a side"), body: request.body,
        evidence: evidence(request.cite))
    case .reopen(let request): return .reopen(try id(request.id), reason: request.reason)
    case .correct(let request):
      return .correct(
        try anchor(request.address), replacement: request.new, class: try word(request.class, "--class"),
        reason: request.reason, evidence: evidence(request.cite))
    case .amend(let request):
      return .amend(try id(request.id), replacement: request.new, reason: request.reason)
    case .adopt(let request): return .adopt(try id(request.id))
    case .vote(let request):
      return .vote(try word(request.vote, "a vote"), on: try id(request.id), reason: request.reason)
    case .rule(let request):
      return .rule(try word(request.verdict, "a verdict"), on: try id(request.id), reason: request.reason)
    case .reanchor(let request):
      return .reanchor(try id(request.id), to: try anchor(request.address), reason: request.reason)
    case .withdraw(let request): return .withdraw(try id(request.id), reason: request.reason)
    case .policy(let request):
      var settings: [PolicySetting] = []
      for setting in request.settings {
        do throws(Refusal) { settings.append(try PolicySetting(setting)) } catch { throw Problem(error) }
      }
      return .setPolicy(settings)
    case .invite(let request):
      return .admit(try Self.handle(request.handle), as: try word(request.role, "--role") ?? .scholar)
    }
  }

  static func handle(_ text: String) throws(Problem) -> Handle {
    guard let handle = Handle(text) else {
      throw Problem(
        .refused,
        "“\(text)” is not a handle. One has 1 to 32 lower-case letters, digits, dots, hyphens or underscores."
      )
    }
    return handle
  }

  private func id(_ text: String) throws(Problem) -> EntityID {
    guard let id = EntityID(text) else {
      throw Problem(.refused, "“\(text)” is not an id. Ids look like c1, a1, d1 and x1; the lists show them.")
    }
    return id
  }

  private func anchor(_ address: String) throws(Problem) -> Anchor {
    do {
      return document.anchor(for: try document.resolve(address).range, base: base)
    } catch {
      throw Problem(error)
    }
  }

  /// A word of the form of an id is one; anything else is an address.
  private func target(_ text: String) throws(Problem) -> Target {
    if let id = EntityID(text) { return .thing(id) }
    return .passage(try anchor(text))
  }

  private func evidence(_ references: [String]?) -> [Evidence] {
    (references ?? []).map { Evidence(reference: $0) }
  }

  private func word<Word: Vocabulary>(_ text: String, _ name: String) throws(Problem) -> Word {
    guard let word = Word(rawValue: text) else {
      let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
      throw Problem(
        .refused,
        "“\(text)” is not \(name.hasPrefix("--") ? "a value of \(name)" : name). There are \(words).")
    }
    return word
  }

  private func word<Word: Vocabulary>(_ text: String?, _ name: String) throws(Problem) -> Word? {
    guard let text else { return nil }
    let word: Word = try word(text, name)
    return word
  }
}

/// The closed lists of words that commands use.
private typealias Vocabulary = CaseIterable & RawRepresentable<String>
