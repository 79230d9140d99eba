internal import Hummingbird
internal import Logging

/// Puts the name of a request on every line that is logged of it.
struct NamedRequests: RouterMiddleware {
  func handle(
    _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
  ) async throws -> Response {
    try await next(request, context.named(after: request))
  }
}

extension APIContext {
  /// The same, logging under a request's name.
  func named(after request: Request) -> APIContext {
    var context = self
    if let field = RequestName.fieldName, let name = request.headers[field] {
      context.logger[metadataKey: "request"] = "\(name)"
    }
    return context
  }
}
