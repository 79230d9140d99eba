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
    title(of: block, in: source).map { isLiterature($0) } ?? false
  }

  /// The same of a heading's text.
  static func isLiterature(title: String) -> Bool {
    title.utf8.count <= longest && isLiterature(words(of: title))
  }

  private static func isLiterature(_ title: String) -> Bool {
    if notes.contains(title) { return false }
    let bytes = Array(title.utf8)
    guard bytes.allSatisfy({ $0 < 0x80 }) else { return literature.contains { title.contains($0) } }
    // To search a string for another costs many times as much.
    return literature.contains { word in
      bytes.indices.contains { bytes[$0] == word.utf8.first && bytes[$0...].starts(with: word.utf8) }
    }
  }

  /// Most bytes of such a heading.
  private static let longest = 60

  private static func title(of block: SourceBlock, in source: SourceText) -> String? {
    guard block.length <= longest, let line = block.lines.first?.content else { return nil }
    let isPlain = source.bytes[line].allSatisfy { $0 < 0x80 && !SourceText.isDigit($0) }
    return isPlain ? source.words(in: line).joined(separator: " ") : words(of: source.string(line))
  }

  private static func words(of title: String) -> String {
    title.lowercased().split { !$0.isLetter }.joined(separator: " ")
  }
}
