import Manuscript

/// A reading written out so that one can check it by eye against its source: every block with its address,
/// kind, section and page, a sentence to a line and references in braces; then what was taken for a page's
/// furniture; then the report.
func description(of document: Document, _ report: ImportReport, raw: [UInt8]) -> String {
  var lines: [String] = []
  for block in document.blocks {
    let parts: [String?] = [
      block.address, block.kind.rawValue, block.level.map(String.init), block.label.map { "[\($0)]" },
      block.section, block.page.map { "page \($0)" },
    ]
    lines.append(parts.compactMap { $0 }.joined(separator: " "))
    lines += block.sentences.map { "    " + marked($0, of: block, in: document) }
    let spans =
      block.emphasis.map { "\($0.kind.rawValue) “\(oneLine(document.text[$0.range]))”" }
      + block.links.map { "link “\(oneLine(document.text[$0.range]))” to \($0.destination)" }
    lines += spans.map { "  - " + $0 }
  }
  lines.append("")
  for furniture in document.sourceMap.furniture
  where ![.blank, .markup, .noteMarker].contains(furniture.kind) {
    let text = String(decoding: raw[furniture.bytes], as: UTF8.self)
    lines.append("\(furniture.kind.rawValue) “\(oneLine(text))”")
  }
  lines += [
    "", "language \(document.language)", "blocks \(report.blocks)", "sentences \(report.sentences)",
    "headings \(report.headings)", "notes \(report.notes)", "references \(report.references)",
    "pages \(report.pages)", "undecided \(report.undecided.count)",
  ]
  for undecided in report.undecided {
    lines += ["\(undecided.address)", "    \(undecided.what)", "    \(oneLine(undecided.text))"]
  }
  return lines.joined(separator: "\n") + "\n"
}

/// A sentence with its references in braces; one at a sentence's end belongs to it, as it does in print.
private func marked(_ sentence: ScalarRange, of block: Block, in document: Document) -> String {
  let isFirst = sentence.start == block.sentences.first?.start
  var text = ""
  for offset in sentence.start...sentence.end {
    for reference in block.noteReferences where block.range.start + reference.offset == offset {
      if offset > sentence.start || isFirst { text += "{\(reference.note)}" }
    }
    if offset < sentence.end { text.unicodeScalars.append(document.text[offset]) }
  }
  return oneLine(text)
}

private func oneLine(_ text: String) -> String {
  text.replacing("\n", with: "⏎").replacing("\u{0C}", with: "␌")
}
