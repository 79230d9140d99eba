internal import CanonicalJSON

/// A stored event that this program cannot read.
public struct EventDecodingError: Error, Sendable, CustomStringConvertible {
  public let type: String
  public let version: Int
  /// Why, in terms of the shape, without any content.
  public let reason: String

  public init(type: String, version: Int, reason: String) {
    self.type = type
    self.version = version
    self.reason = reason
  }

  public var description: String { "cannot read a \(type) event of version \(version): \(reason)" }
}

extension EventDecodingError {
  init(unknown type: String, _ version: Int) {
    self.init(type: type, version: version, reason: "the type is unknown to this program")
  }

  /// Reads a body of a type and version that has to be one of those that this program knows.
  static func reading<Payload>(
    _ type: String, _ version: Int, upTo latest: Int, _ read: () throws -> Payload
  ) throws(EventDecodingError) -> Payload {
    guard (1...latest).contains(version) else {
      throw EventDecodingError(
        type: type, version: version,
        reason: version < 1 ? "there is no such version" : "the version is newer than this program")
    }
    do {
      return try read()
    } catch let error as DecodingError {
      let (path, fault) = error.place
      throw EventDecodingError(
        type: type, version: version, reason: "\(path.isEmpty ? "the body" : path) \(fault)")
    } catch {
      throw EventDecodingError(type: type, version: version, reason: "it is not JSON")
    }
  }
}

extension Event {
  /// The bytes to store and to hash: canonical JSON.
  public func body() -> [UInt8] { JSON.text(of: payload) }

  /// Reads a stored event, and converts an earlier version to the present shape.
  ///
  /// - Throws: ``EventDecodingError`` for a type or version of a newer program, or for bytes that do not fit
  ///   the shape.
  public init(type: String, version: Int, body: [UInt8]) throws(EventDecodingError) {
    guard let form = Self.named[type] else { throw EventDecodingError(unknown: type, version) }
    self.init(
      try EventDecodingError.reading(type, version, upTo: form.version) {
        try form.init(json: try JSON.parsed(body), version: version)
      })
  }

  /// What an event of a type did, before what it did that to.
  static func noun(of type: String) -> String { named[type]?.noun ?? type }

  /// By name: a table is faster than comparing one name after the other.
  private static let named = Dictionary(uniqueKeysWithValues: types.map { ($0.type, $0) })
}
