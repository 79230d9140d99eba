/// A list in HTML, `<ol>`, `<li id="fn1">`, `</ol>`, cut into items. Its tags, not its lines, part them.
struct TagList {
  private let source: SourceText
  private(set) var items: [SourceBlock] = []
  /// The line after the list.
  private(set) var end = 0
  /// For each list that is open, the number of its last item; nil where it has bullets.
  private var numbers: [Int?] = []
  private var open: SourceBlock?
  private var joint = SourceLine.Joint.softBreak
  private var isDone = false

  /// The list that begins with a line; nil if it is not closed, or if text stands in it outside of its items, with the line
  /// before which no list begins that is whole.
  init?(at index: Int, in source: SourceText, failingBefore failed: inout Int) {
    self.source = source
    for place in source.lines.indices[index...] {
      guard read(source.lines[place]) else {
        failed = place + 1
        return nil
      }
      guard !isDone else {
        end = place + 1
        return
      }
    }
    failed = source.lines.count
    return nil
  }

  /// Whether a line begins a list.
  static func begins(_ line: Range<Int>, in source: SourceText) -> Bool {
    ["<ol", "<ul"].contains {
      source.has($0, at: line.lowerBound, before: line.upperBound, ignoringCase: true)
    }
  }

  /// False if the line has what no list has.
  private mutating func read(_ line: SourceLine) -> Bool {
    let text = source.trimmed(line.content)
    if text.isEmpty { joint = .paragraph }
    var (start, index) = (text.lowerBound, text.lowerBound)
    while let first = source.bytes[index..<text.upperBound].firstIndex(of: UInt8(ascii: "<")) {
      index = first + 1
      guard let close = source.closingAngle(after: first, before: text.upperBound),
        let tag = source.tag(at: first, closing: close), ["ol", "ul", "li", "p"].contains(tag.name)
      else { continue }
      guard add(start..<first, newline: first..<first) else { return false }
      (start, index) = (close + 1, close + 1)
      guard read(tag) else { return false }
      if isDone { return isBare(source.trimmed(start..<text.upperBound)) }
    }
    return add(start..<text.upperBound, newline: line.newline)
  }

  /// Whether nothing but tags stands in a stretch: those of what the list is in.
  private func isBare(_ rest: Range<Int>) -> Bool {
    rest.isEmpty
      || source.bytes[rest].first == UInt8(ascii: "<") && source.bytes[rest].last == UInt8(ascii: ">")
        && source.bytes[rest].count { $0 == UInt8(ascii: "<") } == 1
  }

  private mutating func add(_ range: Range<Int>, newline: Range<Int>) -> Bool {
    let text = source.trimmed(range)
    guard !text.isEmpty else { return true }
    guard open != nil else { return false }
    open!.lines.append(
      SourceLine(content: text, newline: newline, joint: open!.lines.isEmpty ? .softBreak : joint))
    open!.bytes = open!.bytes.lowerBound..<text.upperBound
    joint = .softBreak
    return true
  }

  private mutating func read(_ tag: Tag) -> Bool {
    switch (tag.name, tag.isEnd) {
    case ("p", let isEnd):
      if !isEnd { joint = .paragraph }
    case ("li", false):
      close()
      guard let number = numbers.last else { return false }
      if let number { numbers[numbers.count - 1] = number + 1 }
      open = SourceBlock(
        kind: .listItem(depth: numbers.count), lines: [], bytes: tag.bytes,
        label: number.map { "\($0 + 1)." } ?? "-")
      open!.isCounted = true
    case ("li", true): close()
    case (let name, false):
      close()
      numbers.append(name == "ol" ? firstNumber(of: tag) - 1 : nil)
    case (_, true):
      close()
      guard numbers.popLast() != nil else { return false }
      isDone = numbers.isEmpty
    }
    return true
  }

  /// `<ol start="3">`
  private func firstNumber(of tag: Tag) -> Int {
    guard let start = source.offset(of: "start=\"", in: tag.bytes) else { return 1 }
    let end = source.endOfDigits(at: start + 7, before: tag.bytes.upperBound)
    return end - start <= 11 ? Int(source.string(start + 7..<end)) ?? 1 : 1
  }

  private mutating func close() {
    if let item = open, !item.lines.isEmpty { items.append(item) }
    (open, joint) = (nil, .softBreak)
  }
}

extension MarkdownBlockScanner {
  /// A list in HTML, outside of quotations.
  mutating func scanTagList(at index: Int, text: Range<Int>, quoteDepth: Int) -> Int? {
    guard quoteDepth == 0, index >= noTagListBefore, TagList.begins(text, in: source),
      let list = TagList(at: index, in: source, failingBefore: &noTagListBefore), !list.items.isEmpty
    else { return nil }
    close()
    listIndents = []
    blocks += list.items
    return list.end
  }
}
