internal import Consensus
internal import Manuscript
internal import Protocol
internal import Scholarship

/// One locus as a critical apparatus has it.
struct ApparatusEntry: Sendable {
  /// What refers to it: the id of its earliest correction, `x1`.
  let label: String
  let place: EntryPlace
  /// What the base has there.
  let base: String
  let lemma: Lemma
  /// accepted, contested, open, rejected or moot: the furthest that any of its readings has come.
  let status: String
  /// What that follows from; see `Basis`.
  let basis: String
  /// What is proposed there, in text order; what does the same as another is grouped with it.
  let readings: [Reading]
  /// Whoever is against something that is proposed there and for nothing else that is.
  let baseHolders: [Handle]
  /// What earlier bases have there, as far as it is known.
  let earlierBases: [EarlierReading]
  /// The earlier bases of which it is not known what they have there.
  let uncollated: [Conspectus.Witness]
  /// The scholars of the conspectus who hold neither a reading nor the base's.
  let others: Others

  /// What the consensus prints.
  struct Lemma: Sendable {
    let text: String
    /// The corrections that are made in it, in text order; none where the base stands.
    let made: [EntityID]

    var isBase: Bool { made.isEmpty }
  }

  /// One reading of the locus, and the corrections that come to it.
  struct Reading: Sendable {
    /// Those that do the same, the first proposed first; never empty.
    let proposals: [Proposal]
    /// Of them the one that the consensus makes, else the first proposed.
    let source: Locus.Reading
    /// Whether the consensus makes it. Where it makes several in one locus, the lemma has them all.
    let isMade: Bool

    /// What the locus reads with it, or of a crowded locus, the part that it changes: see `Locus.Reading.text`.
    var text: String { source.text }
    /// What the base has there, where that is only a part of the locus.
    let part: String?
    /// The edit alone, without what it leaves as it is around it.
    var edit: Edit { source.edit }
    /// Whoever is for one of its corrections, in the order of their handles.
    var holders: [Handle] { Set(proposals.flatMap(\.holders)).sorted() }
  }

  /// What an earlier base has where a correction was proposed in it.
  struct EarlierReading: Sendable {
    let witness: Conspectus.Witness
    /// The correction whose words these are.
    let correction: EntityID
    let text: String
  }

  /// Scholars who hold nothing in an entry, each once.
  struct Others: Sendable {
    let abstained: [Handle]
    let recused: [Handle]
    /// Who may vote and has not.
    let silent: [Handle]
    /// Who may not vote here, and holds nothing.
    let withoutVote: [Handle]
  }
}

/// One correction, with all that was said for and against it.
struct Proposal: Sendable {
  let id: EntityID
  /// Who proposed what stands, or adopted it.
  let proposer: Handle
  /// As lists have it: `old` and `new` are its own words, `range` and `address` its own place.
  let item: CorrectionItem
  /// When, and by whom, it was put as it stands.
  let version: Stamp
  /// The votes that were cast, and the proposer's that goes without saying; in the order of the handles.
  let votes: [CastVote]
  /// The disputes on it that were not withdrawn, in order; none where that layer is left out.
  let disputes: [EntityID]
  /// Those of them that are open.
  let openDisputes: [EntityID]
  /// Those of them that are on its present words and upheld.
  let upheldDisputes: [EntityID]
  /// `nil` where there is none, or where that layer is left out.
  let ruling: RulingItem?

  /// One person's vote.
  struct CastVote: Sendable {
    let by: Handle
    /// for, against, abstain or recuse.
    let vote: String
    let reason: String?
    /// When; RFC 3339.
    let at: String
    let position: Int64
    /// Whether it is counted: whoever may not vote now is heard, and not counted, nor is what was voted since the outcome
    /// was settled.
    let isCounted: Bool
    /// Whether it follows from proposing alone.
    let isImplicit: Bool
  }

  /// Who is for it and is counted.
  var holders: [Handle] { votes.lazy.filter { $0.isCounted && $0.vote == Vote.for.rawValue }.map(\.by) }
}
