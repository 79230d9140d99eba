internal import Consensus
internal import Editions
internal import Manuscript
internal import Scholarship
internal import Views

/// A paper with corrections all over it, made up: the same for the same numbers.
enum CorrectedPaper {
  /// An edition of a paper so long, with corrections in so many places; in every tenth place two overlap.
  static func edition(kilobytes: Int, loci: Int) -> Edition {
    let document = document(scalars: kilobytes * 1000)
    var paper = Paper.initial
    func happens(_ payload: any EventPayload, by person: Handle) {
      let position = paper.position + 1
      paper.evolve(
        RecordedEvent(
          Event(payload), Stamp(by: person, at: Timestamp(microseconds: position), position: position)))
    }
    let base = BaseID(raw: [], document: [])
    let people: [Handle] = ["ada", "bel", "cyd", "dov", "eli"].compactMap(Handle.init)
    happens(
      PaperImported(
        slug: Slug("paper")!, title: "Paper", base: base, scalars: document.text.count,
        mediaType: "text/plain",
        source: "", document: ""), by: people[0])
    for person in people {
      happens(MemberAdmitted(member: person, role: .scholar), by: people[0])
      happens(MemberJoined(member: person), by: person)
    }
    func correct(_ start: Int, _ count: Int, _ words: String) {
      let id = EntityID(.correction, paper.corrections.count + 1)
      happens(
        CorrectionProposed(
          correction: id, anchor: document.anchor(for: ScalarRange(start: start, count: count), base: base),
          replacement: words, class: .ocr, reason: "The scan has it so.", evidence: []), by: people[0])
      for (index, person) in people[1...3].enumerated() {
        happens(
          VoteCast(subject: id, vote: index == 2 ? .against : .for, reason: "I have seen the letter."),
          by: person)
      }
    }
    let stride = document.text.count / loci
    for number in 0..<loci {
      let block = document.blocks[document.blockIndex(containing: number * stride)!]
      let start = min(number * stride, block.range.end - 12)
      correct(start, 5, "other")
      if number % 10 == 0 { correct(start + 3, 6, "words") }
    }
    return Edition(
      slug: "paper", title: "Paper", base: base,
      presenter: Presenter(Standing(of: paper, base: document.text), document: document),
      position: paper.position, checkpoint: nil)
  }

  /// Paragraphs of four sentences each.
  private static func document(scalars: Int) -> Document {
    var (text, blocks): ([Unicode.Scalar], [Block]) = ([], [])
    var word = 0
    while text.count < scalars {
      if !blocks.isEmpty { text += ["\n", "\n"] }
      let start = text.count
      var sentences: [ScalarRange] = []
      for _ in 0..<4 {
        if text.count > start { text.append(" ") }
        let first = text.count
        for _ in 0..<14 {
          word += 1
          text += Array("word\(word % 977) ".unicodeScalars)
        }
        text[text.count - 1] = "."
        sentences.append(ScalarRange(first, text.count))
      }
      blocks.append(
        Block(
          kind: .paragraph, address: "p\(blocks.count + 1)", range: ScalarRange(start, text.count),
          sentences: sentences))
    }
    return Document(
      readerVersion: 1, segmenterVersion: 1, language: "en", pages: 0, text: ScalarText(text), blocks: blocks,
      sourceMap: SourceMap(segments: [], furniture: [], byteCount: 0))
  }
}
