/// Two columns of prose that a converter left side by side, line by line.
///
/// On a page of columns one column of the grid is empty on all lines but those that go across, titles and page numbers:
/// the gutter. The lines between two that go across are read one column after the other.
struct Columns {
  private let source: SourceText
  private var lines: [SourceLine] = []
  private var undecided: [PageStructure.Undecided] = []

  /// The source with the lines of such columns one column after the other, and what the report says of them.
  static func parted(_ source: SourceText) -> (source: SourceText, undecided: [PageStructure.Undecided]) {
    var columns = Columns(source: source)
    var index = 0
    while index < source.lines.count {
      let end =
        source.lines[(index + 1)...].firstIndex { source.bytes[$0.content].contains(0x0C) }
        ?? source.lines.count
      columns.readPage(index..<end)
      index = end
    }
    return columns.undecided.isEmpty ? (source, []) : (source.inOrder(of: columns.lines), columns.undecided)
  }

  private init(source: SourceText) { self.source = source }

  /// Fewest lines with a text on both sides.
  static let fewest = 4
  /// How often the rest of a page is looked over for a gutter at another place.
  private static let mostGutters = 4

  private mutating func readPage(_ page: Range<Int>) {
    // A gutter needs as many lines with gaps, and so does the doubt about lines that cannot be followed.
    guard page.count(where: { DrawnLine.mayHaveGap(source.lines[$0], in: source) }) >= Self.fewest else {
      lines += source.lines[page]
      return
    }
    let rows = page.map { DrawnLine(source.lines[$0], in: source) }
    var bands: [ColumnBand] = []
    var tried: Set<Int> = []
    var isTaken = [Bool](repeating: false, count: rows.count)
    for _ in 0..<Self.mostGutters {
      let free = rows.indices.filter { !isTaken[$0] }
      guard let gutter = Self.gutter(of: free.map { rows[$0] }, except: tried) else { break }
      tried.insert(gutter)
      for run in runs(of: free, at: gutter, in: rows) {
        guard let band = ColumnBand(run, at: gutter, of: rows, in: source) else { continue }
        bands.append(band)
        for row in band.rows { isTaken[row] = true }
      }
    }
    var kept = Array(source.lines[page])
    keepUnfollowed(rows.indices.filter { !isTaken[$0] }, of: rows, in: &kept)
    var done = 0
    for band in bands.sorted(by: { $0.rows.lowerBound < $1.rows.lowerBound }) {
      lines += kept[done..<band.rows.lowerBound]
      lines += band.lines
      undecided.append(
        PageStructure.Undecided(
          what: "Two columns of text seem to stand side by side here. They are read one after the other.",
          bytes: band.first))
      done = band.rows.upperBound
    }
    lines += kept[done...]
  }

  /// Lines that have prose on both sides of a gap, although no columns can be followed there, stay lines, and the report
  /// says so: joined they would make sentences that nobody wrote.
  private mutating func keepUnfollowed(_ free: [Int], of rows: [DrawnLine], in lines: inout [SourceLine]) {
    let doubtful = free.filter { rows[$0].hasProseAroundGap(in: source) }
    guard doubtful.count >= Self.fewest, let first = doubtful.first else { return }
    for row in doubtful {
      lines[row].joint = .hardBreak
      if row + 1 < lines.count { lines[row + 1].joint = .hardBreak }
    }
    undecided.append(
      PageStructure.Undecided(
        what:
          "Two columns of text may stand side by side here, but they cannot be followed. The lines are kept as they are.",
        bytes: rows[first].text))
  }

  /// The place at which most texts begin after a wide gap, or far from the margin; nil if too few do.
  private static func gutter(of rows: [DrawnLine], except tried: Set<Int>) -> Int? {
    var counts: [Int: Int] = [:]
    for row in rows { for gap in row.starts where !tried.contains(gap) { counts[gap, default: 0] += 1 } }
    let best = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
    return best.flatMap { $0.value >= fewest ? $0.key : nil }
  }

  /// The stretches of a page in which no text goes across a gutter.
  private func runs(of free: [Int], at gutter: Int, in rows: [DrawnLine]) -> [Range<Int>] {
    let widest =
      free.lazy.map { rows[$0] }.filter { $0.hasText(onBothSidesOf: gutter, in: source) }
      .map { $0.end(before: gutter, in: source) }.max() ?? gutter
    var runs: [Range<Int>] = []
    for index in free {
      let row = rows[index]
      // What begins between the columns, as a page's number does, goes across.
      let isBetween = !row.text.isEmpty && row.start > widest && row.start < gutter
      guard !isBetween, row.isBlank(before: gutter, in: source) else { continue }
      if let last = runs.last, last.upperBound == index {
        runs[runs.count - 1] = last.lowerBound..<index + 1
      } else {
        runs.append(index..<index + 1)
      }
    }
    return runs
  }
}
