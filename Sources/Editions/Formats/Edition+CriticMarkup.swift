internal import Consensus
internal import Manuscript
internal import Protocol
internal import Scholarship
internal import Views

extension EditionFormat {
  /// The base with the accepted corrections as CriticMarkup: accepting all gives the consensus, rejecting all the base.
  public static let criticmarkup = EditionFormat(
    "criticmarkup", mediaType: "text/markdown; charset=utf-8; variant=CriticMarkup",
    fileExtension: "critic.md"
  ) { $0.criticMarkupParts() }
}

/// The reading text, block by block, with `{++…++}`, `{--…--}` and `{~~…~>…~~}`. What would be a sign of CriticMarkup or
/// an entity is written as an entity. Where it comes from and the apparatus stand after it in one comment; so that nothing
/// is left of that but the text, the file ends with the comment.
extension Edition {
  func criticMarkupParts() -> [EditionPieces.Part] {
    let (document, edits) = (presenter.document, presenter.standing.reconciliation.accepted)
    let writer = CriticMarkup(document, edits)
    let apparatus = apparatus
    let wording = EntryWording(options: options, plain: CriticMarkup.inComment, strong: { $0 })
    return [
      .init(count: document.blocks.count) { $0.reduce(into: []) { $0 += writer.block(at: $1).utf8 } },
      .init { [self] _ in
        Array(("\n{>>" + criticColophon(apparatus).map(CriticMarkup.inComment).joined(separator: "\n")).utf8)
      },
      .init(count: apparatus.loci.count) { indices in
        indices.reduce(into: []) { bytes, index in
          let entry = apparatus.entry(at: index)
          let readings = wording.readings(of: entry).map { "\n- " + $0.joined(separator: "\n  ") }.joined()
          bytes += "\n\n\(entry.label). \(wording.heading(of: entry))\(readings)".utf8
        }
      },
      .init(count: apparatus.apart.count) { indices in
        indices.reduce(into: []) { bytes, index in
          guard let proposal = apparatus.proposal(apparatus.apart[index]) else { return }
          let lines = wording.lines(on: proposal, reading: proposal.item.new).joined(separator: "\n  ")
          let place = apparatus.place(of: proposal)
          bytes += "\n\n\(proposal.id). \(wording.heading(of: proposal, at: place))\n- \(lines)".utf8
        }
      },
      .init("<<}"),
    ]
  }

  private func criticColophon(_ apparatus: Apparatus) -> [String] {
    let imprint = Imprint(of: self)
    let checkpoint = imprint.checkpoint.map { ["Checkpoint:", $0] } ?? []
    return ["Reconciled text of “\(title)”"] + imprint.lines.map { "\($0.label): \($0.value)" }
      + ["Sigla: \(apparatus.conspectus.words.joined(separator: "; "))"] + checkpoint
  }
}

/// Writes blocks of the base with the edits made in them.
private struct CriticMarkup: Sendable {
  private let document: Document
  private let edits: [Edit]
  private let departures: Departures
  /// The last block that stays; -1 where none does.
  private let lastKept: Int

  init(_ document: Document, _ edits: [Edit]) {
    (self.document, self.edits) = (document, edits)
    departures = Departures(from: document, with: edits)
    lastKept = document.blocks.indices.last { [departures] in !departures.blocks.contains($0) } ?? -1
  }

  /// A block with the separator after it. One that leaves the consensus takes its separator along, and the last that stays
  /// leaves those after it to them.
  func block(at index: Int) -> String {
    let block = document.blocks[index]
    let isLast = index + 1 == document.blocks.count
    let separator = isLast ? "" : "\n\n"
    guard departures.blocks.contains(index) else {
      return marked(block.range) + (index < lastKept ? separator : isLast ? "" : Self.deleted(separator))
    }
    return Self.deleted(Self.escaped(document.text[block.range]) + separator)
  }

  private func marked(_ range: ScalarRange) -> String {
    let first = edits.partitioningIndex { $0.range.start >= range.start }
    var (result, done) = ("", range.start)
    for edit in edits[first...] {
      guard edit.range.start <= range.end else { break }
      guard edit.range.end <= range.end else { continue }
      result += Self.escaped(document.text[ScalarRange(done, edit.range.start)])
      let (old, new) = (Self.escaped(document.text[edit.range]), Self.escaped(edit.replacement))
      switch (old.isEmpty, new.isEmpty) {
      case (true, _): result += "{++\(new)++}"
      case (_, true): result += Self.deleted(old)
      case (false, false): result += "{~~\(old)~>\(new)~~}"
      }
      done = edit.range.end
    }
    return result + Self.escaped(document.text[ScalarRange(done, range.end)])
  }

  private static func deleted(_ escaped: String) -> String { "{--\(escaped)--}" }

  /// Braces begin and end every sign, and a tilde may part what is replaced from what replaces it.
  static func escaped(_ text: String) -> String {
    // To append a text to a view of scalars would count that each time.
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "{", "}", "~": result += "&#\(scalar.value);"
      case "&": result += "&amp;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  static func inComment(_ text: String) -> String { escaped(text) }
}
