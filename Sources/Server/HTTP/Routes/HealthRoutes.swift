internal import CanonicalJSON
internal import EventLog
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Protocol

/// Whether the server is alive, and whether it can be of use.
struct HealthRoutes {
  let store: any EventStore
  /// How far the read models have come.
  let projected: Progress
  /// What stands still.
  let halts: Halts
  let authority: CheckpointAuthority

  var endpoints: [Endpoint] {
    [
      Endpoint(
        .get, "/healthz", "whether the server is alive", access: .anyone,
        answers: [200: .json(LivenessView.schema)]
      ) { _, _, _ in Answer.receipt(LivenessView()) },
      Endpoint(
        .get, "/readyz", "whether the server is ready", access: .anyone,
        answers: [200: .json(ReadinessView.schema), 503: .json(ReadinessView.schema)], handler: ready),
    ]
  }

  /// Ready when the database answers, the read models keep up with it, and no other server took over. That feeds stand
  /// still or nothing can be proved for now is told, and no reason to send nobody here.
  private func ready(
    _ request: Request, _ context: APIContext, _ query: QueryParameters
  ) async throws -> Response {
    let shown = projected.position
    do {
      let position = try await store.head()
      if let takeover = store.takeover {
        return answer(
          ReadinessView(status: "deposed", position: position, shown: shown, cause: "\(takeover)"))
      }
      let appends = halts.ofAppends()
      // A request that was refused says nothing of the next one.
      let stopsAppends = store.appendHalt?.obstacle.stopsAll == true
      let stopped = await halts.ofReadModels() + (stopsAppends ? appends : [])
      let others = await halts.ofFeeds() + halts.ofProofs() + (stopsAppends ? [] : appends)
      if !stopped.isEmpty {
        let cause = stopped.map { "“\($0.name)” stands still after @\($0.position): \($0.cause)" }
        return answer(
          ReadinessView(
            status: "halted", position: position, shown: shown, cause: cause.joined(separator: "; "),
            halts: stopped + others))
      }
      let status = position - shown <= Self.lag ? "ready" : "catching-up"
      let warning = await authority.refusal?.description
      return answer(
        ReadinessView(
          status: status, position: position, shown: shown, halts: others.isEmpty ? nil : others,
          warning: warning))
    } catch {
      return answer(
        ReadinessView(
          status: "unavailable", position: nil, shown: shown,
          cause: "The database cannot be reached. See that it runs and takes connections; the server's log "
            + "says what came of the last attempt. Requests are served again as soon as it does."))
    }
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
