/// Headings that say what stands under them: notes, or literature.
enum NotesHeadings {
  private static let notes: Set<String> = [
    "notes", "endnotes", "footnotes", "end notes", "foot notes", "notes and references",
    "references and notes", "anmerkungen", "fußnoten", "endnoten", "notas", "note", "notes de bas de page",
    "noten", "voetnoten", "noter", "σημειώσεις", "примечания", "сноски", "注", "注释", "註",
  ]

  private static let literature = [
    "bibliograph", "references", "literatur", "works cited", "sources", "références", "bibliografía",
    "bibliografia", "referencias", "quellen", "further reading", "список литературы", "литература", "参考文献",
  ]

  /// Whether notes stand under a heading.
  static func contains(_ block: SourceBlock, in source: SourceText) -> Bool {
    title(of: block, in: source).map { notes.contains($0) } ?? false
  }

  /// Whether a list of literature stands under a heading.
  static func isLiterature(_ block: SourceBlock, in source: SourceText) -> Bool {
    guard let title = title(of: block, in: source), !notes.contains(title) else { return false }
    return literature.contains { title.contains($0) }
  }

  private static func title(of block: SourceBlock, in source: SourceText) -> String? {
    guard block.length <= 60, let line = block.lines.first?.content else { return nil }
    let words = source.string(line).lowercased().split { !$0.isLetter }
    return words.joined(separator: " ")
  }
}
