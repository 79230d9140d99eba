public import Manuscript
public import Scholarship

/// Something said about a paper in a file that others made: a note, a claim or a correction, as it stands there.
public struct ForeignRemark: Hashable, Sendable {
  /// Whose it is, and where it was said.
  public var origin: Origin
  /// What is said.
  public var content: Saying
  /// Where it says that it belongs.
  public var spot: Spot
  /// What names it within the file, for those that answer it.
  public var name: String?
  /// What an export of ours calls it.
  public var own: OwnName?
  /// Of which edition of ours the file was made, where that has no names for what it says: tracked changes have an author
  /// and a time.
  public var edition: OwnEdition?

  /// What can be said in a file.
  public enum Saying: Hashable, Sendable {
    case annotation(motivation: Motivation, body: String, tags: [String])
    case claim(statement: String, kind: ClaimKind?)
    case correction(new: String, reason: String, class: CorrectionClass?, cite: [String])
  }

  /// Where something says that it belongs.
  public enum Spot: Hashable, Sendable {
    /// At words, by what stands there and around it.
    case passages([Anchor])
    /// At a place that people can type, where certain words stand; `nil` where it does not say which.
    case address(String, words: String?)
    /// In the text that the file itself has of the paper, in its scalars.
    case text(ScalarRange, words: String)
    /// At another remark of the file, by its name there, or at a thing of a paper, by ours.
    case reply(to: String)
    /// At no place that can be looked for, with the reason as a sentence.
    case nowhere(String)
  }

  init(
    origin: Origin, _ content: Saying, at spot: Spot, named name: String? = nil, own: OwnName? = nil
  ) {
    self.origin = origin
    self.content = content
    self.spot = spot
    self.name = name
    self.own = own
  }

  /// Its own words in a line: a body, a statement, the words that a correction proposes.
  public var words: String {
    switch content {
    case .annotation(_, let body, let tags): body.isEmpty ? tags.joined(separator: ", ") : body
    case .claim(let statement, _): statement
    case .correction(let new, _, _, _): new
    }
  }

  /// Of a correction: the words that it replaces, where the file has them.
  public var old: String? {
    guard case .correction = content else { return nil }
    switch spot {
    case .passages(let anchors): return anchors.first?.quote
    // The address may quote them itself.
    case .address(_, let words): return words?.isEmpty == true ? nil : words
    case .text(_, let words): return words
    case .reply, .nowhere: return nil
    }
  }

  /// The same as another kind of thing; an answer to another remark stays a note.
  func turned(into kind: EntityKind) -> ForeignRemark {
    if case .reply = spot { return self }
    var remark = self
    switch (kind, content) {
    case (.claim, .annotation(_, let body, _)): remark.content = .claim(statement: body, kind: nil)
    case (.correction, .annotation(_, let body, _)):
      let whose = origin.author.map { "As \($0) has it" } ?? "As it stands"
      remark.content = .correction(
        new: body, reason: "\(whose) in \(origin.file).", class: nil, cite: [])
    case (.annotation, .claim(let statement, _)):
      remark.content = .annotation(motivation: .describing, body: statement, tags: [])
    case (.annotation, .correction(let new, let reason, _, _)):
      let words = new.isEmpty ? "Delete these words." : "Read “\(new)”."
      remark.content = .annotation(motivation: .editing, body: "\(words) \(reason)", tags: [])
    default: break
    }
    return remark
  }
}

/// Of what an export of ours is an edition.
public struct OwnEdition: Hashable, Sendable {
  public var paper: String
  public var base: BaseID
}

/// What an export of ours calls a thing: the paper, the base that it was on, and the id there.
public struct OwnName: Hashable, Sendable {
  public var paper: String
  /// `nil` where the file does not say it.
  public var base: BaseID?
  public var id: EntityID
  /// The words that the file has of it, where they are not those of ``ForeignRemark/content``.
  public var words: String?

  init(paper: String, base: BaseID?, id: EntityID, words: String? = nil) {
    self.paper = paper
    self.base = base
    self.id = id
    self.words = words
  }
}
