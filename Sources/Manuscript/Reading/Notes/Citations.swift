/// Citations by number, `[10]`, `[1–3]`, `[12, 14]`, `[3, p. 14]`, or raised, `¹²`, `¹,³`: they are text, and each number links to its
/// entry in the numbered list of literature. A paper may have such a list in each chapter; a citation means the
/// next one after it.
struct Citations {
  /// One list of literature: where it begins in the text, and the addresses of its entries by number.
  struct Literature {
    var start: Int
    var entries: [Int: String]
  }

  let text: ScalarText
  private(set) var lists: [Literature] = []
  /// Indices of the blocks that are entries.
  private var entries: Set<Int> = []

  /// Gives the citations in the blocks of a laid text their links; what is a link already stays as it is.
  static func link(_ blocks: inout [Block], in text: ScalarText) {
    let citations = Citations(of: blocks, in: text)
    guard !citations.lists.isEmpty else { return }
    for index in blocks.indices where blocks[index].kind != .code && !citations.entries.contains(index) {
      let links = citations.links(in: blocks[index])
      guard !links.isEmpty else { continue }
      // A link to a place of the file leads nowhere here: the entry is that place.
      blocks[index].links.removeAll { link in
        link.destination.hasPrefix("#") && links.contains { $0.range.overlaps(link.range) }
      }
      let known = blocks[index].links
      blocks[index].links += links.filter { link in !known.contains { $0.range.overlaps(link.range) } }
      blocks[index].links.sort { $0.range < $1.range }
    }
  }

  private init(of blocks: [Block], in text: ScalarText) {
    self.text = text
    var isLiterature = false
    var last: (index: Int, number: Int)?
    for (index, block) in blocks.enumerated() where block.kind != .note {
      if block.kind == .heading {
        isLiterature = NotesHeadings.isLiterature(title: text[block.range])
        last = nil
        continue
      }
      guard let (number, isBracketed) = entryNumber(of: block), isLiterature || isBracketed else { continue }
      if let before = last, number == before.number + 1 {
        lists[lists.count - 1].entries[number] = block.address
      } else if isLiterature ? last == nil : number == 1 {
        lists.append(Literature(start: block.range.start, entries: [number: block.address]))
      } else {
        continue
      }
      entries.insert(index)
      last = (index, number)
    }
    // A single paragraph in brackets is no list.
    lists.removeAll { $0.entries.count < 2 }
  }

  // MARK: - Entries

  /// The number with which an entry begins, `12. Adam`, `[12] Adam`, raised `12 Adam`, and whether it stands in brackets.
  private func entryNumber(of block: Block) -> (number: Int, isBracketed: Bool)? {
    var rest = text.scalars[block.range.offsets].prefix(8)
    let isBracketed = rest.first == "["
    if isBracketed { rest = rest.dropFirst() }
    let digits = rest.prefix { ("0"..."9").contains($0) || SourceText.superscriptDigit($0) != nil }
    rest = rest.dropFirst(digits.count)
    if !isBracketed, block.kind == .list, rest.first == " " { rest = [".", " "] }
    guard (1...Self.mostDigits).contains(digits.count), let close = rest.popFirst(),
      isBracketed ? close == "]" : close == "." || close == ")",
      rest.first?.properties.isWhitespace == true,
      let number = LiteratureEntries.number(ofLabel: String(String.UnicodeScalarView(digits)))
    else { return nil }
    return (number, isBracketed)
  }

  /// Four digits are a year.
  private static let mostDigits = 3

  private func number(_ digits: ArraySlice<Unicode.Scalar>) -> Int? {
    Int(String(String.UnicodeScalarView(digits)))
  }

  // MARK: - Citations

  /// Most scalars between a citation's brackets.
  private static let longest = 80

  private func links(in block: Block) -> [Hyperlink] {
    var links: [Hyperlink] = []
    var open: Int?
    for offset in block.range.offsets {
      switch text[offset] {
      case "[": open = offset
      case "]":
        if let start = open, offset - start <= Self.longest {
          links += self.links(between: start + 1, and: offset)
        }
        open = nil
      default: break
      }
    }
    for range in raisedNumbers(in: block) { links += self.links(raised: range) }
    return links.sorted { $0.range < $1.range }
  }

  /// The numbers between two brackets that entries have. After a place in the work cited, `p. 14`, what comes up
  /// to the next semicolon are places too.
  private func links(between start: Int, and end: Int) -> [Hyperlink] {
    guard let list = list(for: start) else { return [] }
    var links: [Hyperlink] = []
    var isPlace = false
    var offset = start
    while offset <= end {
      let stop = text.scalars[offset..<end].firstIndex { Self.separators.contains($0) } ?? end
      if isPlace {
        // A number here is a page's.
      } else if let range = citedNumber(offset..<stop) {
        guard let number = number(text.scalars[range]), let entry = list.entries[number] else { return [] }
        links.append(
          Hyperlink(range: ScalarRange(range.lowerBound, range.upperBound), destination: "#\(entry)"))
      } else if links.isEmpty {
        // Words in brackets cite nothing.
        return []
      } else {
        isPlace = true
      }
      if stop < end, text[stop] == ";" { isPlace = false }
      offset = stop + 1
    }
    return links
  }

  /// The list that a citation at an offset means.
  func list(for offset: Int) -> Literature? { lists.first { $0.start > offset } ?? lists.last }

  private static let separators: Set<Unicode.Scalar> = [",", ";", "-", "–", "‑", "\u{2010}", "—"]

  /// Words that may stand before a number.
  private static let leads = Set(words: "see cf vgl siehe also e.g eg voir cfr véase vid ver")

  /// The number that a part of a citation is, a word such as `cf.` before it left aside.
  private func citedNumber(_ range: Range<Int>) -> Range<Int>? {
    let part = text.scalars[range]
    let digits = part.reversed().drop { $0.properties.isWhitespace }.prefix { ("0"..."9").contains($0) }
    guard (1...Self.mostDigits).contains(digits.count) else { return nil }
    let end = digits.startIndex.base
    let head = part[range.lowerBound..<end - digits.count]
    let words = String(String.UnicodeScalarView(head)).lowercased().split { $0 == " " || $0 == "\u{A0}" }
    guard words.allSatisfy({ Self.leads.contains(String($0.last == "." ? $0.dropLast() : $0)) }),
      head.isEmpty || words.isEmpty || head.last?.properties.isWhitespace == true
    else { return nil }
    return end - digits.count..<end
  }
}
