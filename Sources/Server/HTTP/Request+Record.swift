internal import CanonicalJSON
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Protocol

extension Request {
  /// The small record that the body holds, read strictly.
  func record<Record: JSONRecord>(_ type: Record.Type) async throws -> Record {
    let body = try await body.collect(upTo: 4096)
    let json = try JSON.sent(Array(body.readableBytesView), as: "request")
    do {
      return try Record.shape.readStrictly(json)
    } catch let error as UnknownField {
      throw Problem(
        .malformed,
        "There is no field “\(error.name)” here; there are \(error.known.joined(separator: ", ")).")
    } catch let error as DecodingError {
      throw Problem(.malformed, "The request cannot be read: \(error.reason)")
    } catch let unfit as UnfitWord {
      throw Problem(.refused, unfit.message)
    }
  }
}

extension JSON {
  /// What was sent as JSON, before anything is read of it.
  ///
  /// - Parameter noun: what it is to be, for whoever sent something else.
  static func sent(_ bytes: [UInt8], as noun: String) throws(Problem) -> ParsedJSON {
    do {
      return try parsedStrictly(bytes)
    } catch let error as RepeatedName {
      throw Problem(.malformed, "The \(noun) cannot be read: \(error).")
    } catch {
      throw Problem(.malformed, "The \(noun) cannot be read: it is not JSON.")
    }
  }
}

extension DecodingError {
  /// What is wrong with JSON that was sent, by the name of the field, as the end of a sentence. It never has the content.
  var reason: String {
    let (path, fault) = place
    guard case .dataCorrupted(let context) = self else {
      return (path.isEmpty ? "it" : "“\(path)”") + " " + fault + "."
    }
    let words = context.debugDescription
    return (words.hasPrefix("not ") && !path.isEmpty ? "“\(path)” is " : "") + words
      + (words.hasSuffix(".") ? "" : ".")
  }
}
