/// The first and last lines of a plain text's pages, where form feeds show them, as far as they are no text of
/// the paper but the page's: its number, or what other pages repeat, or what counts on from page to page.
struct PageEdges {
  /// Indices of lines, and whether they are a head rather than a number by itself.
  var furniture: [Int: Bool] = [:]
  /// Lines that others repeat, as heads are repeated, and that may be the text's own.
  private(set) var kept: Set<Int> = []
  /// Lines at a page's head whose foot is the page's number by itself, or at its foot where the head is.
  private let acrossFromNumbers: Set<Int>
  /// Lines that count the pages where no form feed shows them.
  private let pageNumbers: Set<Int>

  /// What names the paper.
  let names: PaperNames

  /// The first lines of the pages after the first.
  let tops: [Int]

  /// Most lines of a head or foot.
  static let mostLines = 4

  init(of source: SourceText) {
    let edges = Self.edges(in: source)
    tops = stride(from: 1, to: edges.count, by: 2).map { edges[$0][0] }
    acrossFromNumbers = Self.acrossFromNumbers(edges, in: source)
    pageNumbers = edges.isEmpty ? CountedLines.found(in: source) : []
    names = edges.isEmpty ? PaperNames() : PaperNames(of: source)
    // A line further in is one only if all between it and the page's edge are.
    for depth in 0..<Self.mostLines {
      let reached = edges.filter { edge in
        edge.count > depth && edge.prefix(depth).allSatisfy { furniture[$0] != nil }
      }
      let lines = Set(reached.map { $0[depth] }).sorted().filter { index in
        furniture[index] == nil && Self.mayBeEdge(source.lines[index], at: depth, in: source)
      }
      guard !lines.isEmpty else { break }
      find(among: lines, ofPages: edges.count / 2, in: source)
    }
    for edge in edges { release(edge, in: source) }
    for edge in edges { findInterrupting(edge, in: source) }
  }

  /// A line right after a page's end over which a sentence goes on in a small letter: in capitals, ending or beginning with
  /// a number or with what a scan made of one, as each page's head may have been read differently; or by itself, with a
  /// number across from its words; or one of the lines with which the paper begins.
  private mutating func findInterrupting(_ edge: [Int], in source: SourceText) {
    guard let head = edge.first, furniture[head] == nil, !kept.contains(head), edge.count > 1, edge[1] > head,
      case let text = source.trimmed(source.lines[head].content)
    else { return }
    if names.include(source.words(in: text)), standsBetweenHeads(head) {
      furniture[head] = true
      return
    }
    guard
      case let next = source.trimmed(source.lines[edge[1]].content),
      source.beginsSmall(next)
    else { return }
    if edge[1] > head + 1 && source.hasNumberAcross(text)
      || Self.looksLikeHead(head, in: source) && names.include(source.words(in: text))
        && !goesOn(below: head, in: source)
    {
      furniture[head] = true
      return
    }
    guard source.isScannedHead(text),
      let before = source.lines.indices[..<head].suffix(Self.nearLines).last(where: { index in
        furniture[index] == nil && !source.trimmed(source.lines[index].content).isEmpty
      }), !source.endsSentence(source.trimmed(source.lines[before].content))
    else { return }
    furniture[head] = true
  }

  /// A line that a blank line parts from the page's edge, and none from the text, is the text's first or last, although
  /// others repeat it. With a number it is more likely a head.
  private mutating func release(_ edge: [Int], in source: SourceText) {
    let known = Array(edge.prefix { furniture[$0] != nil })
    guard let last = known.last, known.count > 1 else { return }
    let inward = last + (known[1] > known[0] ? 1 : -1)
    guard source.lines.indices.contains(inward), !source.trimmed(source.lines[inward].content).isEmpty else {
      return
    }
    var start = known.count - 1
    while start > 0, abs(known[start] - known[start - 1]) == 1 { start -= 1 }
    guard start > 0 else { return }
    for index in known[start...].reversed() {
      guard !source.bytes[source.lines[index].content].contains(where: SourceText.isDigit) else { return }
      furniture[index] = nil
    }
  }

  /// A note at a page's foot has a number too, and ends with a stop.
  private static func mayBeEdge(_ line: SourceLine, at depth: Int, in source: SourceText) -> Bool {
    let text = source.trimmed(line.content)
    if source.endsWithPage(text), isEntry(line, in: source) { return false }
    return depth == 0 || !source.opensLikeNote(text) || bareNumber(text, in: source) != nil
  }

