public import CanonicalJSON
public import Scholarship

/// An act of whatever kind. Its JSON is the act's own with its `type`: `{"type":"annotate","target":"p12.3",…}`.
///
/// A field that the type does not have is an error, so that a slip of spelling is never silently dropped.
public struct AnyAct: Sendable {
  /// The act itself.
  public let act: any Act

  public init(_ act: any Act) { self.act = act }

  /// Every kind of act there is, in the order of help. What goes through all acts goes through this list.
  public static let types: [any Act.Type] = [
    RegisterClaim.self, Reword.self, LinkClaims.self, Stand<Agree>.self, Stand<Disagree>.self,
    Stand<Qualify>.self,
    Stand<Unsure>.self, Stand<Recuse>.self, Annotate.self, Reply.self, EditAnnotation.self, ShareMemo.self,
    OpenDispute.self, Argue.self, Reopen.self, Correct.self, Amend.self, Adopt.self, CastVote.self, Rule.self,
    Settle.self, Lift.self, Reveal.self, Withdraw.self, Reanchor.self, SetPolicy.self, Invite.self,
    Remove.self, RemovePaper.self, Leave.self,
    Publish.self, Undo.self, Redo.self,
  ]
}

extension AnyAct: Hashable {
  public static func == (a: AnyAct, b: AnyAct) -> Bool { AnyHashable(a.act) == AnyHashable(b.act) }
  public func hash(into hasher: inout Hasher) { AnyHashable(act).hash(into: &hasher) }
}

extension AnyAct: Deciding {
  /// Each act checks its own.
  public static var access: Access { .anyone }
  public var touchesNotebook: Bool { act.touchesNotebook }
  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    try checkNamesWhatIsSeen(in: context)
    return try act.decided(in: context)
  }
}

extension AnyAct: JSONValue {
  public init(json: ParsedJSON) throws {
    let type = try String.member("type", of: json)
    guard let form = Self.forms[type] else { throw json.corrupted("there is no command “\(type)”") }
    do {
      act = try form.read(json)
    } catch let error as UnknownField {
      throw json.corrupted(
        "“\(type)” has no field “\(error.name)”; it has \(error.known.joined(separator: ", "))")
    }
  }

  public func write(to json: inout JSONBuilder) { Self.forms[Swift.type(of: act).type]?.write(act, &json) }

  public static var schema: JSONSchema { .oneOf(types.compactMap { forms[$0.type]?.schema }) }

  /// How acts of one type are read and written.
  private struct Form: Sendable {
    let schema: JSONSchema
    let read: @Sendable (ParsedJSON) throws -> any Act
    let write: @Sendable (any Act, inout JSONBuilder) -> Void

    init<Kind: Act>(_ type: Kind.Type) {
      let shape = Kind.shape.constant("type", Kind.type)
      schema = .record(RecordSchema(name: Kind.type, members: shape.members))
      read = { try shape.readStrictly($0) }
      write = { act, json in if let act = act as? Kind { shape.write(act, to: &json) } }
    }
  }

  private static let forms: [String: Form] = Dictionary(
    uniqueKeysWithValues: types.map { type in (type.type, form(of: type)) })

  private static func form(of type: (some Act).Type) -> Form { Form(type) }
}
