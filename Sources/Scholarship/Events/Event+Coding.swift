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

extension Event {
  /// The bytes to store and to hash: canonical JSON.
  public func body() -> [UInt8] { JSON.text(of: payload) }

  /// Reads a stored event, and converts an earlier version to the present shape.
  ///
  /// - Throws: ``EventDecodingError`` for a type or version of a newer program, or for bytes that do not fit
  ///   the shape.
  public init(type: String, version: Int, body: [UInt8]) throws(EventDecodingError) {
    guard let form = Self.named[type] else {
      throw EventDecodingError(type: type, version: version, reason: "the type is unknown to this program")
    }
    guard (1...form.version).contains(version) else {
      throw EventDecodingError(
        type: type, version: version,
        reason: version < 1 ? "there is no such version" : "the version is newer than this program")
    }
    do {
      self.init(try form.init(json: try JSON.parsed(body), version: version))
    } catch let error as DecodingError {
      let (path, fault) = error.place
      throw EventDecodingError(
        type: type, version: version, reason: "\(path.isEmpty ? "the body" : path) \(fault)")
    } catch {
      throw EventDecodingError(type: type, version: version, reason: "it is not JSON")
    }
  }

  /// By name: a table is faster than comparing one name after the other.
  private static let named = Dictionary(uniqueKeysWithValues: types.map { ($0.type, $0) })
}
