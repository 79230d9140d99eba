/// Headings that say what stands under them: notes, or literature.
enum NotesHeadings {
  private static let notes: Set<String> = [
    "notes", "endnotes", "footnotes", "end notes", "foot notes", "notes and references",
    "references and notes", "anmerkungen", "fußnoten", "fussnoten", "endnoten", "notas", "note",
    "notes de bas de page",
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

  /// Whether a line with a colon or a stop is the heading of the notes, `Fußnoten:`, or of the literature: the list begins right
  /// under it.
  static func leadsIn(_ line: SourceBlock, over next: SourceBlock, in source: SourceText) -> Bool {
    guard line.lines.count == 1, line.quoteDepth == 0, line.length <= longestLeading,
      let last = TextEnd(of: line, in: source).last, last == ":" || last == ".",
      opensList(next, in: source)
    else { return false }
    return contains(line, in: source) || leading.contains(title(of: line, in: source) ?? "")
  }

  /// Most bytes of such a line.
  private static let longestLeading = 40

  /// Titles of literature that say nothing else.
  private static let leading: Set<String> = [
    "bibliography", "references", "literatur", "literaturverzeichnis", "works cited", "bibliographie",
    "références",
    "bibliografía", "bibliografia", "referencias", "литература",
  ]

  /// Whether a block begins a list of notes or of literature: with a number or mark of the first, or any of a chapter's.
  static func opensList(_ block: SourceBlock, in source: SourceText) -> Bool {
    if block.isNote { return true }
    if case .listItem = block.kind { return block.label?.utf8.contains(where: SourceText.isDigit) ?? false }
    guard block.kind == .paragraph, let line = block.lines.first?.content, let opening = source.opening(line)
    else { return false }
    return opening.label.system != .number || opening.text.utf8.count < 4
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
