public import CanonicalJSON

/// Why a request was not carried out: `application/problem+json` of RFC 9457.
public struct Problem: Error, Hashable, Sendable {
  /// The kind of problem; stable.
  public var type: Kind
  /// The kind in words.
  public var title: String
  /// The HTTP status.
  public var status: Int
  /// For the person: what happened, why, and what to do.
  public var detail: String
  /// Places or things that may have been meant, each as it can be typed.
  public var candidates: [Candidate]?
  /// The thing whose words the detail shows: who says the same again says it of these.
  public var shown: ShownThing?

  /// A thing whose words are shown as they stand since a position.
  public struct ShownThing: Hashable, Sendable {
    public var id: String
    public var position: Int64

    public init(id: String, position: Int64) {
      self.id = id
      self.position = position
    }
  }

  /// A place or thing that may have been meant.
  public struct Candidate: Hashable, Sendable {
    public var address: String
    /// The words that stand there.
    public var excerpt: String

    public init(address: String, excerpt: String) {
      self.address = address
      self.excerpt = excerpt
    }
  }

  public init(
    _ type: Kind, _ detail: String, candidates: [Candidate]? = nil, shown: ShownThing? = nil
  ) {
    self.type = type
    self.title = type.title
    self.status = type.status
    self.detail = detail
    self.candidates = candidates
    self.shown = shown
  }

  private init(
    type: Kind, title: String, status: Int, detail: String, candidates: [Candidate]?, shown: ShownThing?
  ) {
    self.type = type
    self.title = title
    self.status = status
    self.detail = detail
    self.candidates = candidates
    self.shown = shown
  }

  /// The kinds of problem.
  public enum Kind: String, JSONTerm {
    case malformed = "urn:recension:problem:malformed"
    case refused = "urn:recension:problem:refused"
    case ambiguous = "urn:recension:problem:ambiguous"
    case noSuchThing = "urn:recension:problem:no-such-thing"
    case noSuchMethod = "urn:recension:problem:no-such-method"
    case notAllowed = "urn:recension:problem:not-allowed"
    case tooLarge = "urn:recension:problem:too-large"
    case unsupported = "urn:recension:problem:unsupported"
    case timedOut = "urn:recension:problem:timed-out"
    case tooMany = "urn:recension:problem:too-many"
    case conflict = "urn:recension:problem:conflict"
    case deposed = "urn:recension:problem:deposed"
    case busy = "urn:recension:problem:busy"
    case fault = "urn:recension:problem:fault"

    /// A short phrase, the same for every problem of the kind.
    public var title: String {
      switch self {
      case .malformed: "The request cannot be read"
      case .refused: "Refused"
      case .ambiguous: "More than one place fits"
      case .noSuchThing: "No such thing"
      case .noSuchMethod: "Not what can be done there"
      case .notAllowed: "Not allowed"
      case .tooLarge: "Too large"
      case .unsupported: "Not a form that is taken"
      case .timedOut: "Too slow"
      case .tooMany: "Too many requests"
      case .conflict: "Conflict"
      case .deposed: "Another server has taken over"
      case .busy: "Busy"
      case .fault: "Our fault"
      }
    }

    /// The HTTP status that goes with it.
    public var status: Int {
      switch self {
      case .malformed: 400
      case .refused, .ambiguous: 422
      case .noSuchThing: 404
      case .noSuchMethod: 405
      case .notAllowed: 403
      case .tooLarge: 413
      case .unsupported: 415
      case .timedOut: 408
      case .tooMany: 429
      case .conflict: 409
      case .deposed, .busy: 503
      case .fault: 500
      }
    }

    /// The client's exit status for it.
    public var exit: ExitCode {
      switch self {
      case .malformed, .refused, .ambiguous, .noSuchMethod, .tooLarge, .unsupported: .refused
      case .noSuchThing: .noSuchThing
      case .notAllowed: .notAllowed
      case .conflict, .busy, .timedOut, .tooMany: .tryAgain
      case .deposed: .unreachable
      case .fault: .fault
      }
    }
  }
}

extension Problem: JSONRecord {
  public static let shape = Shape(
    Problem.init(type:title:status:detail:candidates:shown:), Field("type", \.type),
    Field("title", \.title), Field("status", \.status), Field("detail", \.detail),
    Field("candidates", \.candidates), Field("shown", \.shown))
}

extension Problem.ShownThing: JSONRecord {
  public static let shape = Shape(
    Problem.ShownThing.init(id:position:), Field("id", \.id), Field("position", \.position))
}

extension Problem.Candidate: JSONRecord {
  public static let shape = Shape(
    Problem.Candidate.init(address:excerpt:), Field("address", \.address), Field("excerpt", \.excerpt))
}
