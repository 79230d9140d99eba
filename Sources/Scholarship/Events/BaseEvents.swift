public import CanonicalJSON
public import Manuscript

/// A later version of the source came in as a new base: from here on every range and address is one of it.
///
/// Where everything said on the text stands in it was worked out once, when it came in, and is part of the fact: a
/// fold never asks again, whatever becomes of the rules of anchoring.
public struct BaseImported: Hashable, Sendable {
  public var base: BaseID
  /// The length of the base's reading text in Unicode scalars.
  public var scalars: Int
  /// The media type it was read as: `text/markdown` or `text/plain`.
  public var mediaType: String
  /// SHA-256 of the source's bytes, in hexadecimal: the log keeps them under it.
  public var source: String
  /// SHA-256 of the document read out of them, as it was encoded; likewise.
  public var document: String
  /// What became of every anchor in the paper, of withdrawn things too: they can be taken up again.
  public var anchors: [CarriedAnchor]

  public init(
    base: BaseID, scalars: Int, mediaType: String, source: String, document: String, anchors: [CarriedAnchor]
  ) {
    self.base = base
    self.scalars = scalars
    self.mediaType = mediaType
    self.source = source
    self.document = document
    self.anchors = anchors
  }
}

extension BaseImported: EventRecord {
  public static let type = "base.imported"
  public static let shape = Shape(
    BaseImported.init, Field("base", \.base), Field("scalars", \.scalars),
    Field("mediaType", \.mediaType), Field("source", \.source), Field("document", \.document),
    Field("anchors", \.anchors))
}

/// Someone said where a thing belongs whose place in the present base was not found.
public struct ThingReanchored: Hashable, Sendable {
  public var thing: EntityID
  /// Which of its anchors; see ``AnchorName``.
  public var index: Int
  /// Where it stands now.
  public var anchor: Anchor
  /// Set, and true, where the thing is a correction and the text has there already what it proposes.
  public var incorporated: Bool?
  public var reason: String?

  public init(
    thing: EntityID, index: Int, anchor: Anchor, incorporated: Bool? = nil, reason: String? = nil
  ) {
    self.thing = thing
    self.index = index
    self.anchor = anchor
    self.incorporated = incorporated
    self.reason = reason
  }
}

extension ThingReanchored: EventRecord {
  public static let type = "thing.reanchored"
  public static let shape = Shape(
    ThingReanchored.init, Field("thing", \.thing), Field("index", \.index), Field("anchor", \.anchor),
    Field("incorporated", \.incorporated), Field("reason", \.reason, .prose))
}

/// Names one anchor of a paper.
public struct AnchorName: Hashable, Sendable {
  public var thing: EntityID
  /// Which of the thing's anchors, from 0: a claim may have several, anything else has one.
  public var index: Int

  public init(_ thing: EntityID, _ index: Int = 0) {
    self.thing = thing
    self.index = index
  }
}

/// What became of one anchor when a new base came in.
public struct CarriedAnchor: Hashable, Sendable {
  /// The anchor.
  public var name: AnchorName
  /// What became of it.
  public var outcome: Outcome

  /// What can become of an anchor.
  public enum Outcome: Hashable, Sendable {
    /// It stands there now; how that was come by, and how well it agrees, in thousandths.
    case found(Anchor, method: AnchorPlacement.Method, score: Int)
    /// No one place answers to it: it keeps the anchor that it had.
    case lost(LostAnchor)
  }

  public init(_ name: AnchorName, _ outcome: Outcome) {
    self.name = name
    self.outcome = outcome
  }
}

/// Where an anchor without a place in the present base may belong.
public enum LostAnchor: Hashable, Sendable {
  /// At one of these places, the best first; nothing tells which.
  case ambiguous([ScalarRange])
  /// Nowhere; the place that came nearest, if any came near.
  case orphaned(nearest: ScalarRange?)
}

/// `{"anchor":{…},"index":0,"method":"diff","score":1000,"thing":"c1"}` where it was found, with `candidates` in
/// place of the three where it is ambiguous, else with `nearest` or nothing.
extension CarriedAnchor: JSONValue {
  public init(json: ParsedJSON) throws {
    let name = AnchorName(try EntityID.member("thing", of: json), try Int.member("index", of: json))
    if let anchor = try Anchor?.member("anchor", of: json) {
      let method = try AnchorPlacement.Method.member("method", of: json)
      self.init(name, .found(anchor, method: method, score: try Int.member("score", of: json)))
    } else if let candidates = try [ScalarRange]?.member("candidates", of: json) {
      self.init(name, .lost(.ambiguous(candidates)))
    } else {
      self.init(name, .lost(.orphaned(nearest: try ScalarRange?.member("nearest", of: json))))
    }
  }

  public func write(to json: inout JSONBuilder) {
    json.object {
      if case .found(let anchor, _, _) = outcome { $0.member("anchor", anchor) }
      if case .lost(.ambiguous(let candidates)) = outcome { $0.member("candidates", candidates) }
      $0.member("index", name.index)
      if case .found(_, let method, let score) = outcome {
        $0.member("method", method)
        $0.member("score", score)
      }
      if case .lost(.orphaned(let nearest)) = outcome { $0.member("nearest", nearest) }
      $0.member("thing", name.thing)
    }
  }

  public static var schema: JSONSchema {
    func member(_ name: String, _ value: JSONSchema, isRequired: Bool = false) -> FieldSchema {
      FieldSchema(name: name, value: value, isRequired: isRequired)
    }
    return .record(
      RecordSchema(
        name: "CarriedAnchor",
        members: [
          member("thing", EntityID.schema, isRequired: true), member("index", .integer, isRequired: true),
          member("anchor", Anchor.schema), member("method", AnchorPlacement.Method.schema),
          member("score", .integer), member("candidates", .list(ScalarRange.schema)),
          member("nearest", ScalarRange.schema),
        ]))
  }
}
