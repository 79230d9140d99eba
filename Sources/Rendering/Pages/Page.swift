/// The content of an answer, before it is laid out for a width or a screen reader.
public struct Page: Hashable, Sendable {
  private(set) var elements: [Element] = []

  enum Element: Hashable, Sendable {
    case heading(Styled)
    /// A paragraph; lines after its first begin `hanging` cells further in.
    case line(Styled, indent: Int, hanging: Int)
    case records(columns: [String], [Record], showsColumns: Bool)
    case gap
  }

  /// A row of a table, with details below it.
  public struct Record: Hashable, Sendable {
    /// One for each column.
    public var cells: [Styled]
    /// What stands below them.
    public var details: [Detail]

    public init(cells: [Styled], details: [Detail] = []) {
      self.cells = cells
      self.details = details
    }
  }

  /// What stands below a row.
  public struct Detail: Hashable, Sendable {
    /// The label for a screen reader, if nothing else says what it is.
    public var label: String
    /// What is shown.
    public var text: Styled
    /// Whether it is cut to one line.
    public var isShortened: Bool

    public init(label: String, text: Styled, isShortened: Bool = false) {
      self.label = label
      self.text = text
      self.isShortened = isShortened
    }
  }

  /// A page with nothing on it.
  public init() {}

  /// A heading.
  public mutating func heading(_ text: String) {
    elements.append(.heading(Styled(text, .strong)))
  }

  /// A paragraph.
  ///
  /// - Parameter hanging: how many cells further in all its lines but the first begin.
  public mutating func line(_ text: Styled, indent: Int = 0, hanging: Int = 0) {
    elements.append(.line(text, indent: indent, hanging: hanging))
  }

  /// A paragraph.
  public mutating func line(_ text: String) { line(Styled(text)) }

  /// Another page, below.
  public mutating func append(_ page: Page) { elements += page.elements }

  /// Text that may have lines of its own.
  public mutating func text(_ text: String, indent: Int = 0) {
    for line in text.cleanedLines { elements.append(.line(Styled(line), indent: indent, hanging: 0)) }
  }

  /// An empty line, unless there is one.
  public mutating func gap() {
    if elements.last != .gap, !elements.isEmpty { elements.append(.gap) }
  }

  /// A table whose rows have details.
  ///
  /// - Parameter columns: their names, for a screen reader.
  public mutating func records(_ columns: [String], _ records: [Record], showsColumns: Bool = false) {
    if !records.isEmpty { elements.append(.records(columns: columns, records, showsColumns: showsColumns)) }
  }

  /// A table.
  public mutating func table(columns: [String], rows: [[Styled]], showsColumns: Bool = true) {
    records(columns, rows.map { Record(cells: $0) }, showsColumns: showsColumns)
  }
}
