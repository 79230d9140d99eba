internal import CanonicalJSON
internal import EventLog
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Protocol

/// Whether the server is alive, and whether it can be of use.
struct HealthRoutes {
  let store: any EventStore
  let probe: DatabaseProbe
  /// How long the database is waited for.
  let patience: Duration
  /// How far the read models have come.
  let projected: Progress
  /// What stands still.
  let halts: Halts
  let warnings: Warnings
  let identities: IdentityStore

  /// Where it says that it lives, whatever the database does.
  static let alive = "/healthz"

  var endpoints: [Endpoint] {
    [
      Endpoint(
        .get, Self.alive, "whether the server is alive", access: .anyone,
        answers: [200: .json(LivenessView.schema)]
      ) { _, _, _ in Answer.receipt(LivenessView()) },
      Endpoint(
        .get, "/readyz", "whether the server is ready; why not, for those with a credential",
        access: .guests,
        answers: [200: .json(ReadinessView.schema), 503: .json(ReadinessView.schema)],
        handler: ready),
    ]
  }

  /// Ready when the database answers now and takes writes, the read models keep up with it, and no other server took over.
  /// That feeds stand still or nothing can be proved for now is told, and no reason to send nobody here. What is in the
  /// way is no stranger's business.
  private func ready(
    _ request: Request, _ context: APIContext, _ query: QueryParameters
  ) async throws -> Response {
    switch await probe.ask(for: patience) {
    case .answers(let position):
      let readiness = await readiness(at: position)
      let isKnown = try await Authentication.identity(of: request, context, identities) != nil
      return answer(isKnown ? readiness : readiness.withoutCauses)
    case .silent, .fails:
      // Whose credential it is cannot be looked up now.
      return answer(ReadinessView(status: "unavailable", position: nil, shown: projected.position))
    }
  }

  private func readiness(at position: Int64) async -> ReadinessView {
    let shown = projected.position
    if let takeover = store.takeover {
      return ReadinessView(
        status: "deposed", position: position, shown: shown, cause: "\(takeover)")
    }
    let appends = halts.ofAppends()
    // A request that was refused says nothing of the next one.
    let stopsAppends = store.appendHalt?.obstacle.stopsAll == true
    let readModels = await halts.ofReadModels()
    let stopped = readModels + (stopsAppends ? appends : [])
    let others = await halts.ofFeeds() + halts.ofProofs() + (stopsAppends ? [] : appends)
    if !stopped.isEmpty {
      let cause = stopped.map { "“\($0.name)” stands still after @\($0.position): \($0.cause)" }
      return ReadinessView(
        // What takes no events takes no rows of the lists either, and what they are of is answered.
        status: stopsAppends ? "read-only" : "halted", position: position, shown: shown,
        cause: cause.joined(separator: "; "), halts: stopped + others)
    }
    let status = position - shown <= Self.lag ? "ready" : "catching-up"
    return ReadinessView(
      status: status, position: position, shown: shown, halts: others.isEmpty ? nil : others,
      warning: await warnings.text())
  }

  private func answer(_ readiness: ReadinessView) -> Response {
    Response(
      status: readiness.status == "ready" ? .ok : .serviceUnavailable,
      headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: JSON.text(of: readiness))))
  }

  /// How many events the read models may be behind.
  private static let lag: Int64 = 10_000
}

extension ReadinessView {
  fileprivate var withoutCauses: ReadinessView {
    ReadinessView(status: status, position: position, shown: shown)
  }
}
