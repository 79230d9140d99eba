/// A table as text (RFC 4180), as programs for tables write it: with commas, semicolons or tabs, with or without a byte
/// order mark, with lines that end either way.
struct TableText {
  /// Row by row, each with the number of the line where it begins.
  private(set) var rows: [(line: Int, cells: [String])] = []

  init(_ bytes: [UInt8]) throws(ForeignFileError) {
    let marks: [[UInt8]] = [[0xFF, 0xFE], [0xFE, 0xFF]]
    guard !marks.contains(where: bytes.starts(with:)), let text = String(validating: bytes, as: UTF8.self)
    else {
      throw ForeignFileError("The table is not UTF-8. Save it as “CSV UTF-8”, and import it again.")
    }
    var scalars = Array(text.unicodeScalars)[...]
    if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    var line = 1
    // Some programs say in a line of its own what divides the cells.
    if scalars.starts(with: "sep=".unicodeScalars) {
      scalars = scalars.drop { $0 != "\n" }.dropFirst()
      line += 1
    }
    let divider = Self.divider(of: scalars)
    while !scalars.isEmpty {
      let first = line
      let cells = try Self.row(&scalars, divider, &line)
      if cells != [""] { rows.append((first, cells)) }
    }
  }

  /// What divides the cells of the first line most often, outside quotation marks.
  private static func divider(of scalars: ArraySlice<Unicode.Scalar>) -> Unicode.Scalar {
    var counts: [Unicode.Scalar: Int] = [:]
    var isQuoted = false
    for scalar in scalars {
      if scalar == "\"" { isQuoted.toggle() }
      if isQuoted { continue }
      if scalar == "\n" || scalar == "\r" { break }
      counts[scalar, default: 0] += 1
    }
    let dividers: [Unicode.Scalar] = [",", ";", "\t"]
    return dividers.max { counts[$0, default: 0] < counts[$1, default: 0] } ?? ","
  }

  private static func row(
    _ rest: inout ArraySlice<Unicode.Scalar>, _ divider: Unicode.Scalar, _ line: inout Int
  ) throws(ForeignFileError) -> [String] {
    var (cells, cell): ([String], [Unicode.Scalar]) = ([], [])
    let first = line
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\"" where cell.isEmpty:
        cell = try quoted(&rest, &line)
      case divider:
        cells.append(String(String.UnicodeScalarView(cell)))
        cell = []
        guard cells.count < columnLimit else {
          throw ForeignFileError("Line \(first) of the table has more than \(columnLimit) cells.")
        }
      case "\r", "\n":
        if scalar == "\r", rest.first == "\n" { rest.removeFirst() }
        line += 1
        return cells + [String(String.UnicodeScalarView(cell))]
      default: cell.append(scalar)
      }
    }
    return cells + [String(String.UnicodeScalarView(cell))]
  }

  /// A cell from behind its opening quotation mark to behind its closing one.
  private static func quoted(
    _ rest: inout ArraySlice<Unicode.Scalar>, _ line: inout Int
  ) throws(ForeignFileError) -> [Unicode.Scalar] {
    var cell: [Unicode.Scalar] = []
    let first = line
    while let scalar = rest.popFirst() {
      if scalar == "\"" {
        guard rest.first == "\"" else { return cell }
        rest.removeFirst()
      }
      if scalar == "\n" { line += 1 }
      cell.append(scalar)
    }
    throw ForeignFileError("A quotation mark in line \(first) of the table is not closed.")
  }

  private static let columnLimit = 100
}
