internal import Consensus
internal import Manuscript
internal import Protocol
internal import Scholarship
internal import Views

extension EditionFormat {
  /// CommonMark with footnotes: the text, the paper's notes, the apparatus.
  public static let markdown = EditionFormat(
    "markdown", mediaType: "text/markdown; charset=utf-8", fileExtension: "md"
  ) { $0.markdownParts() }
}

extension Edition {
  /// A CommonMark document with footnotes: the title, the consensus text, where it comes from, and as notes the
  /// paper's own (`[^n34]`) and the apparatus (`[^x1]`).
  func markdownParts() -> [EditionPieces.Part] {
    let apparatus = apparatus
    let notes = MarkdownApparatus(apparatus)
    return [
      .init { [self] _ in Array(markdownText().utf8.dropLast()) },
      .init(count: apparatus.loci.count) { indices in
        indices.reduce(into: []) { $0 += "\n\n\(notes.note(on: apparatus.entry(at: $1)))".utf8 }
      },
      .init(count: apparatus.apart.count) { indices in
        indices.reduce(into: []) { bytes, index in
          guard let proposal = apparatus.proposal(apparatus.apart[index]) else { return }
          bytes += "\n\n\(notes.note(on: proposal))".utf8
        }
      },
      .init("\n"),
    ]
  }

  /// All but the notes of the apparatus, with the line end after it.
  private func markdownText() -> String {
    var writer = MarkdownWriter(presenter.document, presenter.standing.reconciliation)
    if presenter.document.blocks.first?.kind != .heading { writer.add("# \(MarkdownText.inLine(title))") }
    writer.addText()
    writer.add("---")
    writer.add(colophon())
    let apart = presenter.standing.reconciliation.apart.compactMap { presenter.paper.correction($0) }
      .map { presenter.item($0) }
    // A reader would drop notes that nothing refers to.
    if !writer.leading.isEmpty {
      writer.add(
        "Corrections that delete what the text began with: " + writer.leading.map { "[^\($0)]" }.joined())
    }
    for (status, heading) in Self.apart {
      let marks = apart.filter { $0.status == status.rawValue }.map { "[^\($0.id)]" }
      if !marks.isEmpty { writer.add(heading + " " + marks.joined()) }
    }
    writer.addNotes()
    return writer.text
  }

  /// What is said of the corrections that edit nothing.
  private static let apart: [(status: CorrectionStatus, heading: String)] = [
    (.incorporated, "Corrections that this base has:"),
    (.orphaned, "Corrections whose words have no place in this base:"),
  ]

  private func colophon() -> String {
    let imprint = Imprint(of: self)
    var lines =
      ["Reconciled text of “\(MarkdownText.inLine(title))”", ""]
      + imprint.lines.map {
        "- \($0.label): \($0.label == "Position" ? $0.value : MarkdownText.code($0.value))"
      }
      + [
        "- Sigla: "
          + Conspectus(of: self).words.map(MarkdownText.code).joined(separator: ", ")
      ]
    if let checkpoint {
      let block = MarkdownText.codeBlock(checkpoint).split(separator: "\n", omittingEmptySubsequences: false)
      lines += ["- Checkpoint:", ""] + block.map { $0.isEmpty ? "" : "  " + $0 }
    }
    return lines.joined(separator: "\n")
  }
}
