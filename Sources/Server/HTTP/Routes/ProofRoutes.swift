internal import CanonicalJSON
internal import EventLog
internal import HTTPTypes
internal import Hummingbird
internal import Ledger
internal import NIOCore
internal import Papers
internal import Protocol

/// The signed tree head, and proofs against it. They hold nothing but hashes, which tell nothing of what was said: a
/// body's is salted.
struct ProofRoutes {
  let authority: CheckpointAuthority
  let store: any EventStore

  var endpoints: [Endpoint] {
    [
      Endpoint(
        .get, "/checkpoint", "the log's size and root, signed (C2SP tlog-checkpoint)", access: .anyone,
        parameters: [.minimum],
        answers: [200: .bytes("text/plain")], problems: [.conflict, .noSuchThing], handler: checkpoint),
      Endpoint(
        .get, "/checkpoint/key", "the key by which checkpoints are checked", access: .anyone,
        // What clients send with every read; the key is the same at any moment.
        parameters: [.at, .minimum], answers: [200: .bytes("text/plain")],
        problems: [.noSuchThing], handler: key),
      Endpoint(
        .get, "/proof/inclusion/{position}", "that an event is in the log (RFC 6962, 2.1.1)", access: .anyone,
        parameters: [
          Parameter(.path, "position", .integer, from: 1...Int64.max, "the event's position"),
          Parameter(.query, "size", .integer, from: 0...Int64.max, "the size of the tree"),
        ], answers: [200: .json(InclusionView.schema)], problems: [.conflict], handler: inclusion),
      Endpoint(
        .get, "/proof/consistency", "that the log only grew (RFC 6962, 2.1.2)", access: .anyone,
        parameters: [
          Parameter(
            .query, "from", .integer, isRequired: true, from: 0...Int64.max, "the smaller size of the tree"),
          Parameter(.query, "to", .integer, from: 0...Int64.max, "the larger size"),
        ], answers: [200: .json(ConsistencyView.schema)], problems: [.conflict, .noSuchThing],
        handler: consistency),
    ]
  }

  private func checkpoint(
    _ request: Request, _ context: APIContext, _ query: QueryParameters
  ) async throws -> Response {
    let position = try query.number("min-position", in: 0...Int64.max) ?? 0
    try await store.reach(position)
    let signed = try await answering { try await authority.checkpoint(covering: position) }
    return text(signed.note)
  }

  private func key(
    _ request: Request, _ context: APIContext, _ query: QueryParameters
  ) async throws -> Response {
    try await store.reach(try Moment(query).minimum)
    return text(Array("\(authority.verifierKey)\n".utf8))
  }

  private func inclusion(
    _ request: Request, _ context: APIContext, _ query: QueryParameters
  ) async throws -> Response {
    guard let text = try context.parameter("position"), let position = Int64(text), position >= 1 else {
      throw Problem(.malformed, "A position is a whole number from 1.")
    }
    let size = try await size(try query.number("size", in: 0...Int64.max), covering: position)
    let proof = try await answering {
      try await authority.tree.inclusionProof(of: position - 1, in: size)
    }
    return json(InclusionView(position: position, size: size, path: proof.path.map(\.description)))
  }

  private func consistency(
    _ request: Request, _ context: APIContext, _ query: QueryParameters
  ) async throws -> Response {
    guard let from = try query.number("from", in: 0...Int64.max) else {
      throw Problem(.malformed, "Say from which size on, with “from”.")
    }
    let to = try await size(try query.number("to", in: 0...Int64.max), covering: from)
    let proof = try await answering { try await authority.tree.consistencyProof(from: from, to: to) }
    return json(ConsistencyView(from: from, to: to, path: proof.path.map(\.description)))
  }

  /// The size asked for, or that of a signed checkpoint.
  private func size(_ size: Int64?, covering position: Int64) async throws -> Int64 {
    if let size { return size }
    return try await answering { try await authority.checkpoint(covering: position).checkpoint.head.size }
  }

  private func answering<Value>(_ body: () async throws -> Value) async throws -> Value {
    do {
      return try await body()
    } catch let refusal as CheckpointAuthority.Refusal {
      throw Problem(.conflict, "\(refusal)")
    } catch TreeError.proof(let error) {
      switch error {
      case .missingNode: throw Problem(.fault, "\(error)")
      default: throw Problem(.noSuchThing, "\(error)")
      }
    } catch let error as TreeError {
      throw Problem(.busy, "\(error)")
    }
  }

  private func text(_ bytes: [UInt8]) -> Response {
    Response(
      status: .ok, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  private func json(_ view: some JSONWritable) -> Response { Answer.receipt(view) }
}
