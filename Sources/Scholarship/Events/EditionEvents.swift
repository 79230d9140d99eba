public import CanonicalJSON
public import Manuscript

/// The consensus as it stands with this event was published under a name. Its position says what is in it, for ever.
public struct EditionPublished: Hashable, Sendable {
  /// A text on one line, once in a paper.
  public var name: String
  /// The base that it is of.
  public var base: BaseID

  public init(name: String, base: BaseID) {
    self.name = name
    self.base = base
  }
}

extension EditionPublished: EventRecord {
  public static let type = "edition.published"
  public static let noun = "the edition"
  public static let shape = Shape(
    EditionPublished.init, Field("name", \.name, .prose), Field("base", \.base))

  public var logTags: [String] { ["editions"] }
  public func fits(_ paper: Paper) -> Bool { base == paper.identity?.base }
  public func reversal(in paper: Paper, _ stamp: Stamp) -> Reversal? {
    .final(
      "What was published stays as it is, for others may have cited it. “publish” keeps a later state under another name."
    )
  }
  public func evolve(_ paper: inout Paper, _ stamp: Stamp) {
    paper.editions.append(PublishedEdition(name: name, base: base, stamp: stamp))
  }
  public var summary: String { "published the edition \(name.quoted)" }
}
