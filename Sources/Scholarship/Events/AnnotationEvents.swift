public import CanonicalJSON

/// A note was made on a passage or a thing; on an annotation it is a reply.
public struct AnnotationMade: Hashable, Sendable {
  public var annotation: EntityID
  public var target: Target
  public var motivation: Motivation
  /// Markdown.
  public var body: String
  public var tags: [String]
  /// Where it was brought in from; absent where it was said here.
  public var origin: Origin?

  public init(
    annotation: EntityID, target: Target, motivation: Motivation, body: String, tags: [String],
    origin: Origin? = nil
  ) {
    self.annotation = annotation
    self.target = target
    self.motivation = motivation
    self.body = body
    self.tags = tags
    self.origin = origin
  }
}

extension AnnotationMade: EventRecord {
  public static let type = "annotation.made"
  public static let noun = "the annotation"
  public static let shape = Shape(
    AnnotationMade.init, Field("annotation", \.annotation), Field("target", \.target),
    Field("motivation", \.motivation), Field("body", \.body, .prose), Field("tags", \.tags, .prose),
    Field("origin", \.origin, .prose))

  public var subjects: [EntityID] { target.thing.map { [annotation, $0] } ?? [annotation] }
  public func fits(_ paper: Paper) -> Bool { paper.isNext(annotation, .annotation) && paper.covers(target) }
  public func reversal(in paper: Paper, _ stamp: Stamp) -> Reversal? { .made(annotation) }
  public func evolve(_ paper: inout Paper, _ stamp: Stamp) {
    paper.annotations.append(
      Annotation(
        id: annotation, stamp: stamp, target: target, motivation: motivation, tags: tags,
        bodies: [.init(text: body, stamp: stamp)], origin: origin))
    if let parent = target.thing, parent.kind == .annotation {
      paper.annotations[parent.index].replies.append(annotation)
    }
  }
  public var words: String? { body }
  public var summary: String { "annotated \(target.words): \(annotation) \(body.quoted)" + origin.words }
}

/// An annotation was given another body; the earlier ones stay in the log.
public struct AnnotationEdited: Hashable, Sendable {
  public var annotation: EntityID
  public var body: String

  public init(annotation: EntityID, body: String) {
    self.annotation = annotation
    self.body = body
  }
}

extension AnnotationEdited: EventRecord {
  public static let type = "annotation.edited"
  public static let noun = "the edit of"
  public static let shape = Shape(
    AnnotationEdited.init, Field("annotation", \.annotation), Field("body", \.body, .prose))

  public var subjects: [EntityID] { [annotation] }
  public func fits(_ paper: Paper) -> Bool { paper.has(annotation, .annotation) }
  public func reversal(in paper: Paper, _ stamp: Stamp) -> Reversal? {
    paper.annotation(annotation).map { .bodies(annotation, $0.bodies) }
  }
  public func evolve(_ paper: inout Paper, _ stamp: Stamp) {
    paper.annotations[annotation.index].bodies.append(.init(text: body, stamp: stamp))
  }
  public var words: String? { body }
  public var summary: String { "edited \(annotation): \(body.quoted)" }
}
