/// What a paper's front matter says of it, as far as it is part of the paper. YAML is read as Pandoc writes it: keys at
/// the margin, with a value on their line or indented under it. TOML stands between lines of `+++`, MultiMarkdown's
/// `Key: value` between no marks.
struct Metadata {
  /// The lines of one value.
  typealias Value = [SourceLine]

  private(set) var title: Value?
  private(set) var subtitle: Value?
  private(set) var authors: [Value] = []
  private(set) var date: Value?
  /// The paragraphs of the abstract.
  private(set) var abstract: [Value] = []

  let source: SourceText

  /// Nil if there is no front matter.
  init?(of blocks: [SourceBlock], in source: SourceText) {
    guard let block = blocks.first(where: { $0.kind == .frontMatter }) else { return nil }
    self.source = source
    let lines = source.lines.drop { $0.content.lowerBound < block.bytes.lowerBound }
      .prefix { $0.content.lowerBound < block.bytes.upperBound }
    let opening = lines.first.map { source.bytes[$0.content.lowerBound] }
    if opening == UInt8(ascii: "+") {
      readTOML(Array(lines.dropFirst().dropLast()))
    } else {
      readYAML(opening == UInt8(ascii: "-") ? lines.dropFirst().dropLast() : lines[...])
    }
  }

  private mutating func readYAML(_ lines: ArraySlice<SourceLine>) {
    var rest = lines
    while let line = rest.popFirst() {
      guard let (key, value) = source.metadatum(line.content, parting: UInt8(ascii: ":")) else { continue }
      // An item of a list may stand at the margin.
      let under = rest.prefix { isUnder($0) }
      rest = rest.dropFirst(under.count)
      var head = line
      head.content = value
      take(key, YAMLValue(head, Array(under), in: source))
    }
  }

  private func isUnder(_ line: SourceLine) -> Bool {
    guard let first = line.content.first else { return true }
    return SourceText.isBlank(source.bytes[first])
      || source.has("- ", at: first, before: line.content.upperBound)
  }

  mutating func take(_ key: String, _ value: YAMLValue) {
    switch key {
    case "title": title = title ?? value.paragraphs.first
    case "subtitle": subtitle = subtitle ?? value.paragraphs.first
    case _ where Self.authorKeys.contains(key): if authors.isEmpty { authors = value.items }
    case "date": date = date ?? value.paragraphs.first
    case "abstract", "summary": if abstract.isEmpty { abstract = value.paragraphs }
    default: break
    }
  }

  static let authorKeys = Set(words: "author authors by creator")

  mutating func addAuthors(_ names: [Value]) { authors += names }

  // MARK: - Its place in the paper

  /// What the report says of it.
  var report: [ImportReport.Metadatum] {
    func entry(_ name: String, _ value: Value) -> ImportReport.Metadatum {
      ImportReport.Metadatum(name: name, text: text(of: value))
    }
    return (title.map { [entry("title", $0)] } ?? []) + (subtitle.map { [entry("subtitle", $0)] } ?? [])
      + authors.map { entry("author", $0) } + (date.map { [entry("date", $0)] } ?? [])
      + abstract.map { entry("abstract", $0) }
  }

  /// Puts title, authors and date before the text, unless the text itself begins with the title.
  func placeTitle(in blocks: inout [SourceBlock]) {
    let first = blocks.firstIndex { $0.isText } ?? blocks.count
    guard let title else { return }
    if isTitle(title, first, of: blocks) {
      // A plain line may say it.
      if !blocks[first].isHeading { blocks[first].kind = .heading(level: 1) }
      let near = blocks[first...].prefix(Self.mostNear)
      if let subtitle, !near.contains(where: { letters(of: $0.lines).contains(letters(of: subtitle)) }) {
        blocks.insert(block(.heading(level: 2), subtitle), at: first + 1)
      }
      return
    }
    var head = [block(.heading(level: 1), title)]
    if let subtitle { head.append(block(.heading(level: 2), subtitle)) }
    head += authors.map { block(.author, $0) }
    if let date { head.append(block(.author, date)) }
    blocks.insert(contentsOf: head, at: first)
  }

  /// Puts authors whom the text does not name, and the abstract unless the text has it, after the title and the
  /// authors that stand under it.
  func placeAuthorsAndAbstract(in blocks: inout [SourceBlock]) {
    guard var index = blocks.firstIndex(where: { $0.isText }) else { return }
    let near = blocks[index...].prefix(Self.mostNear).map {
      letters(of: $0.lines).prefix(Self.longestOpening)
    }
    let named = near.flatMap { $0.utf8.map(Int.init) + [0] }
    if blocks[index].isHeading { index += 1 }
    while index < blocks.count, blocks[index].kind == .author || blocks[index].lines.first == subtitle?.first
    {
      index += 1
    }
    let missing = authors.filter { !names($0, in: named) }
    let unsaid = abstract.filter { paragraph in
      let opening = letters(of: paragraph).prefix(60)
      return !near.contains { $0.hasPrefix(opening) }
    }
    blocks.insert(
      contentsOf: missing.map { block(.author, $0) } + unsaid.map { block(.abstract, $0) }, at: index)
  }

  /// Whether letters hold those of a value, or it has none.
  private func names(_ value: Value, in letters: [Int]) -> Bool {
    let name = self.letters(of: value).utf8.map(Int.init)
    return name.isEmpty || !KeyPattern(name).matches(in: letters).isEmpty
  }

  /// Most blocks at a paper's head that may say what its front matter says.
  private static let mostNear = 12
  /// Most letters at the beginning of a block among which an author's name is sought.
  private static let longestOpening = 600

  private func isTitle(_ title: Value, _ index: Int, of blocks: [SourceBlock]) -> Bool {
    guard index < blocks.count, blocks[index].isHeading || blocks[index].kind == .paragraph else {
      return false
    }
    let (said, here) = (letters(of: title), letters(of: blocks[index].lines))
    guard blocks[index].isHeading else { return said == here }
    return said == here
      || said.count >= 8 && (here.hasPrefix(said) || said.hasPrefix(here) && here.count >= 8)
  }

  private func block(_ kind: SourceBlock.Kind, _ value: Value) -> SourceBlock {
    let bytes = value[0].content.lowerBound..<value[value.count - 1].content.upperBound
    return SourceBlock(kind: kind, lines: value, bytes: bytes)
  }

  private func text(of value: Value) -> String {
    value.map { source.string($0.content) }.joined(separator: " ")
  }

  /// The letters and digits alone, by which a text said twice is known.
  private func letters(of lines: [SourceLine]) -> String {
    text(of: Array(lines.prefix(12))).lowercased().filter { $0.isLetter || $0.isNumber }
  }
}
