internal import Manuscript

/// The text that a file has of a paper, by paragraphs.
struct ForeignText: Sendable {
  /// A paragraph, or a cell of a table.
  struct Paragraph: Sendable {
    /// In scalars of the whole.
    var range: ScalarRange
    /// The address under which an export of ours has it.
    var address: String?
  }

  var text: ScalarText
  var paragraphs: [Paragraph]
  /// The base that the addresses are of; `nil` where the file is no export of ours.
  var base: BaseID?
}

/// Which paragraphs of two texts are the same to the letter. In them every place is where it was, however often its words
/// occur.
struct SameParagraphs {
  /// A paragraph of the one text beside that of the other, both without the blanks at their ends.
  private struct Pair {
    var theirs: ScalarRange
    var ours: ScalarRange
    /// With the blanks.
    var reach: ScalarRange
  }

  private let paragraphs: [ForeignText.Paragraph]
  /// By the paragraphs of the file.
  private var pairs: [Pair?]

  /// Takes time linear in the texts.
  init(_ foreign: ForeignText, in document: Document, base: BaseID) {
    paragraphs = foreign.paragraphs
    let theirs = foreign.paragraphs.map { foreign.text.trimmed($0.range) }
    let units = document.units
    let ours = units.map { document.text.trimmed($0.range) }
    var matching = Matching(
      theirs.map { foreign.text.comparable($0) }, ours.map { document.text.comparable($0) })
    if foreign.base == base {
      let byAddress = Dictionary(
        units.enumerated().compactMap { index, unit in unit.address.map { ($0, index) } }
      ) { first, _ in first }
      for (index, paragraph) in paragraphs.enumerated() {
        if let our = paragraph.address.flatMap({ byAddress[$0] }) { matching.match(index, our) }
      }
    }
    matching.finish()
    pairs = zip(theirs, matching.partners).map { their, partner in
      partner.map { Pair(theirs: their, ours: ours[$0], reach: units[$0].range) }
    }
  }

  /// Where a range of the file's text stands in the document; `nil` where a paragraph at its ends is not the same.
  func place(of range: ScalarRange) -> ScalarRange? {
    guard let start = offset(range.start, isEnd: false), let end = offset(range.end, isEnd: !range.isEmpty),
      start <= end
    else { return nil }
    return ScalarRange(start, end)
  }

  /// - Parameter isEnd: whether it belongs to the words before it.
  private func offset(_ offset: Int, isEnd: Bool) -> Int? {
    let next = paragraphs.partitioningIndex { $0.range.start > offset }
    guard next > 0, paragraphs[next - 1].range.end >= offset, let pair = pairs[next - 1] else { return nil }
    let moved = pair.ours.start + offset - pair.theirs.start
    return max(pair.reach.start, min(pair.reach.end, moved))
  }
}

/// Which of some texts are those of others: each at most once.
private struct Matching {
  private let theirs: [[Unicode.Scalar]]
  private let ours: [[Unicode.Scalar]]
  /// By theirs.
  private(set) var partners: [Int?]
  private var isTaken: [Bool]

  init(_ theirs: [[Unicode.Scalar]], _ ours: [[Unicode.Scalar]]) {
    (self.theirs, self.ours) = (theirs, ours)
    partners = theirs.map { _ in nil }
    isTaken = ours.map { _ in false }
  }

  /// Matches two, if they are alike and free.
  @discardableResult mutating func match(_ their: Int, _ our: Int) -> Bool {
    guard theirs.indices.contains(their), ours.indices.contains(our), partners[their] == nil, !isTaken[our],
      theirs[their] == ours[our]
    else { return false }
    partners[their] = our
    isTaken[our] = true
    return true
  }

  /// Matches what is left: first what occurs once in both, then what stands beside what was matched.
  mutating func finish() {
    let their = Self.once(theirs.indices.filter { partners[$0] == nil && !theirs[$0].isEmpty }, of: theirs)
    let our = Self.once(ours.indices.filter { !isTaken[$0] && !ours[$0].isEmpty }, of: ours)
    for (text, index) in their { if let other = our[text] { match(index, other) } }
    for index in theirs.indices.dropFirst() {
      if let before = partners[index - 1] { match(index, before + 1) }
    }
    for index in theirs.indices.dropFirst().reversed() {
      if let after = partners[index] { match(index - 1, after - 1) }
    }
    match(0, 0)
  }

  private static func once(_ indices: [Int], of texts: [[Unicode.Scalar]]) -> [[Unicode.Scalar]: Int] {
    let places = Dictionary(grouping: indices) { texts[$0] }
    return places.compactMapValues { $0.count == 1 ? $0[0] : nil }
  }
}

extension Document {
  /// What a word processor has in a paragraph of its own: blocks, and the cells of tables. The address goes with a block's
  /// first.
  fileprivate var units: [(range: ScalarRange, address: String?)] {
    blocks.flatMap { block -> [(ScalarRange, String?)] in
      guard block.kind == .table, let table = TableCells(of: block, in: self) else {
        return [(block.range, block.address)]
      }
      return table.rows.joined().enumerated().map { ($1.outer, $0 == 0 ? block.address : nil) }
    }
  }
}

extension ScalarText {
  /// Without the blanks at its ends; of blanks alone, nothing at the start.
  fileprivate func trimmed(_ range: ScalarRange) -> ScalarRange {
    var (start, end) = (range.start, range.end)
    while end > start, self[end - 1].properties.isWhitespace { end -= 1 }
    while start < end, self[start].properties.isWhitespace { start += 1 }
    return ScalarRange(start, end)
  }

  /// As XML can hold it, which has no other than these (XML 1.0, production 2).
  fileprivate func comparable(_ range: ScalarRange) -> [Unicode.Scalar] {
    scalars[range.offsets].map { scalar in
      switch scalar.value {
      case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: scalar
      default: "\u{FFFD}"
      }
    }
  }
}

extension Array {
  /// The first index whose element fulfils the condition; those that do all stand at the end.
  fileprivate func partitioningIndex(where fulfils: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = low + (high - low) / 2
      if fulfils(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
