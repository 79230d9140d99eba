/// The content of an answer, before it is laid out for a width or a screen reader.
struct Page: Hashable, Sendable {
  private(set) var elements: [Element] = []

  enum Element: Hashable, Sendable {
    case heading(Styled)
    /// A paragraph; lines after its first begin `hanging` cells further in.
    case line(Styled, indent: Int, hanging: Int)
    case records(columns: [String], [Record], showsColumns: Bool)
    case gap
  }

  /// A row of a table, with details below it.
  struct Record: Hashable, Sendable {
    var cells: [Styled]
    var details: [Detail] = []
  }

  struct Detail: Hashable, Sendable {
    /// The label for a screen reader, if nothing else says what it is.
    var label: String
    var text: Styled
    /// Whether it is cut to one line.
    var isShortened = false
  }

  var isEmpty: Bool { elements.isEmpty }

  mutating func heading(_ text: String) {
    elements.append(.heading(Styled(text, .strong)))
  }

  mutating func line(_ text: Styled, indent: Int = 0, hanging: Int = 0) {
    elements.append(.line(text, indent: indent, hanging: hanging))
  }

  mutating func line(_ text: String) { line(Styled(text)) }

  mutating func append(_ page: Page) { elements += page.elements }

  /// Text that may have lines of its own.
  mutating func text(_ text: String, indent: Int = 0) {
    for line in text.cleanedLines { elements.append(.line(Styled(line), indent: indent, hanging: 0)) }
  }

  /// An empty line, unless there is one.
  mutating func gap() {
    if elements.last != .gap, !elements.isEmpty { elements.append(.gap) }
  }

  mutating func records(_ columns: [String], _ records: [Record], showsColumns: Bool = false) {
    if !records.isEmpty { elements.append(.records(columns: columns, records, showsColumns: showsColumns)) }
  }

  mutating func table(columns: [String], rows: [[Styled]], showsColumns: Bool = true) {
    records(columns, rows.map { Record(cells: $0) }, showsColumns: showsColumns)
  }
}
