internal import CanonicalJSON
internal import HTTPTypes
internal import Protocol

/// The API described as OpenAPI 3.1 has it, from the endpoints that the router is made of.
struct APIDescription {
  private var schemas = SchemaDescription()
  private var paths: [String: [String: JSONTree]] = [:]
  private var problems: Set<Int> = []

  init(_ endpoints: [Endpoint]) {
    for endpoint in endpoints {
      let operation = operation(endpoint)
      paths[endpoint.path, default: [:]][endpoint.method.rawValue.lowercased()] = operation
    }
  }

  /// The document, laid out for people.
  var text: [UInt8] {
    var schemas = schemas
    let problem = schemas.describe(Problem.schema)
    let responses = Dictionary(
      uniqueKeysWithValues: problems.map { status in
        (Self.name(ofProblem: status), Self.response(to: status, problem))
      })
    let document: JSONTree = [
      "openapi": "3.1.0",
      "info": [
        "title": "Recension", "version": .text(ServerOptions.version),
        "description": """
        Commands in, views out, one feed. HEAD is answered wherever GET is, OPTIONS with what there is at an \
        address. What a request says and an address does not know is refused.
        """,
      ],
      "paths": .object(paths.mapValues(JSONTree.object)),
      "components": [
        "schemas": .object(schemas.components), "responses": .object(responses),
        "securitySchemes": ["credential": ["type": "http", "scheme": "bearer"]],
      ],
    ]
    return JSON.indented(JSON.text(of: document)) + [UInt8(ascii: "\n")]
  }

  private mutating func operation(_ endpoint: Endpoint) -> JSONTree {
    var members: [String: JSONTree] = [
      "operationId": .text(endpoint.name), "summary": .text(endpoint.summary),
      "responses": .object(responses(of: endpoint)), "security": Self.security(endpoint),
    ]
    var parameters = endpoint.parameters.map { parameter($0) }
    if endpoint.answers.values.contains(where: \.hasTag) { parameters.append(Self.tag) }
    if !parameters.isEmpty { members["parameters"] = .list(parameters) }
    if let body = endpoint.body { members["requestBody"] = ["required": true, "content": content(body)] }
    return .object(members)
  }

  private mutating func parameter(_ parameter: Parameter) -> JSONTree {
    var members: [String: JSONTree] = [
      "name": .text(parameter.field.name), "in": .text(parameter.place.rawValue),
      "required": .flag(parameter.field.isRequired), "schema": schema(of: parameter),
    ]
    members["description"] = parameter.summary.map(JSONTree.text)
    return .object(members)
  }

  private mutating func schema(of parameter: Parameter) -> JSONTree {
    let schema = schemas.describe(parameter.field)
    guard parameter.place == .query, parameter.field.value == .string,
      case .object(var members) = schema
    else { return schema }
    // An empty parameter is refused, as is one with a NUL.
    members["pattern"] = .text("^[^\\u0000]+$")
    return .object(members)
  }

  /// What who has an answer already says, so as not to be sent it again.
  private static let tag: JSONTree = [
    "name": "If-None-Match", "in": "header", "required": false, "schema": ["type": "string"],
    "description": "the ETag of an answer that one has already",
  ]

  private mutating func content(_ content: Content) -> JSONTree {
    // Without a schema it is bytes of the media type, whatever they are.
    var schema = content.schema.map { schemas.describe($0, isStrict: content.isStrict) }
    if let count = content.count { schema = schema?.bounding(count) }
    return .object(
      Dictionary(
        content.types.map { type in
          (String(type.prefix { $0 != ";" }), schema.map { ["schema": $0] as JSONTree } ?? [:])
        }, uniquingKeysWith: { $1 }))
  }

  private mutating func responses(of endpoint: Endpoint) -> [String: JSONTree] {
    var responses: [String: JSONTree] = [:]
    for (status, answer) in endpoint.answers {
      var members: [String: JSONTree] = [
        "description": .text(Self.phrase(status)), "content": content(answer),
      ]
      if answer.hasTag {
        members["headers"] = ["ETag": ["schema": ["type": "string"]]]
        responses["304"] = ["description": "It is what one has already."]
      }
      responses["\(status)"] = .object(members)
    }
    let unknown = endpoint.access == .members ? [Authentication.status] : []
    for status in endpoint.possibleProblems.map(\.status) + unknown where endpoint.answers[status] == nil {
      problems.insert(status)
      responses["\(status)"] = ["$ref": .text("#/components/responses/\(Self.name(ofProblem: status))")]
    }
    return responses
  }

  private static func phrase(_ status: Int) -> String {
    switch status {
    case 201: "Done, and something new is there."
    case 503: "Not ready."
    default: "Done."
    }
  }

  /// With the scope that the credential must have.
  private static func security(_ endpoint: Endpoint) -> JSONTree {
    let scope: JSONTree = .list([.text(endpoint.scope.rawValue)])
    return switch endpoint.access {
    case .anyone: []
    case .guests: [[:], ["credential": scope]]
    case .members: [["credential": scope]]
    }
  }

  private static func name(ofProblem status: Int) -> String { "problem-\(status)" }

  private static func response(to status: Int, _ problem: JSONTree) -> JSONTree {
    let titles =
      status == Authentication.status
      ? ["No valid credential"] : Problem.Kind.allCases.filter { $0.status == status }.map(\.title)
    return [
      "description": .text(titles.joined(separator: ", or: ").lowercased()),
      "content": ["application/problem+json": ["schema": problem]],
    ]
  }
}

extension Endpoint {
  /// `get-papers-slug-claims`.
  fileprivate var name: String {
    let steps = path.split { "/{}".contains($0) }
    return ([method.rawValue.lowercased()] + steps.map(String.init)).joined(separator: "-")
  }

  /// What follows from what it takes and who may ask, and what it says itself.
  fileprivate var possibleProblems: Set<Problem.Kind> {
    // A query may be wrong anywhere, for what is not known is refused.
    var kinds = problems.union([.malformed, .tooMany, .busy, .fault])
    if access == .members { kinds.insert(.notAllowed) }
    if path.contains("{") { kinds.insert(.noSuchThing) }
    if method == .post {
      kinds.formUnion([.refused, .tooLarge, .unsupported, .timedOut, .conflict, .deposed])
    }
    return kinds
  }
}
