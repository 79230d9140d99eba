internal import CanonicalJSON
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Protocol
internal import Scholarship

/// Commands in.
struct WriteRoutes {
  let desks: PaperDesks
  let identities: IdentityStore

  func add(to group: RouterGroup<APIContext>) {
    group.post("commands", use: commands)
  }

  private func commands(_ request: Request, _ context: APIContext) async throws -> Response {
    let person = try context.person().handle
    let slug = try context.slug()
    let key = try Self.key(of: request)
    let body = try await request.body.collect(upTo: Self.bodyLimit)
    let commands = try Self.read(Array(body.readableBytesView))
    var receipt = try await desks.desk(slug).execute(commands, by: person, key: key)
    if case .invite(let invitation)? = commands.first, commands.count == 1 {
      receipt.code = try await code(for: invitation, to: slug)
    }
    return Answer.receipt(receipt)
  }

  /// A code for someone who has been admitted and has not joined yet; none for one who has.
  private func code(for invitation: InviteRequest, to slug: Slug) async throws -> String? {
    let handle = try CommandTranslation.handle(invitation.handle)
    let paper = try await desks.desk(slug).paper()
    guard paper.members[handle]?.joined == false else { return nil }
    let code = Secret.code()
    try await identities.invite(handle, to: slug, code: code)
    return code.text
  }

  static func key(of request: Request) throws(Problem) -> String {
    guard let key = request.headers[HTTPField.Name("Idempotency-Key")!] else {
      throw Problem(
        .malformed,
        "A write needs an Idempotency-Key header: a fresh random value, the same when it is sent again.")
    }
    guard (8...128).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw Problem(.malformed, "An Idempotency-Key has 8 to 128 visible ASCII characters.")
    }
    return key
  }

  /// One command, or an array of them.
  private static func read(_ body: [UInt8]) throws(Problem) -> [CommandRequest] {
    do {
      if body.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) == UInt8(ascii: "[") {
        let commands = try JSON.value([CommandRequest].self, from: body)
        guard (1...1000).contains(commands.count) else {
          throw Problem(.malformed, "A request holds 1 to 1000 commands.")
        }
        guard commands.count == 1 || !commands.contains(where: \.isInvitation) else {
          throw Problem(.malformed, "An invitation is sent by itself: its answer is the code.")
        }
        return commands
      }
      return [try JSON.value(CommandRequest.self, from: body)]
    } catch let problem as Problem {
      throw problem
    } catch let error as DecodingError {
      throw Problem(.malformed, "The command cannot be read: \(error.reason).")
    } catch {
      throw Problem(.malformed, "The command is not JSON.")
    }
  }

  private static let bodyLimit = 1 << 20
}

extension CommandRequest {
  fileprivate var isInvitation: Bool {
    if case .invite = self { true } else { false }
  }
}

extension DecodingError {
  /// What is wrong, by the name of the field; never its content.
  var reason: String {
    func name(_ path: [any CodingKey]) -> String {
      let name = path.map(\.stringValue).joined(separator: ".")
      return name.isEmpty ? "it" : "“\(name)”"
    }
    switch self {
    case .keyNotFound(let key, let context): return "\(name(context.codingPath + [key])) is missing"
    case .typeMismatch(_, let context): return "\(name(context.codingPath)) is of another type"
    case .valueNotFound(_, let context): return "\(name(context.codingPath)) is null"
    case .dataCorrupted(let context):
      return context.codingPath.isEmpty ? "it is not JSON" : context.debugDescription
    @unknown default: return "it is not what was expected"
    }
  }
}
