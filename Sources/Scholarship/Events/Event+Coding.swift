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
  /// The name under which the event is stored: `claim.registered`.
  public var type: String { Swift.type(of: payload).type }

  /// The version of the shape that ``body()`` writes.
  public var version: Int { Swift.type(of: payload).version }

  /// The bytes to store and to hash: canonical JSON.
  public func body() -> [UInt8] { JSON.text(of: payload) }

  /// Reads a stored event, and converts an earlier version to the present shape.
  ///
  /// - Throws: ``EventDecodingError`` for a type or version of a newer program, or for bytes that do not fit
  ///   the shape.
  public init(type: String, version: Int, body: [UInt8]) throws(EventDecodingError) {
    guard let kind = Self.named[type] else {
      throw EventDecodingError(type: type, version: version, reason: "the type is unknown to this program")
    }
    guard (1...kind.version).contains(version) else {
      throw EventDecodingError(
        type: type, version: version,
        reason: version < 1 ? "there is no such version" : "the version is newer than this program")
    }
    do {
      self = try kind.read(try JSON.parsed(body), version)
    } catch let error as DecodingError {
      throw EventDecodingError(type: type, version: version, reason: error.reason)
    } catch {
      throw EventDecodingError(type: type, version: version, reason: "it is not JSON")
    }
  }

  /// By name: a table is faster than comparing one name after the other.
  private static let named = Dictionary(uniqueKeysWithValues: kinds.map { ($0.type, $0) })
}

extension DecodingError {
  /// What is wrong, and with which part of the shape.
  fileprivate var reason: String {
    let (path, what): ([any CodingKey], String) =
      switch self {
      case .keyNotFound(let key, let context): (context.codingPath + [key], "is missing")
      case .typeMismatch(_, let context): (context.codingPath, "is of another type")
      case .valueNotFound(_, let context): (context.codingPath, "is null")
      case .dataCorrupted(let context): (context.codingPath, "cannot be read")
      @unknown default: ([], "cannot be read")
      }
    let name = path.map(\.stringValue).joined(separator: ".")
    return (name.isEmpty ? "the body" : name) + " " + what
  }
}

extension Event {
  /// The things that the event is about. The log files it under their tags.
  public var subjects: [EntityID] { [subject, otherSubject].compactMap { $0 } }

  /// The thing that it is mainly about.
  var subject: EntityID? {
    switch self {
    case .paperImported, .paperRetitled, .baseImported, .memberAdmitted, .memberJoined, .policySet,
      .bodyErased:
      nil
    case .claimRegistered(let event): event.claim
    case .claimReworded(let event): event.claim
    case .claimLinked(let event): event.claim
    case .stanceTaken(let event): event.claim
    case .annotationMade(let event): event.annotation
    case .annotationEdited(let event): event.annotation
    case .disputeOpened(let event): event.dispute
    case .disputeArgued(let event): event.dispute
    case .disputeReopened(let event): event.dispute
    case .correctionProposed(let event): event.correction
    case .correctionAmended(let event): event.correction
    case .correctionAdopted(let event): event.correction
    case .voteCast(let event): event.subject
    case .rulingMade(let event): event.subject
    case .thingWithdrawn(let event): event.thing
    case .thingReanchored(let event): event.thing
    }
  }

  /// The other thing that it is about, if any.
  var otherSubject: EntityID? {
    switch self {
    case .claimLinked(let event): event.other
    case .annotationMade(let event): event.target.thing
    case .disputeOpened(let event): event.target.thing
    default: nil
    }
  }

  /// The log's tags for it: `claim:12`; for members and policy `members` and `policy`.
  public var tags: [String] {
    switch self {
    case .paperImported, .paperRetitled, .baseImported: ["paper"]
    case .memberAdmitted, .memberJoined: ["members"]
    case .policySet: ["policy"]
    default: subjects.map(\.tag)
    }
  }
}
