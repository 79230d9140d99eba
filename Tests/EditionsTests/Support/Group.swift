import ActSupport
import Acts
import Consensus
import Editions
import Manuscript
import Scholarship
import Views

/// The editor edd with ada, bel and cyd at work on one paper.
struct Group {
  let document: Document
  private(set) var paper = Paper.initial

  init(on document: Document) throws {
    self.document = document
    let imported = PaperImported(
      slug: "letters", title: Self.title, base: Self.base, scalars: document.text.count,
      mediaType: "text/markdown", source: "aa", document: "bb")
    try run(.importPaper(imported), by: "edd")
    for scholar in ["ada", "bel", "cyd"] as [Handle] {
      try run(.admit(scholar, as: .scholar), by: "edd")
      try run(.join, by: scholar)
    }
  }

  /// On a paper of one paragraph.
  init(onParagraph text: String) throws {
    var sketch = Sketch()
    sketch.add(.paragraph, text)
    try self.init(on: sketch.document)
  }

  static let base = BaseID(raw: [], document: [])
  static let title = "Letters *from* Kabul"

  mutating func run(_ command: Command, by person: Handle) throws {
    for event in try paper.decide(command, by: person).events {
      let position = paper.position + 1
      let stamp = Stamp(by: person, at: Timestamp(microseconds: position * 1_000_000), position: position)
      paper.evolve(RecordedEvent(event, stamp))
    }
  }

  /// Proposes an edit of a range by ada.
  mutating func correct(_ range: ScalarRange, _ replacement: String, reason: String = "R") throws {
    try run(
      .correct(
        document.anchor(for: range, base: Self.base), replacement: replacement, class: .wording,
        reason: reason,
        evidence: []), by: "ada")
  }

  /// Marks a passage without a word, as notes that come from files may.
  mutating func mark(_ passage: Anchor, tags: [String], by person: Handle) {
    let made = AnnotationMade(
      annotation: EntityID(.annotation, paper.annotations.count + 1), target: .passage(passage),
      motivation: tags.isEmpty ? .highlighting : .tagging, body: "", tags: tags,
      origin: Origin(file: "notes.json", form: .hypothesis))
    let position = paper.position + 1
    paper.evolve(
      RecordedEvent(
        Event(made), Stamp(by: person, at: Timestamp(microseconds: position * 1_000_000), position: position))
    )
  }

  /// Proposes an edit of words that occur once, and has it accepted.
  mutating func pass(_ words: String, _ replacement: String) throws {
    try correct(range(of: words), replacement)
    try run(.vote(.for, on: EntityID(.correction, paper.corrections.count), reason: nil), by: "bel")
  }

  /// Fixes what a thing has come to, whatever the votes.
  mutating func settle(_ id: EntityID, as verdict: Verdict, by person: Handle) {
    let tally = CountedVotes(for: ["bel"], against: [], abstained: [], recused: [], silent: [])
    let position = paper.position + 1
    paper.evolve(
      RecordedEvent(
        Event(OutcomeSettled(subject: id, verdict: verdict, reason: "Closed.", tally: tally)),
        Stamp(by: person, at: Timestamp(microseconds: position * 1_000_000), position: position)))
  }

  func range(of words: String) -> ScalarRange {
    let (wanted, scalars) = (Array(words.unicodeScalars), document.text.scalars)
    let starts = (0...scalars.count - wanted.count).filter {
      scalars[$0..<$0 + wanted.count].elementsEqual(wanted)
    }
    precondition(starts.count == 1, "“\(words)” occurs \(starts.count) times")
    return ScalarRange(start: starts[0], count: wanted.count)
  }

  func edition(checkpoint: String? = nil, options: EditionOptions = EditionOptions()) -> Edition {
    let standing = Standing(of: paper, base: document.text)
    return Edition(
      slug: "letters", title: Self.title, base: Self.base,
      presenter: Presenter(standing, document: document), position: paper.position, checkpoint: checkpoint,
      options: options)
  }

  func rendered(as format: EditionFormat, _ options: EditionOptions = EditionOptions()) -> String {
    String(decoding: edition(options: options).rendered(as: format), as: UTF8.self)
  }

  /// What Markdown has before the colophon, without the title that a paper with no heading is given.
  var body: String {
    let markdown = rendered(as: .markdown)
    let title = "# Letters \\*from\\* Kabul\n\n"
    let text = markdown.hasPrefix(title) ? String(markdown.dropFirst(title.count)) : markdown
    return text.split(separator: "\n\n---\n\n", maxSplits: 1)[0] + ""
  }
}
