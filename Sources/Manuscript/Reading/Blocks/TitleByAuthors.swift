/// The title of a paper in Markdown that no mark of Markdown shows: its first line, with what stands under a title and under
/// nothing else. A short first sentence, and an epigraph with its author's name, are none.
enum TitleByAuthors {
  /// Most lines of a title, with its authors where no blank line parts them, and most bytes.
  private static let mostLines = 6
  private static let longest = 200
  /// Most blocks with names and what belongs to them.
  private static let mostNames = 8
  /// Fewest letters of a title in capitals.
  private static let fewestCapitals = 8

  /// Marks the first text as the paper's title if it is one.
  static func mark(_ blocks: inout [SourceBlock], in source: SourceText) {
    guard let first = blocks.firstIndex(where: \.isText), case let block = blocks[first],
      block.kind == .paragraph, block.quoteDepth == 0, block.lines.count <= mostLines, block.length <= longest
    else { return }
    let below = blocks[(first + 1)...].lazy.filter(\.isText).prefix(mostNames)
    if isTitle(block, over: Array(below), in: source) { blocks[first].kind = .heading(level: 1) }
  }

  private static func isTitle(_ block: SourceBlock, over below: [SourceBlock], in source: SourceText) -> Bool
  {
    guard let next = below.first else { return false }
    var title = block
    let count = FrontMatter.linesOfTitle(block, in: source)
    if let count { title = block.part(0..<count) }
    guard mayBeTitle(title, in: source), !standsOverTitle(below, in: source) else { return false }
    let names = names(in: next, of: source)
    if count != nil || names == .signed { return true }
    if isInCapitals(title, in: source) {
      return next.isHeading
        || next.kind == .paragraph && !Continuation.opensInCapitals(title, over: next, in: source)
    }
    if isOverSubtitle(below, in: source) {
      return title.lines.contains { source.words(in: $0.content).count > 1 }
        && !looksLikeNames(title, in: source)
    }
    guard names != .none || namesPlace(next, in: source), !looksLikeNames(title, in: source) else {
      return false
    }
    return isInTitleCase(title, in: source) || isWhollyEmphasised(title, in: source)
      || below.dropFirst().prefix(2).contains {
        namesPlace($0, in: source) || FrontMatter.saysAbstract($0, in: source)
      }
  }

  /// Whether a text is no sentence, date, name or address, and nothing need follow it.
  private static func mayBeTitle(_ title: SourceBlock, in source: SourceText) -> Bool {
    let end = TextEnd(of: title, in: source)
    let first = TextStart(of: title, in: source).first
    guard first?.properties.isUppercase == true || first.map({ ["“", "‘", "«", "„"].contains($0) }) == true,
      let last = end.last, !TextEnd.terminators.contains(last) || last == "?",
      ![",", ":", ";"].contains(last),
      !end.isDangling, !Continuation.isDangling(end)
    else { return false }
    return !namesPlace(title, in: source) && !title.lines.contains { source.opening($0.content) != nil }
      && !plain(title, in: source).split { !$0.isLetter }.contains {
        SourceText.months.contains($0.lowercased())
      }
  }

  /// Whether a line may be names of people. `Die Glocken von Ulm` is none for its article.
  private static func looksLikeNames(_ title: SourceBlock, in source: SourceText) -> Bool {
    let text = plain(title, in: source)
    let first = text.prefix { $0.isLetter }.lowercased()
    return FrontMatter.areNames(text) && !articles.contains(first)
  }

  private static let articles = Set(
    words:
      "der die das ein eine zur zum vom im am le les un une il lo gli uno una el los las o os as het een über"
  )

  /// Whether the paper's title comes first among the headings below, so that what stands over it is none.
  private static func standsOverTitle(_ below: [SourceBlock], in source: SourceText) -> Bool {
    guard let heading = below.first(where: \.isHeading), heading.kind == .heading(level: 1) else {
      return false
    }
    return !UnmarkedHeadings.isKnownTitle(heading, in: source) && !FrontMatter.beginsText(heading, in: source)
  }

  /// Whether a subtitle stands below, as a title does, and under it names that `by` or an academic title leads in.
  private static func isOverSubtitle(_ below: [SourceBlock], in source: SourceText) -> Bool {
    guard below.count > 2, below[0].kind == .paragraph, below[0].lines.count <= 2, below[0].length <= longest,
      mayBeTitle(below[0], in: source)
    else { return false }
    return names(in: below[0], of: source) == .none
      && [.signed, .titled].contains(names(in: below[1], of: source))
  }

