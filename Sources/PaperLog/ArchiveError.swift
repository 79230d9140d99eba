public import EventLog
public import Scholarship

/// Why a paper could not be read out of the log.
public enum ArchiveError: Error, CustomStringConvertible {
  case log(ReadError)
  /// An event that this program cannot read.
  case event(position: Int64, EventDecodingError)
  /// The base that a paper names is not in the log, or is damaged.
  case base(slug: String, reason: String)

  public var description: String {
    switch self {
    case .log(let error): "\(error)"
    case .event(let position, let error): "at position \(position): \(error)"
    case .base(let slug, let reason): "the text of “\(slug)” cannot be read: \(reason)"
    }
  }
}
