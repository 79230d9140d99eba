/// How to lay out a page.
public struct Layout: Hashable, Sendable {
  /// In cells.
  public var width: Int
  /// Whether styles are shown by colours.
  public var isColored: Bool
  /// For a screen reader: one thing a line, in words, without alignment by spaces.
  public var isAccessible: Bool

  /// - Parameter width: in cells; 20 at least.
  public init(width: Int = 80, isColored: Bool = false, isAccessible: Bool = false) {
    self.width = max(width, 20)
    self.isColored = isColored
    self.isAccessible = isAccessible
  }

  /// The page's lines.
  public func lines(of page: Page) -> [String] {
    var lines: [String] = []
    for element in page.elements {
      switch element {
      case .heading(let text):
        lines += put(text, indent: 0, hanging: 0)
      case .line(let text, let indent, let hanging):
        lines += put(text, indent: indent, hanging: hanging)
      case .records(let columns, let records, let showsColumns):
        lines += isAccessible ? spoken(columns, records) : drawn(columns, records, showsColumns: showsColumns)
      case .gap: lines.append("")
      }
    }
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  private func put(_ text: Styled, indent: Int, hanging: Int) -> [String] {
    if isAccessible { return [text.rendered(isColored: isColored)] }
    let inner = text.wrapped(to: width - indent, hanging: hanging)
    return inner.enumerated().map { index, line in
      String(repeating: " ", count: indent + (index == 0 ? 0 : hanging)) + line.rendered(isColored: isColored)
    }
  }

  // MARK: By words

  private func spoken(_ columns: [String], _ records: [Page.Record]) -> [String] {
    var lines: [String] = []
    for (index, record) in records.enumerated() {
      if index > 0, columns.count + record.details.count > 2 { lines.append("") }
      if columns.count == 2, record.details.isEmpty {
        lines.append(record.cells.map { $0.rendered(isColored: isColored) }.joined(separator: ": "))
        continue
      }
      for (column, cell) in zip(columns, record.cells) where !cell.text.isEmpty {
        lines.append("\(column): \(cell.rendered(isColored: isColored))")
      }
      for detail in record.details where !detail.text.text.isEmpty {
        lines.append("\(detail.label): \(detail.text.rendered(isColored: isColored))")
      }
    }
    return lines
  }

  // MARK: By columns

  private static let columnGap = 2
  private static let detailIndent = 4

  private func drawn(_ columns: [String], _ records: [Page.Record], showsColumns: Bool) -> [String] {
    let title = Page.Record(cells: columns.map { Styled($0, .faint) })
    let rows = (showsColumns ? [title] : []) + records
    let widths = columns.indices.map { column in
      rows.map { $0.cells[column].displayWidth }.max() ?? 0
    }
    // An entirely empty column is left out, with its title.
    let shown = columns.indices.filter { column in records.contains { !$0.cells[column].text.isEmpty } }
    return rows.flatMap { row in
      draw(row.cells, in: shown, widths: widths)
        + row.details.flatMap { detail -> [String] in
          let width = self.width - Self.detailIndent
          let text = detail.isShortened ? detail.text.shortened(to: width) : detail.text
          return put(text, indent: Self.detailIndent, hanging: 0)
        }
    }
  }

  /// One row. Its last cell wraps under itself if there is room.
  private func draw(_ cells: [Styled], in columns: [Int], widths: [Int]) -> [String] {
    guard let last = columns.last else { return [] }
    var head = ""
    var used = 0
    for column in columns.dropLast() {
      head += cells[column].rendered(isColored: isColored)
      let padding = widths[column] - cells[column].displayWidth + Self.columnGap
      head += String(repeating: " ", count: padding)
      used += widths[column] + Self.columnGap
    }
    if width - used >= min(24, widths[last]) {
      let wrapped = cells[last].wrapped(to: width - used)
      return wrapped.enumerated().map { index, line in
        let start = index == 0 ? head : String(repeating: " ", count: used)
        return (start + line.rendered(isColored: isColored)).trimmedAtEnd
      }
    }
    // Too narrow for a table: the cells follow each other, the last one on lines of its own.
    let before = columns.dropLast().map { cells[$0] }.filter { !$0.text.isEmpty }
    var joined = Styled("")
    for (index, cell) in before.enumerated() { joined = joined + Styled(index == 0 ? "" : "  ") + cell }
    return put(joined, indent: 0, hanging: 2) + put(cells[last], indent: Self.detailIndent, hanging: 0)
  }
}

extension String {
  /// Without spaces at its end.
  public var trimmedAtEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}

extension Styled {
  /// The text on one line, cut with an ellipsis if it is too long, with the style of its first piece.
  func shortened(to width: Int) -> Styled {
    guard displayWidth > width else { return self }
    return Styled(text.fitted(to: width), spans.first?.style ?? .plain)
  }
}