  private enum Names { case none, plain, titled, signed }

  /// Whether a line is names of people, and whether `by` or `Prof. Dr.` leads them in.
  private static func names(in block: SourceBlock, of source: SourceText) -> Names {
    guard block.kind == .paragraph, block.lines.count <= 2, block.length <= longest else { return .none }
    let text = plain(block, in: source)
    if let names = FrontMatter.signedNames(in: text), FrontMatter.areNames(String(names)) { return .signed }
    if let name = withoutAcademicTitles(text), FrontMatter.areNames(name) { return .titled }
    if isNameInCapitals(text), hasMark(block, in: source) { return .plain }
    return FrontMatter.areNames(text) ? .plain : .none
  }

  /// The name behind academic titles, without the place after its comma: `Prof. Dr. Karl Wendt, Münster`.
  private static func withoutAcademicTitles(_ text: String) -> String? {
    let words = text.split(separator: " ")
    let titles = words.prefix { academicTitles.contains($0.lowercased()) }
    guard !titles.isEmpty else { return nil }
    return words.dropFirst(titles.count).joined(separator: " ").split(separator: ",").first.map(String.init)
  }

  private static let academicTitles = Set(
    words: "prof. dr. pd doz. priv.-doz. mag. phil. habil. h.c. univ.-prof. em. m.a. dipl.-ing. dott. ing.")

  /// Whether a line is two to four words in capitals, as a person's name is.
  private static func isNameInCapitals(_ text: String) -> Bool {
    let words = text.split(separator: " ")
    return (2...4).contains(words.count)
      && words.allSatisfy { $0.allSatisfy { $0.isUppercase || [".", "-", "’", "'"].contains($0) } }
      && words.contains { $0.count > 2 }
  }

  /// Whether a star or dagger ends a line, the mark of an author's note.
  private static func hasMark(_ block: SourceBlock, in source: SourceText) -> Bool {
    guard let line = block.lines.last?.content, let first = line.first else { return false }
    let last = source.scalars(before: line.upperBound, atMost: 1).last
    guard let last, ["*", "†", "‡", "∗"].contains(last) else { return false }
    return source.bytes[first] != UInt8(ascii: "*")
  }

  /// Whether a line is where an author works, or how to write there.
  private static func namesPlace(_ block: SourceBlock, in source: SourceText) -> Bool {
    guard block.kind == .paragraph, let line = block.lines.first?.content else { return false }
    return FrontMatter.standsByNames(line, in: source)
  }

  /// A line's words without emphasis, raised marks and figures at its end.
  private static func plain(_ block: SourceBlock, in source: SourceText) -> String {
    var text = ""
    var isInTag = false
    for scalar in block.lines.map({ source.string($0.content) }).joined(separator: " ").unicodeScalars {
      if scalar == "<" { isInTag = true }
      if !isInTag, scalar != "*", scalar != "_", scalar != "\\" { text.unicodeScalars.append(scalar) }
      if scalar == ">" { isInTag = false }
    }
    return String(text.reversed().drop { $0.isNumber || $0 == "," || $0 == " " || $0 == "†" }.reversed())
  }

  private static func isInCapitals(_ title: SourceBlock, in source: SourceText) -> Bool {
    let letters = plain(title, in: source).filter(\.isLetter)
    return letters.count >= fewestCapitals && letters.allSatisfy(\.isUppercase)
  }

  /// Whether all long words begin with capitals.
  private static func isInTitleCase(_ title: SourceBlock, in source: SourceText) -> Bool {
    let words = plain(title, in: source).split(separator: " ").filter {
      $0.count > 3 && $0.first?.isLetter == true
    }
    return words.count > 1 && words.count { $0.first?.isUppercase == true } * 5 >= words.count * 4
  }

  private static func isWhollyEmphasised(_ title: SourceBlock, in source: SourceText) -> Bool {
    guard let first = title.lines.first?.content.first, let last = title.lines.last?.content.last else {
      return false
    }
    return "*_".utf8.contains(source.bytes[first]) && source.bytes[first] == source.bytes[last]
  }
}
