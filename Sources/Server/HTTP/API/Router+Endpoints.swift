internal import CanonicalJSON
internal import HTTPTypes
internal import Hummingbird
internal import Protocol

extension Router<APIContext> {
  /// Answers to each endpoint; to other methods at their addresses with which there are.
  func add(_ endpoints: [Endpoint], _ identities: IdentityStore) {
    let members = group().add(middleware: Authentication(identities: identities))
      .add(middleware: InCommonPool())
    for endpoint in endpoints {
      guard let handler = endpoint.handler else { continue }
      let names = endpoint.parameters.filter { $0.place == .query }.map(\.field.name)
      let answer = { @Sendable (request: Request, context: APIContext) in
        try await handler(request, context, try QueryParameters(request, names))
      }
      let path = RouterPath(endpoint.path)
      switch endpoint.access {
      case .anyone, .guests: on(path, method: endpoint.method, use: answer)
      case .members:
        members.on(path, method: endpoint.method) { request, context in
          try context.person().check(endpoint.scope)
          return try await answer(request, context)
        }
      }
    }
    for (path, endpoints) in Dictionary(grouping: endpoints, by: \.path) {
      refuse(path, endpoints.map(\.method))
    }
  }

  /// Answers to `OPTIONS`, and to what cannot be done at an address.
  private func refuse(_ path: String, _ methods: [HTTPRequest.Method]) {
    let there = methods + (methods.contains(.get) ? [.head] : []) + [.options]
    let allow = there.map(\.rawValue).sorted().joined(separator: ", ")
    on(RouterPath(path), method: .options) { _, _ in
      Response(status: .noContent, headers: [.allow: allow])
    }
    for method in Self.methods where !there.contains(method) {
      on(RouterPath(path), method: method) { _, _ in
        var response = Problems.response(
          Problem(.noSuchMethod, "\(method.rawValue) is not done at this address; there are \(allow)."))
        response.headers[.allow] = allow
        return response
      }
    }
  }

  private static var methods: [HTTPRequest.Method] {
    [.get, .head, .post, .put, .patch, .delete, .options, .trace]
      + ["QUERY"].compactMap(HTTPRequest.Method.init(rawValue:))
  }
}
