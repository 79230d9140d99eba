public import CanonicalJSON
public import Scholarship

/// Something that is decided on a paper: the events that it comes to there, or why it is refused.
public protocol Deciding: Hashable, Sendable {
  /// Who may do it.
  static var access: Access { get }

  /// Whether it reads or changes the notebook of whoever does it, which is then looked up first.
  var touchesNotebook: Bool { get }

  /// What it comes to. Changes nothing, and takes for granted that ``access`` was checked: callers ask ``decided(in:)``.
  ///
  /// - Throws: ``Refusal`` with what is wrong and what to do.
  func decide(in context: ActContext) throws(Refusal) -> Decision
}

/// What someone must be to do something.
public enum Access: Hashable, Sendable {
  /// Whoever comes; also where there is no paper yet.
  case anyone
  /// Whoever comes to a paper that is there.
  case newcomers
  /// A member with this role or a higher one.
  case members(Role)
}

extension Deciding {
  /// Scholars; who rules and who votes is the policy's to say besides.
  public static var access: Access { .members(.scholar) }

  public var touchesNotebook: Bool { false }

  /// What it comes to, where the person may do it.
  public func decided(in context: ActContext) throws(Refusal) -> Decision {
    try Self.checkAccess(in: context)
    return try decide(in: context)
  }

  /// Refuses whoever may not do it.
  static func checkAccess(in context: ActContext) throws(Refusal) {
    if Self.access != .anyone, context.paper.identity == nil {
      throw Refusal.noSuchPaper
    }
    if case .members(let least) = Self.access {
      let role = try context.role
      guard role >= least else {
        throw Refusal(
          .notAllowed,
          "This takes the role of \(least.rawValue); \(context.person) is \(role.withArticle) here.")
      }
    }
  }
}

/// What someone can do in a paper, whole: how it is typed and sent (``JSONRecord/shape``), what it comes to
/// (``Deciding/decide(in:)``), and what is told of it.
public protocol Act: Deciding, JSONRecord {
  /// What the act is called, and how it is explained.
  static var verb: VerbEntry { get }

  /// The act's name in JSON.
  static var type: String { get }

  /// Whether ``told(_:)`` tells of the thing as the act left it. Then it is looked up first.
  static var tellsOfThing: Bool { get }

  /// What is told once it is done.
  func told(_ done: Done) -> Telling
}

extension Act {
  public static var type: String { verb.name }
  public static var tellsOfThing: Bool { false }

  /// What it is made of, and how that is typed.
  public static var fields: [FieldSchema] { shape.members }
}
