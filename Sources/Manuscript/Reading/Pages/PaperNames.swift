/// What names the paper: the words of its title and of its authors' names, with which the text begins. Pages' heads say them
/// again.
struct PaperNames {
  /// What each line of them says, and all their words.
  private let lines: Set<[String]>
  private let words: Set<String>

  /// Most texts or lines that name a paper, and most blocks or lines among which they stand.
  private static let mostTexts = 4
  private static let nearBlocks = 12
  private static let nearLines = 8
  /// Most bytes of a text that names it.
  private static let longest = 200

  /// What some lines say.
  init(_ lines: some Sequence<Range<Int>>, in source: SourceText) {
    self.lines = Set(lines.map { source.words(in: $0) })
    words = Set(self.lines.joined())
  }

  /// The short texts without a stop with which the paper begins: its title, over which the first page's head may stand, and
  /// the names under it.
  init(of blocks: [SourceBlock], in source: SourceText) {
    let texts = blocks.prefix(Self.nearBlocks).filter(\.isText).prefix(Self.mostTexts)
    let short = texts.prefix { block in
      !block.hasLength(atLeast: Self.longest)
        && !(TextEnd(of: block, in: source).last.map { TextEnd.terminators.contains($0) } ?? false)
    }
    let titles = Self.headOverTitle(in: blocks, of: source) == nil ? 1 : 2
    let names = short.dropFirst(titles).prefix { block in
      block.kind == .paragraph && block.lines.allSatisfy { source.isName($0.content) }
    }
    self.init((short.prefix(titles) + names).flatMap(\.lines).map(\.content), in: source)
  }

  /// The same of a plain text whose blocks are not yet known.
  init(of source: SourceText) {
    let lines = source.lines.prefix(Self.nearLines).lazy.map { source.trimmed($0.content) }
      .filter { !$0.isEmpty }
    self.init(
      lines.prefix(Self.mostTexts).prefix {
        source.beginsLikeSentence($0) && !source.endsSentence($0) && !source.isCutShort($0)
      }, in: source)
  }

  /// None, where nobody asks for them.
  init() { (lines, words) = ([], []) }

  /// Whether a line says just what one of them does.
  func include(_ line: [String]) -> Bool { lines.contains(line) }

  /// Whether a line says nothing but words of them. An initial stands for a name.
  func areSaid(by line: [String]) -> Bool {
    line.contains { $0.count > 2 && words.contains($0) }
      && line.allSatisfy { word in
        words.contains(word) || word.count == 1 && words.contains { $0.hasPrefix(word) }
      }
  }

  /// What may be a page's head over the title: it names an author in capitals, and the names under the title say so, or it
  /// says in capitals with what words the title begins.
  static func headOverTitle(in blocks: [SourceBlock], of source: SourceText) -> Int? {
    let texts = blocks.indices.prefix(nearBlocks).filter { blocks[$0].isText }.prefix(3)
    guard texts.count == 3, let first = texts.first, blocks[first].isHeading, blocks[first].lines.count == 1,
      case let line = blocks[first].lines[0].content, !source.string(line).contains(where: \.isLowercase)
    else { return nil }
    let (head, title, names) = (source.words(in: line), blocks[texts[1]], blocks[texts[2]])
    let saysTitle =
      title.lines.count == 1 && head.count > 1 && source.words(in: title.lines[0].content).starts(with: head)
    let saysName =
      names.kind == .paragraph && names.lines.allSatisfy { source.isName($0.content) }
      && PaperNames(names.lines.map(\.content), in: source).areSaid(by: head)
    return saysTitle || saysName ? first : nil
  }
}
