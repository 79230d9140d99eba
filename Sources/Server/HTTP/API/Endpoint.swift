internal import CanonicalJSON
internal import HTTPTypes
internal import Hummingbird
internal import Protocol

/// One thing that the server answers to: what it takes, what it gives, and how. The router and the description of the API
/// are made of the same list of them, so what one has the other has.
struct Endpoint: Sendable {
  typealias Handler = @Sendable (Request, APIContext, QueryParameters) async throws -> Response

  /// Who may ask.
  enum Access {
    case anyone
    /// Anyone; who has a credential shows it.
    case guests
    /// Those with a credential.
    case members
  }

  let method: HTTPRequest.Method
  /// From the root, with what varies in braces: `/papers/{slug}/claims`.
  let path: String
  /// What it is for, in a line.
  let summary: String
  let access: Access
  /// What a credential must be for, at least.
  let scope: CredentialScope
  let parameters: [Parameter]
  let body: Content?
  /// What it answers with where all is well, by status.
  let answers: [Int: Content]
  /// The kinds of problem that it may answer with beside those that follow from the rest.
  let problems: Set<Problem.Kind>
  /// `nil` where what it answers to is taken before it comes to the router.
  var handler: Handler?

  init(
    _ method: HTTPRequest.Method, _ path: String, _ summary: String, access: Access = .members,
    scope: CredentialScope? = nil, parameters: [Parameter] = [], body: Content? = nil,
    answers: [Int: Content],
    problems: Set<Problem.Kind> = [], handler: Handler?
  ) {
    self.method = method
    self.path = path
    self.summary = summary
    self.access = access
    self.scope = scope ?? (method == .get ? .read : .write)
    self.parameters = parameters
    self.body = body
    self.answers = answers
    self.problems = problems
    self.handler = handler
  }
}

/// The bodies that a request or an answer may have.
struct Content: Sendable {
  /// Their media types.
  let types: [String]
  /// Their form, where they are JSON.
  let schema: JSONSchema?
  /// Whether members that the form does not have are refused.
  var isStrict = false
  /// How many bytes a request may have.
  var limit = Int.max
  /// How many values a list may have, where the whole may be one.
  var count: ClosedRange<Int>?
  /// Whether a request need not say of which type it is.
  var isTypeOptional: Bool { schema != nil }
  /// Whether the answer has an ETag, so that a client that has it already gets 304.
  var hasTag = false

  /// A view, with its tag.
  static func view(_ schema: JSONSchema) -> Content {
    Content(types: ["application/json"], schema: schema, hasTag: true)
  }

  static func json(
    _ schema: JSONSchema, isStrict: Bool = false, limit: Int = .max, count: ClosedRange<Int>? = nil
  ) -> Content {
    Content(types: ["application/json"], schema: schema, isStrict: isStrict, limit: limit, count: count)
  }

  static func bytes(_ types: String..., hasTag: Bool = false) -> Content {
    Content(types: types, schema: nil, hasTag: hasTag)
  }
}

/// Something that a request may say beside its body.
struct Parameter: Sendable {
  enum Place: String { case path, query, header }

  let place: Place
  let field: FieldSchema
  let summary: String?

  init(_ field: FieldSchema, in place: Place) {
    self.place = place
    self.field = field
    summary = field.typing?.summary
  }

  init(
    _ place: Place, _ name: String, _ value: JSONSchema, isRequired: Bool = false,
    from range: ClosedRange<Int64>? = nil, _ summary: String
  ) {
    self.place = place
    field = FieldSchema(name: name, value: value, isRequired: isRequired || place == .path, range: range)
    self.summary = summary
  }
}

extension Typing {
  /// What is typed, in a line, where that is said.
  fileprivate var summary: String? {
    switch self {
    case .argument: nil
    case .option(_, _, let summary, _): summary
    case .message(let what, _): what
    }
  }
}
