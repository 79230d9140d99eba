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
    let isASCII = title.utf8.allSatisfy { $0 < 0x80 }
    // To search a string for another costs many times as much as to compare what begins like it.
    return (isASCII ? latinLiterature : literature).contains { word in
      isASCII
        ? title.utf8.indices.contains {
          title.utf8[$0] == word.utf8.first && title.utf8[$0...].starts(with: word.utf8)
        }
        : title.contains(word)
    }
  }

  private static let latinLiterature = literature.filter { $0.utf8.allSatisfy { $0 < 0x80 } }

  /// Most bytes of such a heading.
  private static let longest = 60

  private static func title(of block: SourceBlock, in source: SourceText) -> String? {
    guard block.length <= longest, let line = block.lines.first?.content else { return nil }
    return source.wordsOfLetters(in: line)
  }

  private static func words(of title: String) -> String {
    title.lowercased().split { !$0.isLetter }.joined(separator: " ")
  }
}
