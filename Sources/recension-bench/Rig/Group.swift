import Acts
import CanonicalJSON
import FoundationEssentials
import Protocol
import Scholarship

/// People and papers, made through HTTP as a real group makes them.
struct Group {
  let address: ServerAddress
  /// The owner's credential.
  let owner: String
  /// Tells this group's papers, people and requests from those of other runs.
  let name: String

  struct Scholar {
    var handle: String
    var token: String
  }

  struct Refused: Error, CustomStringConvertible { let description: String }

  init(address: ServerAddress, owner: String, generator: inout some RandomNumberGenerator) {
    self.address = address
    self.owner = owner
    name = "b" + String(UInt32.random(in: .min ... .max, using: &generator), radix: 36)
  }

  /// Imports a paper of its own text; the slug is its name.
  func importPaper(_ number: Int) throws -> String {
    let slug = "\(name)-\(number)"
    let text = SampleText.paper(title: "Paper \(number) of \(name)")
    let _: ImportReceipt = try post(
      "/papers?slug=\(slug)", Array(text.utf8), as: owner, type: "text/markdown")
    return slug
  }

  /// A person who is a scholar of these papers: invited to each, and joined.
  func invite(_ number: Int, to papers: [String]) throws -> Scholar {
    var scholar = Scholar(handle: "\(name)-\(number)", token: "")
    guard let handle = Handle(scholar.handle) else {
      throw Refused(description: "“\(scholar.handle)” is not a handle.")
    }
    for paper in papers {
      let invitation = AnyAct(Invite(handle: handle, role: .scholar))
      let receipt: Receipt = try post("/papers/\(paper)/commands", Self.json(invitation), as: owner)
      guard let code = receipt.code else { throw Refused(description: "\(scholar.handle) got no code.") }
      let joined: JoinReceipt = try post(
        "/join", Self.json(JoinRequest(code: code)), as: scholar.token.isEmpty ? nil : scholar.token)
      scholar.token = joined.token ?? scholar.token
    }
    return scholar
  }

  /// The request of an annotation, for a load.
  func annotation(_ body: [UInt8], of paper: String, by scholar: Scholar, run: String) -> KeyedRequest {
    KeyedRequest(
      HTTPRequest(
        method: "POST", path: "/papers/\(paper)/commands", address: address, token: scholar.token,
        fields: [("Content-Type", "application/json")], body: body),
      prefix: "\(run)-\(scholar.handle)-")
  }

  func post<Answer: JSONValue>(
    _ path: String, _ body: [UInt8], as token: String?, type: String = "application/json"
  ) throws -> Answer {
    let key = "\(name)-" + String(UInt64.random(in: .min ... .max), radix: 36)
    let request = HTTPRequest(
      method: "POST", path: path, address: address, token: token,
      fields: [("Idempotency-Key", key), ("Content-Type", type)], body: body)
    let response = try KeepAliveConnection(address).exchange(request.bytes)
    guard (200...299).contains(response.status) else {
      throw Refused(description: "POST \(path): \(response.status) \(response.text)")
    }
    return try Answer(json: JSON.parsed(Array(response.body)))
  }

  static func json(_ value: some JSONWritable) -> [UInt8] { JSON.text(of: value) }
}

/// Texts for papers that nobody has to read.
enum SampleText {
  /// A paper of 40 paragraphs of 4 sentences, `p2` to `p41` by their addresses' usual count.
  static func paper(title: String) -> String {
    var text = "# \(title)\n\n"
    for paragraph in 1...40 {
      for sentence in 1...4 {
        text += "In the year \(1700 + paragraph) the \(nouns[(paragraph * sentence) % nouns.count]) of the "
        text += "\(nouns[(paragraph + sentence) % nouns.count]) was entered as number \(sentence). "
      }
      text += "\n\n"
    }
    return text
  }

  /// What an annotation says: some 200 bytes, as people write.
  static let remark = """
    The ledger of the following year has another number in this place, and the hand is not the keeper's. Compare \
    the letter of the same week, where the harbour master counts four ships and not five.
    """

  private static let nouns = [
    "harbour", "ledger", "keeper", "lamp", "letter", "parish", "bridge", "mill", "tower",
  ]
}
