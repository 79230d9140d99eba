internal import CanonicalJSON

/// Why stored bytes are no document.
public enum DocumentDecodingError: Error, Hashable, Sendable {
  /// They are not JSON of the kind a document is.
  case notJSON(what: String)
  /// A member is missing, or holds what it cannot; by the names that lead to it, such as `source.bytes`.
  case member(String)
  /// The document was written in a form newer than this program knows.
  case newerForm(Int)
}

extension DocumentDecodingError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notJSON(let what): "The stored document is not JSON: \(what)."
    case .member(let name): "The stored document's member \"\(name)\" is missing or wrong."
    case .newerForm(let form):
      "The stored document has form \(form), which is newer than this program. Use a newer one."
    }
  }
}

extension DocumentDecodingError {
  init(_ error: any Error) {
    let path = (error as? DecodingError)?.place.path ?? ""
    self = path.isEmpty ? .notJSON(what: "\(error)") : .member(path)
  }
}
