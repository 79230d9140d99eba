public import Protocol
public import Rendering

extension Page {
  /// The text. With `marks`, sentence by sentence and with what was said about each block.
  public init(_ view: TextView, marks: Marks? = nil) {
    self.init()
    for block in view.blocks {
      gap()
      if let marks, !view.consensus {
        add(block, with: marks)
        continue
      }
      let text = (block.label.map { $0 + " " } ?? "") + Self.text(of: block)
      let style: Style = block.kind == "heading" ? .strong : .plain
      for (index, part) in text.cleanedLines.enumerated() {
        if index == 0 {
          let gap = String(repeating: " ", count: block.hanging - block.address.displayWidth)
          line(Styled(block.address, .faint) + Styled(gap) + Styled(part, style), hanging: block.hanging)
        } else {
          line(Styled(part, style), indent: block.hanging)
        }
      }
      if let marks { add(marks.on(block), indent: block.hanging) }
    }
    if view.blocks.isEmpty { line("There is no text there.") }
  }

  private mutating func add(_ block: BlockItem, with marks: Marks) {
    let page = block.page.map { ", p. \($0)" } ?? ""
    line(Styled("\(block.address)", .strong) + Styled(" \(block.kind)\(page)", .faint))
    let scalars = Array(block.text.unicodeScalars)
    if block.sentences.isEmpty { line(Styled(block.text), indent: 2) }
    for sentence in block.sentences where sentence.range.count == 2 {
      let start = min(max(sentence.range[0] - block.range[0], 0), scalars.count)
      let end = min(max(sentence.range[1] - block.range[0], start), scalars.count)
      let notes = block.notes.filter { $0.at > start && $0.at <= end || $0.at == start && start == 0 }
      let text = Self.text(scalars[start..<end], notes: notes)
      line(Styled(sentence.address, .faint) + Styled("  ") + Styled(text), indent: 2, hanging: 2)
    }
    add(marks.on(block), indent: 2)
  }

  private mutating func add(_ marks: [Marks.Mark], indent: Int) {
    for mark in marks {
      line(
        Styled(mark.id, .strong) + Styled(" \(mark.kind) by \(mark.by), ")
          + Styled(mark.status, Style(status: mark.status))
          + Styled((mark.disputes.map { ", \($0)" } ?? "") + ": \(mark.text)"),
        indent: indent, hanging: 2)
    }
  }

  private static func text(of block: BlockItem) -> String {
    guard !block.notes.isEmpty else { return block.text }
    return text(Array(block.text.unicodeScalars)[...], notes: block.notes)
  }

  /// The text with `[n]` where note n is referred to.
  private static func text(_ scalars: ArraySlice<Unicode.Scalar>, notes: [NoteMark]) -> String {
    var text = String.UnicodeScalarView()
    var position = scalars.startIndex
    for note in notes.sorted(by: { ($0.at, $0.n) < ($1.at, $1.n) }) {
      let place = min(max(note.at, position), scalars.endIndex)
      text.append(contentsOf: scalars[position..<place])
      text.append(contentsOf: "[\(note.n)]".unicodeScalars)
      position = place
    }
    text.append(contentsOf: scalars[position...])
    return String(text)
  }
}

extension BlockItem {
  /// The indent of its text, after its address.
  fileprivate var hanging: Int { max(address.displayWidth + 2, 5) }
}

/// What was said about places in the text.
public struct Marks: Hashable, Sendable {
  var marks: [Mark] = []

  public init() {}

  struct Mark: Hashable, Sendable {
    var id: String
    var kind: String
    var by: String
    var status: String
    var text: String
    var range: [Int]
    /// Which disputes on it bear on it.
    var disputes: String?
  }

  /// Those that touch a block, in text order.
  func on(_ block: BlockItem) -> [Mark] {
    guard block.range.count == 2 else { return [] }
    return
      marks
      .filter { mark in
        guard mark.range.count == 2 else { return false }
        if mark.range[0] == mark.range[1] { return (block.range[0]...block.range[1]).contains(mark.range[0]) }
        return mark.range[0] < block.range[1] && mark.range[1] > block.range[0]
      }
      .sorted { $0.range.lexicographicallyPrecedes($1.range) }
  }

  /// Adds what a list has.
  public mutating func add(_ claims: [ClaimItem]) {
    for item in claims {
      marks += item.ranges.map {
        Mark(
          id: item.id, kind: "claim", by: item.by, status: item.status, text: item.statement, range: $0,
          disputes: Wording.disputes(open: item.disputed, upheld: item.upheld))
      }
    }
  }

  /// Adds what a list has.
  public mutating func add(_ annotations: [AnnotationItem]) {
    for item in annotations {
      // What was shared has its mark as the annotation that it became.
      guard let range = item.range, item.shared == nil else { continue }
      marks.append(
        Mark(id: item.id, kind: "note", by: item.by, status: item.status, text: item.body, range: range))
    }
  }

  /// Adds what a list has.
  public mutating func add(_ disputes: [DisputeItem]) {
    for item in disputes {
      guard let range = item.range else { continue }
      marks.append(
        Mark(id: item.id, kind: "dispute", by: item.by, status: item.status, text: item.body, range: range))
    }
  }

  /// Adds what a list has.
  public mutating func add(_ corrections: [CorrectionItem]) {
    marks += corrections.map { item in
      Mark(
        id: item.id, kind: "correction", by: item.by, status: item.status,
        text: Wording.change(from: item.old, to: item.new), range: item.range,
        disputes: Wording.disputes(open: item.disputed, upheld: item.upheld))
    }
  }
}