  /// Whether a line that ends with a number stands among others that do, in a table of contents.
  private static func isEntry(_ line: SourceLine, in source: SourceText) -> Bool {
    let index = source.lines.partitioningIndex { $0.content.lowerBound >= line.content.lowerBound }
    let near = source.lines[max(0, index - nearEntries)..<min(source.lines.count, index + nearEntries + 1)]
    return near.count { source.endsWithPage(source.trimmed($0.content)) } > 2
  }

  /// Lines on either side of an entry among which others stand.
  private static let nearEntries = 4

  private mutating func find(among edges: [Int], ofPages pages: Int, in source: SourceText) {
    var heads: [Int: Head] = [:]
    heads.reserveCapacity(edges.count)
    for index in edges { heads[index] = Head(ofLine: index, in: source) }
    var places: [String: [Int]] = [:]
    var numbered: [(index: Int, number: Int)] = []
    var withNumber: Set<String> = []
    let ends = Self.endsOfSentences(among: edges, ofPages: pages, in: source)
    for index in edges where !ends.contains(index) {
      let text = source.trimmed(source.lines[index].content)
      if let number = Self.bareNumber(text, in: source) ?? Self.smallRoman(text, in: source) {
        furniture[index] = false
        numbered.append((index, number))
      } else if let number = source.numberAcrossYear(text) {
        numbered.append((index, number))
      } else if let head = heads[index] {
        if saysTitle(head) { furniture[index] = true }
        places[head.key, default: []].append(index)
        if head.number != nil { withNumber.insert(head.key) }
        guard let number = head.number ?? numberBeside(index, head.words, in: source) else { continue }
        // The notes of a foot stand between two pages' heads, and their numbers say nothing of pages.
        if !Self.isNoteOrSentence(index, in: source) { numbered.append((index, number)) }
      }
    }
    // The first page's head counts on too, but the paper's title is no head although others repeat it.
    if let first = edges.first, first > 0,
      let top = source.lines.firstIndex(where: { !source.trimmed($0.content).isEmpty }), top < first,
      let head = Head(ofLine: top, in: source), let number = head.number
    {
      heads[top] = head
      numbered.insert((top, number), at: 0)
    }
    let own = textsOwn(among: places, of: heads, in: source)
    kept.formUnion(own.all)
    for index in own.parting where touchesText(index, in: source) { furniture[index] = false }
    let titles = partTitles(among: places, in: source).union(parts(among: places, of: heads, in: source))
      .union(own.all).union(notes(among: places, in: source))
    // Sections count on too. What one is called no other page says, and what a page says by itself it does not say again.
    numbered.removeAll { line in
      guard furniture[line.index] == nil, let head = heads[line.index] else { return false }
      return titles.contains(line.index)
        || (places[head.key]?.count ?? 0) < 2
          && (acrossFromNumbers.contains(line.index)
            || source.beginsWithSectionNumber(source.trimmed(source.lines[line.index].content)))
    }
    for index in edges {
      guard let head = heads[index], case let count = places[head.key]?.count ?? 0, count > 1,
        !titles.contains(index),
        head.number != nil || !withNumber.contains(head.key) || !opensPart(index, in: source),
        count * 2 > pages && source.looksStamped(source.trimmed(source.lines[index].content))
          || !Self.looksLikeNote(index, in: source),
        !Self.isSentence(index, in: source), !goesOn(below: index, in: source)
      else { continue }
      furniture[index] = true
    }
    markCounted(numbered, in: source)
  }

  /// Whether a line says what the paper or its author is called, and a page's number. `2 The Mill` may be a section's heading.
  private func saysTitle(_ head: Head) -> Bool {
    guard let number = head.number, number < RunningHeads.leastYear, head.words.count > 1 else {
      return false
    }
    return (number >= Self.leastPage || !head.isNumberFirst) && names.include(head.words)
  }

  /// Fewer sections than this have a number before their titles.
  private static let leastPage = 20

  /// Whether a line may be the title of a part, which later heads repeat with the page's number: a page begins with it, a blank
  /// line follows, and then what begins with a capital.
  private func opensPart(_ index: Int, in source: SourceText) -> Bool {
    let line = source.lines[index]
    let lead = line.content.lowerBound..<source.trimmed(line.content).lowerBound
    guard source.bytes[lead].contains(0x0C), index + 2 < source.lines.count,
      source.trimmed(source.lines[index + 1].content).isEmpty
    else { return false }
    let next = source.lines[(index + 2)...].prefix(Self.nearLines).lazy.map { source.trimmed($0.content) }
      .first { !$0.isEmpty }
    return next.map { source.beginsLikeSentence($0) } ?? false
  }

