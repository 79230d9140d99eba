internal import CanonicalJSON
internal import Logging
internal import NIOCore
internal import Papers
internal import Protocol
internal import Scholarship

/// Commands in, receipts out.
struct CommandService: Sendable {
  let papers: Papers
  let identities: IdentityStore
  let logger: Logger

  /// Carries out what was asked, or says why not.
  func reply(to call: CommandCall) async -> CommandReply {
    do {
      return CommandReply(try await receipt(for: call))
    } catch {
      return CommandReply(ProblemDocument.problem(error, at: "papers/\(call.slug)/commands", logger))
    }
  }

  private func receipt(for call: CommandCall) async throws -> Receipt {
    guard let person = try await identities.identity(authorization: call.authorization)?.handle else {
      throw Authentication.refusal
    }
    guard let slug = Slug(call.slug) else { throw Problem(.noSuchThing, "There is no such paper.") }
    let key = try IdempotencyKey.read(call.key)
    if call.isTooLarge { throw ProblemDocument.tooLarge }
    let commands = try Self.read(Array(call.body.readableBytesView))
    var receipt = try await papers.paper(slug).execute(commands, by: person, key: key)
    if case .invite(let invitation)? = commands.first, commands.count == 1 {
      receipt.code = try await code(for: invitation, to: slug)
    }
    return receipt
  }

  /// A code for someone who has been admitted and has not joined yet; none for one who has.
  private func code(for invitation: InviteRequest, to slug: Slug) async throws -> String? {
    let handle = try CommandTranslation.handle(invitation.handle)
    let paper = try await papers.paper(slug).paper()
    guard paper.members[handle]?.joined == false else { return nil }
    let code = Secret.code()
    try await identities.invite(handle, to: slug, code: code)
    return code.text
  }

  /// One command, or an array of them.
  private static func read(_ body: [UInt8]) throws(Problem) -> [CommandRequest] {
    do {
      if body.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) == UInt8(ascii: "[") {
        let commands = try [CommandRequest](json: JSON.parsed(body))
        guard (1...1000).contains(commands.count) else {
          throw Problem(.malformed, "A request holds 1 to 1000 commands.")
        }
        guard commands.count == 1 || !commands.contains(where: \.isInvitation) else {
          throw Problem(.malformed, "An invitation is sent by itself: its answer is the code.")
        }
        return commands
      }
      return [try CommandRequest(json: JSON.parsed(body))]
    } catch let problem as Problem {
      throw problem
    } catch let error as DecodingError {
      throw Problem(.malformed, "The command cannot be read: \(error.reason).")
    } catch {
      throw Problem(.malformed, "The command is not JSON.")
    }
  }
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
