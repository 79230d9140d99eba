internal import CanonicalJSON

/// A stored event that this program cannot read.
public struct EventDecodingError: Error, Sendable, CustomStringConvertible {
  public let type: String
  public let version: Int
  /// Why, in terms of the shape; never the content.
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

  /// The bytes to store, and to hash: one JSON object, keys sorted, no white space, UTF-8.
  public func body() -> [UInt8] { JSON.text(of: payload) }

  /// Reads a stored event, bringing one of an earlier version up to the present shape.
  ///
  /// - Throws: ``EventDecodingError`` for a type or version from a newer program, or bytes that are not its shape.
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

  /// By name: a look at a table is cheaper than to compare with one name after the other.
  private static let named = Dictionary(uniqueKeysWithValues: kinds.map { ($0.type, $0) })
}

extension DecodingError {
  /// What is wrong with which part of the shape.
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
  /// The things that the event is about, under whose tags the log files it.
  public var subjects: [EntityID] { [subject, otherSubject].compactMap { $0 } }

  /// The thing that it is about first of all.
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

  /// The thing that it is about besides.
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
