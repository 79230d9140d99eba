public import Manuscript

/// Someone in a paper. Counted as a voter only once ``joined``.
public struct Member: Hashable, Sendable {
  public var handle: Handle
  public var role: Role
  /// Whether the invitation was used, and they have not left since.
  public var joined: Bool
  /// That they left or were removed, and were not invited again.
  public var departed: Stamp?
  /// The event that gave the present role.
  public var stamp: Stamp
}

/// What a scholar asserts about the text, and where everyone stands on it.
public struct Claim: Hashable, Sendable {
  public var id: EntityID
  public var stamp: Stamp
  /// The passages that make the claim; one that was lost is still of an earlier base.
  public var anchors: [Anchor]
  /// What sort of thing it asserts, if that was said.
  public var kind: ClaimKind?
  /// Every wording in order; the last one stands.
  public var wordings: [Phrasing]
  /// The latest stance of each, on whatever wording.
  public var stances: ByPerson<StanceHeld> = [:]
  /// How it bears on other claims, in the order in which that was said.
  public var links: [Link] = []
  /// The disputes opened on it.
  public var disputes: [EntityID] = []
  /// Where it was brought in from; `nil` where it was said here.
  @OutOfLine public var origin: Origin? = nil
  /// That another took it over from someone who left.
  @OutOfLine public var adoption: Stamp? = nil
  @OutOfLine public var withdrawn: Withdrawal? = nil
  /// See ``spells``.
  var kept: [Spell<Phrasing>] = []
  /// Its blind round, if there was one.
  @OutOfLine public internal(set) var round: BlindRound? = nil

  /// The claim in words, as it was put once.
  public struct Phrasing: Hashable, Sendable {
    public var statement: String
    public var stamp: Stamp
  }

  /// The stance that one person holds.
  public struct StanceHeld: HeldByPerson {
    public var stance: Stance
    /// Which wording it is on, from 1.
    public var wording: Int
    public var reason: String?
    /// From 1 (a guess) to 5 (certain), if given.
    public var confidence: Int?
    public var stamp: Stamp
  }

  /// How the claim bears on another.
  public struct Link: Hashable, Sendable {
    public var relation: ClaimRelation
    /// The claim at the other end.
    public var other: EntityID
    public var stamp: Stamp
  }

  /// The statement that stands.
  public var statement: String { wordings[wordings.count - 1].statement }

  /// The stances on the words that stand.
  public var currentStances: ByPerson<StanceHeld> { stances.filter { stands(inWording: $0.value.wording) } }
}

/// A note on a passage or a thing; on an annotation it is a reply.
public struct Annotation: Hashable, Sendable {
  public var id: EntityID
  public var stamp: Stamp
  public var target: Target
  public var motivation: Motivation
  public var tags: [String]
  /// Every body in order; the last one stands.
  public var bodies: [Body]
  /// The annotations on it, in order.
  public var replies: [EntityID] = []
  /// Where it was brought in from; `nil` where it was said here.
  @OutOfLine public var origin: Origin? = nil
  /// That another took it over from someone who left.
  @OutOfLine public var adoption: Stamp? = nil
  @OutOfLine public var withdrawn: Withdrawal? = nil

  /// What it said once, in Markdown.
  public struct Body: Hashable, Sendable {
    public var text: String
    public var stamp: Stamp
  }

  /// The body that stands.
  public var body: String { bodies[bodies.count - 1].text }
}

/// That a thing was withdrawn, and why.
public struct Withdrawal: Hashable, Sendable {
  public var reason: String?
  public var stamp: Stamp
  /// Whether whoever made it undid that.
  public var isUndone = false
}

/// Something disputed, with what is argued for and against.
public struct Dispute: Hashable, Sendable {
  public var id: EntityID
  public var stamp: Stamp
  public var target: Target
  public var ground: Ground?
  public var body: String
  /// Which wording of the claim or the correction it is on, where it is on one; see ``Correction/wording``.
  public var wording: Int?
  /// What was argued for and against, in order.
  public var arguments: [Argument] = []
  /// The votes on whether the dispute is right.
  public var ballot: Ballot
  /// That another took it over from someone who left.
  @OutOfLine public var adoption: Stamp? = nil
  @OutOfLine public var withdrawn: Withdrawal? = nil
  /// Its blind round, if there was one.
  @OutOfLine public internal(set) var round: BlindRound? = nil

