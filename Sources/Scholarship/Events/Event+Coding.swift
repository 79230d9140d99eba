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

/// The stored names of events, with the newest version of each; the shapes of earlier ones are in
/// `EarlierShapes.swift`.
enum EventType: String, CaseIterable {
  case paperImported = "paper.imported"
  case baseImported = "base.imported"
  case memberAdmitted = "member.admitted"
  case memberJoined = "member.joined"
  case policySet = "policy.set"
  case claimRegistered = "claim.registered"
  case claimReworded = "claim.reworded"
  case claimLinked = "claim.linked"
  case stanceTaken = "stance.taken"
  case annotationMade = "annotation.made"
  case annotationEdited = "annotation.edited"
  case disputeOpened = "dispute.opened"
  case disputeArgued = "dispute.argued"
  case disputeReopened = "dispute.reopened"
  case correctionProposed = "correction.proposed"
  case correctionAmended = "correction.amended"
  case correctionAdopted = "correction.adopted"
  case voteCast = "vote.cast"
  case rulingMade = "ruling.made"
  case thingWithdrawn = "thing.withdrawn"
  case thingReanchored = "thing.reanchored"
  case bodyErased = "body.erased"

  /// By name: a look at a table is cheaper than to compare with one name after the other.
  static let named = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

  /// The version that is written.
  var version: Int {
    switch self {
    case .policySet, .bodyErased: 2
    default: 1
    }
  }
}

extension Event {
  /// The name under which the event is stored: `claim.registered`.
  public var type: String { kind.rawValue }

  /// The version of the shape that ``body()`` writes.
  public var version: Int { kind.version }

  private var kind: EventType {
    switch self {
    case .paperImported: .paperImported
    case .baseImported: .baseImported
    case .memberAdmitted: .memberAdmitted
    case .memberJoined: .memberJoined
    case .policySet: .policySet
    case .claimRegistered: .claimRegistered
    case .claimReworded: .claimReworded
    case .claimLinked: .claimLinked
    case .stanceTaken: .stanceTaken
    case .annotationMade: .annotationMade
    case .annotationEdited: .annotationEdited
    case .disputeOpened: .disputeOpened
    case .disputeArgued: .disputeArgued
    case .disputeReopened: .disputeReopened
    case .correctionProposed: .correctionProposed
    case .correctionAmended: .correctionAmended
    case .correctionAdopted: .correctionAdopted
    case .voteCast: .voteCast
    case .rulingMade: .rulingMade
    case .thingWithdrawn: .thingWithdrawn
    case .thingReanchored: .thingReanchored
    case .bodyErased: .bodyErased
    }
  }

  /// The bytes to store, and to hash: one JSON object, keys sorted, no white space, UTF-8.
  public func body() -> [UInt8] { JSON.text(of: self) }

  /// Reads a stored event, bringing one of an earlier version up to the present shape.
  ///
  /// - Throws: ``EventDecodingError`` for a type or version from a newer program, or bytes that are not its shape.
  public init(type: String, version: Int, body: [UInt8]) throws(EventDecodingError) {
    guard let kind = EventType.named[type] else {
      throw EventDecodingError(type: type, version: version, reason: "the type is unknown to this program")
    }
    guard (1...kind.version).contains(version) else {
      throw EventDecodingError(
        type: type, version: version,
        reason: version < 1 ? "there is no such version" : "the version is newer than this program")
    }
    do {
      try self.init(kind, version: version, JSON.parsed(body))
    } catch let error as DecodingError {
      throw EventDecodingError(type: type, version: version, reason: error.reason)
    } catch {
      throw EventDecodingError(type: type, version: version, reason: "it is not JSON")
    }
  }

  private init(_ kind: EventType, version: Int, _ json: ParsedJSON) throws {
    switch kind {
    case .paperImported: self = .paperImported(try PaperImported(json))
    case .baseImported: self = .baseImported(try BaseImported(json))
    case .memberAdmitted: self = .memberAdmitted(try MemberAdmitted(json))
    case .memberJoined: self = .memberJoined(try MemberJoined(json))
    case .policySet where version == 1: self = .policySet(try PolicySet(version1: json))
    case .policySet: self = .policySet(try PolicySet(json))
    case .claimRegistered: self = .claimRegistered(try ClaimRegistered(json))
    case .claimReworded: self = .claimReworded(try ClaimReworded(json))
    case .claimLinked: self = .claimLinked(try ClaimLinked(json))
    case .stanceTaken: self = .stanceTaken(try StanceTaken(json))
    case .annotationMade: self = .annotationMade(try AnnotationMade(json))
    case .annotationEdited: self = .annotationEdited(try AnnotationEdited(json))
    case .disputeOpened: self = .disputeOpened(try DisputeOpened(json))
    case .disputeArgued: self = .disputeArgued(try DisputeArgued(json))
    case .disputeReopened: self = .disputeReopened(try DisputeReopened(json))
    case .correctionProposed: self = .correctionProposed(try CorrectionProposed(json))
    case .correctionAmended: self = .correctionAmended(try CorrectionAmended(json))
    case .correctionAdopted: self = .correctionAdopted(try CorrectionAdopted(json))
    case .voteCast: self = .voteCast(try VoteCast(json))
    case .rulingMade: self = .rulingMade(try RulingMade(json))
    case .thingWithdrawn: self = .thingWithdrawn(try ThingWithdrawn(json))
    case .thingReanchored: self = .thingReanchored(try ThingReanchored(json))
    case .bodyErased where version == 1: self = .bodyErased(try BodyErased(version1: json))
    case .bodyErased: self = .bodyErased(try BodyErased(json))
    }
  }
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
    case .paperImported, .baseImported, .memberAdmitted, .memberJoined, .policySet, .bodyErased: nil
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
    case .paperImported, .baseImported: ["paper"]
    case .memberAdmitted, .memberJoined: ["members"]
    case .policySet: ["policy"]
    default: subjects.map(\.tag)
    }
  }
}
