internal import CanonicalJSON
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Protocol

extension Request {
  /// The small record that the body holds, read strictly.
  func record<Record: JSONRecord>(_ type: Record.Type) async throws -> Record {
    let body = try await body.collect(upTo: 4096)
    do {
      return try Record.shape.readStrictly(JSON.parsed(Array(body.readableBytesView)))
    } catch let error as UnknownField {
      throw Problem(
        .malformed,
        "There is no field “\(error.name)” here; there are \(error.known.joined(separator: ", ")).")
    } catch let error as DecodingError {
      throw Problem(.malformed, "The request cannot be read: \(error.reason).")
    } catch let unfit as UnfitWord {
      throw Problem(.refused, unfit.message)
    } catch {
      throw Problem(.malformed, "The request's body is not JSON.")
    }
  }
}
