public import CanonicalJSON

/// One kind of event as the log stores it, in whatever stream, and how a history tells of it.
///
/// Bodies are hashed and kept for ever. A shape changes only together with its version, and every version
/// ever written stays readable.
public protocol StoredPayload: JSONValue, Hashable {
  /// The name under which the event is stored: `claim.registered`.
  static var type: String { get }

  /// The version of the shape that is written. All versions from 1 to this one can be read.
  static var version: Int { get }

  /// Reads a stored payload of some version.
  init(json: ParsedJSON, version: Int) throws

  /// The members of a body of some version. What is no prose among them outlives an erasure.
  static func members(version: Int) -> [FieldSchema]

  /// The log's tags for it, under which its stream is searched.
  var logTags: [String] { get }

  /// What happened, as a sentence without its subject: `registered c1: “…”`.
  var summary: String { get }
}

/// One kind of event in a paper, whole: how it is stored, what it is about, when it can happen, and what it changes.
public protocol EventPayload: StoredPayload {
  /// The things that it is about, the main one first.
  var subjects: [EntityID] { get }

  /// The log's tags for it: those of its subjects, `claim:12`; for members and policy `members` and `policy`.
  var logTags: [String] { get }

  /// The people whose role or membership it changes.
  var affectedMembers: [Handle] { get }

  /// What it did, before what it did that to: `the vote on`.
  static var noun: String { get }

  /// What takes it back, by the paper as it is before it; `nil` for what is nobody's act in the paper.
  func reversal(in paper: Paper, _ stamp: Stamp) -> Reversal?

  /// The things in whose rounds it is said what its author holds: by a vote, a stance or an argument, or by taking one
  /// back. While such a round is blind, it is hidden from those who have not given theirs.
  var spokenOn: [EntityID] { get }

  /// Why they hold that, where it says so.
  var spokenReason: String? { get }

  /// What its author says in it to others: a statement, a body or a reason. Who is called in it by name is told.
  var words: String? { get }

  /// Whether it can come next in a paper that was imported: the thing that it makes has the next number, those it names
  /// exist and are of the right kind, and its passages lie within the base.
  func fits(_ paper: Paper) -> Bool

  /// Changes the state of a paper that it fits.
  func evolve(_ paper: inout Paper, _ stamp: Stamp)
}

extension StoredPayload {
  public static var version: Int { 1 }
  public init(json: ParsedJSON, version: Int) throws { try self.init(json: json) }
}

extension EventPayload {
  public var subjects: [EntityID] { [] }
  public var logTags: [String] { subjects.map(\.tag) }
  public var affectedMembers: [Handle] { [] }
  public var spokenOn: [EntityID] { [] }
  public var spokenReason: String? { nil }
  public var words: String? { nil }
  public func fits(_ paper: Paper) -> Bool { subjects.allSatisfy(paper.has) }
}

/// A payload whose members are declared in its shape, as nearly all are.
public typealias EventRecord = EventPayload & JSONRecord

extension StoredPayload where Self: JSONRecord {
  public static func members(version: Int) -> [FieldSchema] { shape.members }
}
