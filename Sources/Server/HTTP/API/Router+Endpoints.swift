internal import CanonicalJSON
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Protocol

extension Router<APIContext> {
  /// Answers to each endpoint. What no route is for is answered by ``Problems``.
  func add(_ endpoints: [Endpoint], _ identities: IdentityStore) {
    let members = group().add(middleware: Authentication(identities: identities))
      .add(middleware: InCommonPool())
    for endpoint in endpoints {
      guard let handler = endpoint.handler else { continue }
      let names = endpoint.parameters.filter { $0.place == .query }.map(\.field.name)
      let answer = { @Sendable (request: Request, context: APIContext) in
        if endpoint.access == .members { try context.person().check(endpoint.scope) }
        return try await handler(
          request, context, try QueryParameters(RequestTarget.query(of: request.uri.string), names))
      }
      let path = RouterPath(endpoint.path)
      let routes: any RouterMethods<APIContext> = endpoint.access == .members ? members : self
      routes.on(path, method: endpoint.method, use: answer)
      guard endpoint.method == .get else { continue }
      routes.on(path, method: .head) { request, context in try await answer(request, context).withoutBody }
    }
  }
}

extension Response {
  /// The same with the fields of what is not sent.
  fileprivate var withoutBody: Response {
    // By themselves, an empty body's length would be said to be 0.
    Response(status: status, headers: headers, body: ResponseBody { writer in try await writer.finish(nil) })
  }
}
