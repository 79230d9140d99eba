public import CanonicalJSON
public import Manuscript

/// A later version of the source was imported as a new base. From here on, all ranges and addresses are in
/// it.
///
/// Where everything said on the text belongs was found once, at the import, and is part of the event. A fold
/// never looks again, whatever becomes of the rules of anchoring.
public struct BaseImported: Hashable, Sendable {
  public var base: BaseID
  /// The length of the base's reading text in Unicode scalars.
  public var scalars: Int
  /// The media type it was read as: `text/markdown` or `text/plain`.
  public var mediaType: String
  /// SHA-256 of the source's bytes, in hexadecimal; the log stores them as an attachment.
  public var source: String
  /// SHA-256 of the encoded document that was read from them; likewise.
  public var document: String
  /// What became of every anchor in the paper, also of withdrawn things, since they can be adopted again.
  public var anchors: [CarriedAnchor]
  /// SHA-256 of the file that the source was made of; as in ``PaperImported``.
  public var original: String?
  /// That file's media type.
  public var originalMediaType: String?

  public init(
    base: BaseID, scalars: Int, mediaType: String, source: String, document: String, anchors: [CarriedAnchor],
    original: String? = nil, originalMediaType: String? = nil
  ) {
    self.base = base
    self.scalars = scalars
    self.mediaType = mediaType
    self.source = source
    self.document = document
    self.anchors = anchors
    self.original = original
    self.originalMediaType = originalMediaType
  }
}

/// Version 1 knew no originals.
extension BaseImported: EventRecord {
  public static let type = "base.imported"
  public static let noun = "the new base"
  public static let version = 2
  public static let shape = Shape(
    BaseImported.init(base:scalars:mediaType:source:document:anchors:original:originalMediaType:),
    Field("base", \.base), Field("scalars", \.scalars),
    Field("mediaType", \.mediaType), Field("source", \.source), Field("document", \.document),
    Field("anchors", \.anchors), Field("original", \.original),
    Field("originalMediaType", \.originalMediaType))

  public var logTags: [String] { ["paper"] }
  public func fits(_ paper: Paper) -> Bool {
    scalars >= 0
      && anchors.allSatisfy { carried in
        guard paper.has(carried.name) else { return false }
        guard case .found(let anchor, _, _) = carried.outcome else { return true }
        return anchor.base == base && anchor.lies(within: scalars)
      }
  }
  public func reversal(in paper: Paper, _ stamp: Stamp) -> Reversal? {
    .final(
      "Everything that was said since is on the new base. To go back, import the text before once more: “import FILE --base-of PAPER”."
    )
  }
  public func evolve(_ paper: inout Paper, _ stamp: Stamp) {
    if let before = paper.identity {
      paper.earlierBases.append(.init(id: before.base, stamp: before.baseStamp))
    }
    paper.identity?.base = base
    paper.identity?.scalars = scalars
    paper.identity?.source = source
    paper.identity?.document = document
    paper.identity?.baseStamp = stamp
    for carried in anchors {
      switch carried.outcome {
      case .found(let anchor, _, _): paper.move(carried.name, to: anchor)
      case .lost(let lost): paper.lostAnchors[carried.name] = lost
      }
    }
    paper.standingEdits = Shards()
    for correction in paper.corrections { paper.noteStandingEdit(correction.id) }
  }
  public var summary: String {
    let lost = anchors.count { carried in
      if case .lost = carried.outcome { true } else { false }
    }
    let found = anchors.count - lost
    let settled = "imported a new base; \(found) \(found == 1 ? "passage stands" : "passages stand") in it"
    return lost == 0 ? settled : settled + ", \(lost) \(lost == 1 ? "is" : "are") to be settled"
  }
}

/// Someone placed a thing that had no place in the present base.
public struct ThingReanchored: Hashable, Sendable {
  public var thing: EntityID
  /// Which of its anchors; see ``AnchorName``.
  public var index: Int
  /// Its new anchor.
  public var anchor: Anchor
  /// True if the thing is a correction and the text there already has what it proposes; else absent.
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
  public static let noun = "the place of"
  public static let shape = Shape(
    ThingReanchored.init, Field("thing", \.thing), Field("index", \.index), Field("anchor", \.anchor),
    Field("incorporated", \.incorporated), Field("reason", \.reason, .prose))

  public var subjects: [EntityID] { [thing] }
  public func fits(_ paper: Paper) -> Bool { paper.has(AnchorName(thing, index)) && paper.covers(anchor) }
  public func reversal(in paper: Paper, _ stamp: Stamp) -> Reversal? { paper.place(AnchorName(thing, index)) }
  public func evolve(_ paper: inout Paper, _ stamp: Stamp) {
    paper.move(AnchorName(thing, index), to: anchor)
    guard thing.kind == .correction else { return }
    paper.noteStandingEdit(thing)
    let isOnSameWords = anchor.quote.utf8.elementsEqual(paper.corrections[thing.index].old.utf8)
    guard incorporated != true, !isOnSameWords else { return }
    // It is a question about other words now.
    paper.corrections[thing.index].place(.init(quote: anchor.quote, stamp: stamp))
    paper.corrections[thing.index].ballot.startAnew(at: stamp.position)
  }
  public var words: String? { reason }
  public var summary: String {
    "said where \(thing) belongs: "
      + (anchor.range.isEmpty ? "at a point in the text" : anchor.quote.quoted) + because(reason)
  }
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
  public var outcome: Placement

  /// What can become of an anchor.
  public enum Placement: Hashable, Sendable {
    /// It was found: how, and how well it agrees, in thousandths.
    case found(Anchor, method: AnchorPlacement.Method, score: Int)
    /// No single place fits; it keeps its anchor.
    case lost(LostAnchor)
  }

  public init(_ name: AnchorName, _ outcome: Placement) {
    self.name = name
    self.outcome = outcome
  }
}

/// Why an anchor has no place in the present base, and where it may belong.
public enum LostAnchor: Hashable, Sendable {
  /// One of these places, the best first; the texts do not tell which.
  case ambiguous([ScalarRange])
  /// None; and the nearest place, if there is one.
  case orphaned(nearest: ScalarRange?)
}

/// `{"anchor":{…},"index":0,"method":"diff","score":1000,"thing":"c1"}` if it was found; `candidates` instead
/// of anchor, method and score if it is ambiguous; `nearest` or nothing if it is orphaned.
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
