/// What the reader found in a paper, and what it was unsure of.
public struct ImportReport: Hashable, Sendable {
  /// Blocks of the body and of the notes.
  public var blocks: Int
  /// Sentences in them.
  public var sentences: Int
  /// Headings among the blocks.
  public var headings: Int
  /// Note bodies.
  public var notes: Int
  /// References to notes in the text.
  public var references: Int
  /// Pages, or 0 where the source shows none.
  public var pages: Int
  /// What could not be read with certainty, for someone to look at.
  public var undecided: [Undecided]
  /// What the source's front matter says, as far as it was taken: title, subtitle, authors, date, abstract.
  public var metadata: [Metadatum]

  /// One entry of front matter.
  public struct Metadatum: Hashable, Sendable {
    /// `title`, `author` and so on.
    public var name: String
    /// What it says, as it stands in the source.
    public var text: String

    public init(name: String, text: String) {
      self.name = name
      self.text = text
    }
  }

  /// Something that the evidence did not decide. A mark is left as it stood; where the text had to be read
  /// one way or another, `what` says which way was taken.
  public struct Undecided: Hashable, Sendable {
    /// What was undecided and why, as a sentence.
    public var what: String
    /// Where it stands, as an address that can be typed.
    public var address: String
    /// What stands there.
    public var text: String

    public init(what: String, address: String, text: String) {
      self.what = what
      self.address = address
      self.text = text
    }
  }

  public init(
    blocks: Int, sentences: Int, headings: Int, notes: Int, references: Int, pages: Int,
    undecided: [Undecided], metadata: [Metadatum] = []
  ) {
    self.blocks = blocks
    self.sentences = sentences
    self.headings = headings
    self.notes = notes
    self.references = references
    self.pages = pages
    self.undecided = undecided
    self.metadata = metadata
  }
}
