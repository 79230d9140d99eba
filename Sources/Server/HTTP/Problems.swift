internal import CanonicalJSON
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore
internal import NIOHTTP1
internal import Postgres
internal import Protocol

/// Answers every error with a problem document, and what no route is for with what there is at its address.
struct Problems: RouterMiddleware {
  let endpoints: EndpointTable

  func handle(
    _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as HTTPError where error.status == .notFound {
      return noRoute(request)
    } catch {
      return Self.response(ProblemDocument.problem(error, at: request.uri.path, context.logger))
    }
  }

  /// The answer to `OPTIONS`, and to what cannot be done at an address.
  private func noRoute(_ request: Request) -> Response {
    let isForAll = request.uri.string == "*" || request.method == .connect
    guard
      let allow = isForAll ? Self.methods : endpoints.methods(at: RequestTarget.path(of: request.uri.string))
    else { return Self.response(Problem(.noSuchThing, "There is nothing at this address.")) }
    if request.method == .options { return Response(status: .noContent, headers: [.allow: allow]) }
    var response = Self.response(
      Problem(
        .noSuchMethod, "\(request.method.rawValue.clipped) is not done at this address; there are \(allow)."))
    response.headers[.allow] = allow
    return response
  }

  /// What is done anywhere.
  private static let methods = EndpointTable.allowed([.get, .post])

  static func response(_ problem: Problem) -> Response {
    var headers: HTTPFields = [.contentType: ProblemDocument.mediaType]
    for (name, value) in ProblemDocument.fields(of: problem) {
      if let name = HTTPField.Name(name) { headers[name] = value }
    }
    return Response(
      status: .init(code: problem.status), headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: JSON.text(of: problem))))
  }
}

/// What is said of an error: what is our own fault goes to the log, and nothing of it out.
enum ProblemDocument {
  static let mediaType = "application/problem+json; charset=utf-8"

  static let unreadable = Problem(
    .malformed, "What was sent is not HTTP/1.1, or breaks off. Nothing was done.")

  static let tooLarge = Problem(.tooLarge, "The request's body is larger than it may be.")

  /// The fields of the response beside its type and length.
  static func fields(of problem: Problem) -> [(name: String, value: String)] {
    if problem.type == .busy || problem.type == .tooMany { return [("Retry-After", "1")] }
    // Not for who is known and may not: another credential is not what they lack.
    return problem.status == Authentication.status ? [("WWW-Authenticate", "Bearer")] : []
  }

  /// What an error comes to for whoever made the request.
  static func problem(_ error: any Error, at path: String, _ logger: Logger) -> Problem {
    switch error {
    case let problem as Problem:
      if problem.type == .fault {
        logger.error(
          "a request met a fault", metadata: ["detail": "\(problem.detail)", "path": "\(path.clipped)"])
      }
      return problem
    case is CredentialEnded: return Authentication.refusal(of: "")
    case is AdministrationEnded:
      return Problem(.notAllowed, "Only an administrator of the server can do this, and you are one no more.")
    case let error as HTTPError: return problem(error)
    case is NIOTooManyBytesError: return tooLarge
    // The sender's doing; they were told so by whoever noticed, or are gone.
    case is HTTPParserError, is ChannelError, is CancellationError: return unreadable
    case let error as PostgresError:
      // Wherever the database was met: that it cannot be had now is no fault of ours, and passes.
      let problem = Problem(error)
      let metadata: Logger.Metadata = ["error": "\(error)", "path": "\(path.clipped)"]
      if problem.type == .busy {
        logger.warning("a request met a database that does not answer", metadata: metadata)
      } else {
        logger.error("a request met a database that refused it", metadata: metadata)
      }
      return problem
    default:
      logger.error("a request failed", metadata: ["error": "\(error)", "path": "\(path.clipped)"])
      return Problem(.fault, "Something went wrong in the server; its log says more.")
    }
  }

  private static func problem(_ error: HTTPError) -> Problem {
    switch error.status {
    case .notFound: Problem(.noSuchThing, "There is nothing at this address.")
    case .contentTooLarge: tooLarge
    default: Problem(.malformed, error.body ?? "The request cannot be read.")
    }
  }
}
