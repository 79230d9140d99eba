extension CommandRequest: Codable {
  private struct Field: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
    static let type = Field(stringValue: "type")
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Field.self)
    let type = try container.decode(String.self, forKey: .type)
    func read<Payload: Decodable>(_ known: String...) throws -> Payload {
      for key in container.allKeys
      where key.stringValue != "type" && !known.contains(key.stringValue) {
        throw DecodingError.dataCorruptedError(
          forKey: key, in: container,
          debugDescription:
            "“\(type)” has no field “\(key.stringValue)”; it has \(known.joined(separator: ", "))")
      }
      return try Payload(from: decoder)
    }
    switch type {
    case "claim": self = .claim(try read("address", "statement", "kind"))
    case "reword": self = .reword(try read("id", "statement"))
    case "link": self = .link(try read("id", "relation", "other"))
    case "annotate": self = .annotate(try read("target", "body", "motivation", "tags"))
    case "reply": self = .reply(try read("id", "body"))
    case "edit": self = .edit(try read("id", "body"))
    case "dispute": self = .dispute(try read("target", "body", "ground"))
    case "argue": self = .argue(try read("id", "side", "body", "cite"))
    case "reopen": self = .reopen(try read("id", "reason"))
    case "correct": self = .correct(try read("address", "new", "reason", "class", "cite"))
    case "amend": self = .amend(try read("id", "new", "reason"))
    case "adopt": self = .adopt(try read("id"))
    case "vote": self = .vote(try read("id", "vote", "reason"))
    case "rule": self = .rule(try read("id", "verdict", "reason"))
    case "withdraw": self = .withdraw(try read("id", "reason"))
    case "reanchor": self = .reanchor(try read("id", "address", "reason"))
    case "policy": self = .policy(try read("settings"))
    case "invite": self = .invite(try read("handle", "role"))
    default:
      guard let stance = StanceRequest.Stance(rawValue: type) else {
        throw DecodingError.dataCorruptedError(
          forKey: .type, in: container, debugDescription: "there is no command “\(type)”")
      }
      self = .stance(stance, try read("id", "reason", "confidence"))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    let (type, payload) = content
    var container = encoder.container(keyedBy: Field.self)
    try container.encode(type, forKey: .type)
    try payload.encode(to: encoder)
  }

  /// The type's name and the fields.
  private var content: (type: String, payload: any Encodable) {
    switch self {
    case .claim(let payload): ("claim", payload)
    case .reword(let payload): ("reword", payload)
    case .link(let payload): ("link", payload)
    case .stance(let stance, let payload): (stance.rawValue, payload)
    case .annotate(let payload): ("annotate", payload)
    case .reply(let payload): ("reply", payload)
    case .edit(let payload): ("edit", payload)
    case .dispute(let payload): ("dispute", payload)
    case .argue(let payload): ("argue", payload)
    case .reopen(let payload): ("reopen", payload)
    case .correct(let payload): ("correct", payload)
    case .amend(let payload): ("amend", payload)
    case .adopt(let payload): ("adopt", payload)
    case .vote(let payload): ("vote", payload)
    case .rule(let payload): ("rule", payload)
    case .withdraw(let payload): ("withdraw", payload)
    case .reanchor(let payload): ("reanchor", payload)
    case .policy(let payload): ("policy", payload)
    case .invite(let payload): ("invite", payload)
    }
  }
}
