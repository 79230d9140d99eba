internal import CanonicalJSON
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore
internal import Postgres
internal import Protocol

/// Answers every error with a problem document; what is our own fault goes to the log, and nothing of it out.
struct Problems: RouterMiddleware {
  func handle(
    _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let problem as Problem {
      return response(problem, context)
    } catch let error as HTTPError {
      return response(Self.problem(error), context)
    } catch is NIOTooManyBytesError {
      return response(Problem(.tooLarge, "The request's body is larger than it may be."), context)
    } catch let error as PostgresError {
      // Wherever the database was met: that it cannot be had now is no fault of ours, and passes.
      let problem = Problem(error)
      let metadata: Logger.Metadata = ["error": "\(error)", "path": "\(request.uri.path)"]
      if problem.type == .busy {
        context.logger.warning("a request met a database that does not answer", metadata: metadata)
      } else {
        context.logger.error("a request met a database that refused it", metadata: metadata)
      }
      return response(problem, context)
    } catch {
      context.logger.error(
        "a request failed", metadata: ["error": "\(error)", "path": "\(request.uri.path)"])
      return response(Problem(.fault, "Something went wrong in the server; its log says more."), context)
    }
  }

  private func response(_ problem: Problem, _ context: APIContext) -> Response {
    var headers: HTTPFields = [.contentType: "application/problem+json; charset=utf-8"]
    if problem.type == .busy { headers[.retryAfter] = "1" }
    if problem.type == .notAllowed, context.identity == nil { headers[.wwwAuthenticate] = "Bearer" }
    if problem.type == .fault {
      context.logger.error("a request met a fault", metadata: ["detail": "\(problem.detail)"])
    }
    return Response(
      status: .init(code: problem.status), headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: JSONText.bytes(of: problem))))
  }

  private static func problem(_ error: HTTPError) -> Problem {
    switch error.status {
    case .notFound: Problem(.noSuchThing, "There is nothing at this address.")
    case .contentTooLarge: Problem(.tooLarge, "The request's body is larger than it may be.")
    default: Problem(.malformed, error.body ?? "The request cannot be read.")
    }
  }
}

/// JSON as it is sent: keys sorted, so that the same answer is the same bytes.
enum JSONText {
  static func bytes(of value: some Encodable) -> [UInt8] {
    do {
      return try JSON.bytes(of: value)
    } catch {
      // Views are strings, whole numbers and lists of them.
      preconditionFailure("a view does not encode: \(error)")
    }
  }
}