  /// One argument, in Markdown.
  public struct Argument: Hashable, Sendable {
    public var side: Side
    public var body: String
    public var evidence: [Evidence]
    public var stamp: Stamp
  }
}

/// A proposed change to the base.
public struct Correction: Hashable, Sendable {
  public var id: EntityID
  public var stamp: Stamp
  /// What is to be replaced; where the base has the replacement by now, where that stands.
  public var anchor: Anchor
  /// The words to be replaced, as they were put to the vote, and before that the ones that it was put on earlier.
  public var placements: [Placement]
  /// What sort of correction it is, if that was said; it decides by which rules its votes are counted.
  public var `class`: CorrectionClass?
  /// What was cited for it when it was proposed.
  var evidenceProposed: [Evidence]
  /// Every replacement in order, with its reason; the last one stands.
  public var versions: [Version]
  /// The votes on the version that stands.
  public var ballot: Ballot
  /// Where it was brought in from; `nil` where it was said here.
  @OutOfLine public var origin: Origin? = nil
  /// That another took it over from who withdrew it or left.
  @OutOfLine public var adoption: Stamp? = nil
  /// What those gave for it who proposed the same when it stood already, on whatever words; all of it, in order.
  public var seconds: [Second] = []
  /// What its author cited for it after it was proposed, in order.
  public var additions: [Addition] = []
  /// The disputes opened on it.
  public var disputes: [EntityID] = []
  @OutOfLine public var withdrawn: Withdrawal? = nil
  /// See ``spells``.
  var kept: [Spell<Proposed>] = []

  /// What someone gave for a proposal that stood already when they made it too.
  public struct Second: Hashable, Sendable {
    public var reason: String
    /// What sort of correction they hold it to be, if they said that.
    public var `class`: CorrectionClass?
    public var evidence: [Evidence]
    /// Which words it was said of; see ``Correction/wording``.
    public var wording: Int
    public var stamp: Stamp
  }
  /// Its blind round, if there was one.
  @OutOfLine public internal(set) var round: BlindRound? = nil

  /// What its author cited for it later, and why.
  public struct Addition: Hashable, Sendable {
    public var evidence: [Evidence]
    public var reason: String?
    public var stamp: Stamp
  }

  /// The words that it was on once.
  public struct Placement: Hashable, Sendable {
    public var quote: String
    public var stamp: Stamp
  }

  /// What it proposed once, and why.
  public struct Version: Hashable, Sendable {
    public var replacement: String
    public var reason: String
    public var stamp: Stamp
    /// Whether the replacement was erased: such a version cannot stand.
    public var isErased = false
  }

  /// What is cited for it.
  public var evidence: [Evidence] { evidenceProposed + additions.flatMap(\.evidence) }

  /// The words to be replaced, as they were put to the vote.
  public var old: String { placements[placements.count - 1].quote }

  /// Which words it is about, from 1: it goes up when other words are proposed, and when it is placed on others.
  public var wording: Int { versions.count + placements.count - 1 }

  /// What others who proposed the same gave for the words that it has now, in order.
  public var presentSeconds: [Second] { seconds.filter { stands(inWording: $0.wording) } }

  /// What is to stand in place of the anchor's range.
  public var replacement: String { versions[versions.count - 1].replacement }

  /// Whether the words of what is proposed were erased.
  public var isErased: Bool { versions[versions.count - 1].isErased }

  /// Why, by the one who proposed what stands.
  public var reason: String { versions[versions.count - 1].reason }
}

/// A consensus that was published under a name: the one at its position.
public struct PublishedEdition: Hashable, Sendable {
  /// A text on one line, once in a paper.
  public var name: String
  /// The base that it is of.
  public var base: BaseID
  public var stamp: Stamp
}