  /// Whether a line is a note by its look, as `7 Ibid.` is, at whose end several pages may end: a number opens it, or
  /// stands above it, and a stop ends it.
  static func looksLikeNote(_ index: Int, in source: SourceText) -> Bool {
    let text = source.trimmed(source.lines[index].content)
    guard source.endsSentence(text) else { return false }
    return source.opensLikeNote(text)
      || lineAbove(index, in: source).map { bareNumber($0, in: source) != nil } ?? false
  }

  /// Whether a line is a whole sentence and no title or part of a stamp: a text may say it again, at the ends of pages
  /// too.
  static func isSentence(_ index: Int, in source: SourceText) -> Bool {
    let text = source.trimmed(source.lines[index].content)
    guard source.endsSentence(text), !source.isTitle(text) else { return false }
    return !source.lines[max(0, index - 1)...min(source.lines.count - 1, index + 1)].contains {
      source.looksStamped($0.content)
    }
  }

  /// The text of the line above one, blank lines left aside.
  static func lineAbove(_ index: Int, in source: SourceText) -> Range<Int>? {
    source.lines[..<index].suffix(nearLines).reversed().lazy.map { source.trimmed($0.content) }
      .first { !$0.isEmpty }
  }

  /// Whether the line right below goes on a sentence that begins on this one: the text before has ended.
  func goesOn(below index: Int, in source: SourceText) -> Bool {
    // A note's text ends whatever the text over the foot does.
    guard index + 1 < source.lines.count, case let below = source.trimmed(source.lines[index + 1].content),
      source.beginsSmall(below), !Self.isTitle(index, in: source)
    else { return false }
    // No head ends so.
    if source.isCutShort(source.trimmed(source.lines[index].content)) { return true }
    let before = source.lines.indices[..<index].suffix(Self.nearLines).last {
      furniture[$0] == nil && !source.trimmed(source.lines[$0].content).isEmpty
    }
    guard let before else { return false }
    return source.endsSentence(source.trimmed(source.lines[before].content))
      && !source.lines[max(0, before - Self.nearLines)...before].contains {
        source.opensLikeNote(source.trimmed($0.content))
      }
  }

  private static func isTitle(_ index: Int, in source: SourceText) -> Bool {
    source.isTitle(source.trimmed(source.lines[index].content))
  }

  /// Lines on either side of one that show how wide the text is.
  private static let nearLines = 8

  /// Whether a line that nothing repeats is a head by its look: it begins in no small letter, and it is much shorter
  /// than the lines around it or has a gap. A line of the text may end with a number that counts on by chance.
  static func looksLikeHead(_ index: Int, in source: SourceText) -> Bool {
    let text = source.trimmed(source.lines[index].content)
    let number =
      source.romanPage(in: text)?.isFirst == true ? text.prefix { !SourceText.isBlank(source.bytes[$0]) } : []
    let first = source.scalars(in: text.dropFirst(number.count).prefix(40)).first(where: \.isLetter)
    guard first?.properties.isLowercase == false else { return false }
    let near = source.lines[max(0, index - nearLines)..<min(source.lines.count, index + nearLines + 1)]
    let widest = near.lazy.map { source.width(of: source.trimmed($0.content)) }.max() ?? 0
    return source.width(of: text) * 4 <= widest * 3 || source.offset(of: "   ", in: text) != nil
  }

  /// What a line is as a block by itself; nil if it is text. Whether a number is the page's the others tell.
  func kind(ofLine index: Int) -> SourceBlock.Kind? {
    pageNumbers.contains(index) ? .pageNumber : furniture[index].map { $0 ? .runningHead : .paragraph }
  }

  /// The lines with text that stand right before a form feed and right after it, each edge from the outside in.
  private static func edges(in source: SourceText) -> [[Int]] {
    var pages: [[Int]] = [[]]
    for (index, line) in source.lines.enumerated() {
      let text = source.trimmed(line.content)
      if source.bytes[line.content.lowerBound..<text.lowerBound].contains(0x0C) { pages.append([]) }
      if !text.isEmpty { pages[pages.count - 1].append(index) }
      if source.bytes[text.upperBound..<line.content.upperBound].contains(0x0C) { pages.append([]) }
    }
    pages.removeAll(where: \.isEmpty)
    guard pages.count > 1 else { return [] }
    return pages.enumerated().flatMap { place, lines in
      let foot = Array(lines.suffix(mostLines).reversed())
      let head = place == 0 ? [] : Array(lines.prefix(mostLines))
      return [head, foot].filter { !$0.isEmpty }
    }
  }
}
