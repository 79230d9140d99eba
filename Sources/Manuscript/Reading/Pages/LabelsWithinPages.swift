/// Short lines without a stop that come again within pages, with text of their page on both sides: the names of a play's
/// speakers, refrains. No page's head stands so.
struct LabelsWithinPages {
  private let source: SourceText
  /// How often lines come within pages, by their letters.
  private var counts: [Int: Int] = [:]
  /// How those are written that come there more than once.
  private var forms: Set<LabelForm> = []

  /// - Parameters:
  ///   - tops: the first lines of the pages after the first.
  ///   - edges: the lines at pages' edges that are in question.
  init(from tops: [Int], leaving edges: Set<Int>, in source: SourceText) {
    self.source = source
    let starts = [0] + tops
    for (start, end) in zip(starts, tops + [source.lines.count]) where start < end {
      func isText(_ index: Int) -> Bool {
        let text = source.trimmed(source.lines[index].content)
        return !text.isEmpty && !edges.contains(index) && PageEdges.bareNumber(text, in: source) == nil
      }
      guard let first = (start..<end).first(where: { isText($0) && (start > 0 || closes($0)) }),
        let last = (start..<end).last(where: isText), first < last
      else { continue }
      // No number by itself has the form of a label.
      for index in first + 1..<last {
        if let form = form(of: index), !edges.contains(index) { add(index, writtenLike: form) }
      }
    }
  }

  /// The paper's title and its authors' names end with no stop or comma.
  private func closes(_ index: Int) -> Bool {
    VerseLines.closes(source.trimmed(source.lines[index].content), in: source)
  }

  private func form(of index: Int) -> LabelForm? {
    source.labelForm(source.trimmed(source.lines[index].content))
  }

  private mutating func add(_ index: Int, writtenLike form: LabelForm) {
    let letters = letters(of: index)
    counts[letters, default: 0] += 1
    if counts[letters, default: 0] > 1 { forms.insert(form) }
  }

  /// How often a line that says the same stands within pages.
  func count(of index: Int) -> Int { counts[letters(of: index), default: 0] }

  /// Whether other lines that come again within pages are written like one.
  func hasOthers(like index: Int) -> Bool {
    form(of: index).map { forms.contains($0) } ?? false
  }

  /// Fewest pages one after another whose heads say the same by no chance, and where names of speakers come again.
  private static let fewestInTurn = 3
  private static let manyInTurn = 4

  /// Whether several pages follow one another, or are left or right ones only.
  static func areInTurn(_ pages: [Int]) -> Bool { areInTurn(pages, atLeast: fewestInTurn) }

  /// The same of so many that no speaker begins all of them.
  static func areManyInTurn(_ pages: [Int]) -> Bool { areInTurn(pages, atLeast: manyInTurn) }

  private static func areInTurn(_ pages: [Int], atLeast fewest: Int) -> Bool {
    let steps = Set(zip(pages, pages.dropFirst()).map { $1 - $0 })
    return pages.count >= fewest && steps.count == 1 && steps.isSubset(of: [1, 2])
  }

  private func letters(of index: Int) -> Int {
    RepeatedLetters.hash(of: CollectionOfOne(source.lines[index].content), in: source)
  }
}

/// How a short line is written that names what follows.
enum LabelForm { case capitals, name }

extension SourceText {
  /// Most bytes of such a line.
  private static let longestLabel = 40

  /// How a line is written, whatever its type; nil for one that names nothing by its look, and for `Notes`.
  func labelForm(_ line: Range<Int>) -> LabelForm? {
    guard line.count <= Self.longestLabel, !bytes[line].contains(where: Self.isDigit),
      let first = line.first(where: { !Self.isEmphasis(bytes[$0]) }),
      let last = line.last(where: { !Self.isEmphasis(bytes[$0]) }),
      case let text = first..<last + 1, beginsLikeSentence(text), !endsSentence(text)
    else { return nil }
    guard !holdsSmallLetter(text) || isName(text) else { return nil }
    let block = SourceBlock(kind: .paragraph, lines: [SourceLine(content: text, newline: text)], bytes: text)
    if NotesHeadings.contains(block, in: self) { return nil }
    return holdsSmallLetter(text) ? .name : .capitals
  }

  private func holdsSmallLetter(_ text: Range<Int>) -> Bool {
    bytes[text].contains { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
      || string(text).contains(where: \.isLowercase)
  }

  private static let leading: Set<Unicode.Scalar> = [":", ",", ";", "：", "，"]

  /// Whether a line ends with a colon or comma, so that more must follow it, as the salutation of a letter does and no page's
  /// head.
  func leadsOn(_ line: Range<Int>) -> Bool {
    TextEnd(ofLine: line, in: self).last.map { Self.leading.contains($0) } ?? false
  }

  /// Most bytes of a table's cell by itself, and of a row of them.
  private static let longestCell = 30
  private static let longestRow = 400

  /// Whether a line may be a table's cell or row: short and without a stop or comma at its end, or parted by wide gaps, or
  /// little but numbers and words with capitals.
  func looksLikeCells(_ line: Range<Int>) -> Bool {
    if line.count <= Self.longestCell { return !VerseLines.closes(line, in: self) }
    guard line.count <= Self.longestRow else { return false }
    let text = string(line).replacing("\t", with: "   ")
    let cells = text.split(separator: "   ")
    if cells.count > 1 { return cells.allSatisfy { $0.utf8.count <= Self.longestCell } }
    let words = text.split(separator: " ")
    let marked = words.count { ($0.first?.isUppercase ?? false) || ($0.first?.isNumber ?? false) }
    return marked * 3 >= words.count * 2 && words.contains { $0.allSatisfy(\.isNumber) }
  }
}
