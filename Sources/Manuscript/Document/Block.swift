/// One block of a paper: a heading, a paragraph, a note and so on. All ranges count in the document's
/// reading text; offsets named so count from the block's start.
public struct Block: Hashable, Sendable {
  /// What it is in the paper.
  public var kind: BlockKind
  /// How people name it: `p12` in the body, `n34` for a note.
  public var address: String
  /// The section it belongs to (`s2`), or nil before the first heading and for notes.
  public var section: String?
  /// A heading's level (1 is highest) or a list item's depth (from 1).
  public var level: Int?
  /// The page on which it begins, from 1; nil where the source shows no pages.
  public var page: Int?
  /// What stood before it and is no part of the text: a note's printed label (`34`, `smith`), or a list
  /// item's bullet. Readers before the third kept numbers and letters of items here too.
  public var label: String?
  /// All of the block, without what separates it from the next.
  public var range: ScalarRange
  /// The sentences in order. Between them there is only white space, and in a table what it is drawn with: a cell holds
  /// sentences of its own.
  public var sentences: [ScalarRange]
  /// The marks of notes, in order.
  public var noteReferences: [NoteReference]
  /// What is set apart, in the order of where it begins.
  public var emphasis: [EmphasisSpan]
  /// What leads elsewhere, in order.
  public var links: [Hyperlink]

  public init(
    kind: BlockKind, address: String, section: String? = nil, level: Int? = nil, page: Int? = nil,
    label: String? = nil, range: ScalarRange, sentences: [ScalarRange] = [],
    noteReferences: [NoteReference] = [], emphasis: [EmphasisSpan] = [], links: [Hyperlink] = []
  ) {
    self.kind = kind
    self.address = address
    self.section = section
    self.level = level
    self.page = page
    self.label = label
    self.range = range
    self.sentences = sentences
    self.noteReferences = noteReferences
    self.emphasis = emphasis
    self.links = links
  }
}

/// Where a text refers to a note. It has no width: the marker is no part of the reading text.
public struct NoteReference: Hashable, Sendable {
  /// The number of the note: 34 for `n34`.
  public var note: Int
  /// Scalars from the block's start; the reference stands before the scalar there.
  public var offset: Int

  public init(note: Int, offset: Int) {
    self.note = note
    self.offset = offset
  }
}

/// A stretch of text that the source sets apart.
public struct EmphasisSpan: Hashable, Sendable {
  /// How it is set apart.
  public enum Kind: String, CaseIterable, Sendable {
    case emphasis, strong, code, strikethrough, superscript, `subscript`, underline
  }

  /// In scalars of the reading text.
  public var range: ScalarRange
  /// How it is set apart.
  public var kind: Kind

  public init(range: ScalarRange, kind: Kind) {
    self.range = range
    self.kind = kind
  }
}

/// A stretch of text with a destination.
public struct Hyperlink: Hashable, Sendable {
  /// In scalars of the reading text.
  public var range: ScalarRange
  /// The destination as it stands in the source.
  public var destination: String

  public init(range: ScalarRange, destination: String) {
    self.range = range
    self.destination = destination
  }
}
