/// A table in plain text whose head a blank line parts from its rows: `Name   Holding   Rent`.
///
/// By itself the head looks like a page's, all the more where the table goes on over pages and each has it at its top. That the
/// rows' cells begin in its columns shows what it is.
struct TableUnderHead {
  /// The head and the rows.
  let lines: [SourceLine]
  /// The index of the line after it.
  let end: Int

  /// Fewest columns of a head that no page's top repeats: entries of a glossary have two.
  private static let fewestColumns = 3

  /// Nil if no such table begins at a line. Some lines stand at so many pages' tops.
  init?(at index: Int, in source: SourceText, pageTops: [String: Int]) {
    let line = source.lines[index].content
    guard index + 2 < source.lines.count, source.offset(of: "   ", in: source.trimmed(line)) != nil,
      source.trimmed(source.lines[index + 1].content).isEmpty,
      !source.bytes[source.lines[index + 1].content].contains(0x0C)
    else { return nil }
    let head = source.columns(of: line)
    guard
      head.count >= Self.fewestColumns
        || head.count == 2 && source.recurs(lineAt: index, among: pageTops),
      !source.bytes[line].contains(where: SourceText.isDigit), !source.follows(row: index, in: head)
    else { return nil }
    var rows: [Int] = []
    for row in source.lines[(index + 2)...].indices {
      // A page's end ends the table's part.
      guard row == index + 2 || !source.bytes[source.lines[row].content].contains(0x0C),
        source.stands(source.lines[row].content, in: head)
      else { break }
      rows.append(row)
    }
    guard let last = rows.last, last + 1 == source.lines.count || source.endsPart(last + 1),
      rows.count > 1 || !source.stands(lineAfter: last, in: head)
    else { return nil }
    lines = ([index] + rows).enumerated().map { place, row in
      SourceLine(
        content: source.trimmed(source.lines[row].content), newline: source.lines[row].newline,
        joint: place == 0 ? .softBreak : .hardBreak)
    }
    end = index + 2 + rows.count
  }
}

extension SourceText {
  /// The first lines of pages that form feeds begin.
  var pageTops: [String: Int] {
    var tops: [String: Int] = [:]
    for index in lines.indices where lines[index].content.first.map({ bytes[$0] == 0x0C }) ?? false {
      let isAlone = trimmed(lines[index].content).isEmpty && index + 1 < lines.count
      tops[string(trimmed(lines[isAlone ? index + 1 : index].content)), default: 0] += 1
    }
    return tops
  }

  /// Whether another page has a line at its top.
  fileprivate func recurs(lineAt index: Int, among pageTops: [String: Int]) -> Bool {
    guard let count = pageTops[string(trimmed(lines[index].content))] else { return false }
    return count > 1 || !lines[max(0, index - 1)...index].contains { bytes[$0.content].contains(0x0C) }
  }

  /// In what columns the parts of a line begin that wide gaps part.
  fileprivate func columns(of line: Range<Int>) -> [Int] {
    var (columns, column, blanks) = ([Int](), 0, 2)
    for offset in line where bytes[offset] & 0xC0 != 0x80 {
      if bytes[offset] == 0x0C { continue }
      if bytes[offset] == 0x20 {
        blanks += 1
      } else {
        if blanks > 1 || columns.isEmpty { columns.append(column) }
        blanks = 0
      }
      column += 1
    }
    return columns
  }

  /// Whether a line has as many parts as a head, and they begin in its columns; figures may end in one.
  fileprivate func stands(_ line: Range<Int>, in head: [Int]) -> Bool {
    let columns = columns(of: line)
    guard columns.count == head.count else { return false }
    let same = zip(columns, head).count { $0 == $1 }
    return columns[0] == head[0] && same >= 2 && same + 1 >= head.count
  }

  /// Whether the text over a line that begins no page is a row of a table with the same columns: blank lines part all rows.
  fileprivate func follows(row index: Int, in head: [Int]) -> Bool {
    guard !bytes[lines[index].content].contains(0x0C) else { return false }
    let before = lines[..<index].suffix(2).last { !trimmed($0.content).isEmpty }
    return before.map { stands($0.content, in: head) } ?? false
  }

  /// Whether the line after a blank one does, on the same page.
  fileprivate func stands(lineAfter row: Int, in head: [Int]) -> Bool {
    guard row + 2 < lines.count, !bytes[lines[row + 1].content].contains(0x0C),
      !bytes[lines[row + 2].content].contains(0x0C)
    else { return false }
    return stands(lines[row + 2].content, in: head)
  }

  /// Whether a part of the text ends before a line: it is blank, or begins a page.
  fileprivate func endsPart(_ index: Int) -> Bool {
    trimmed(lines[index].content).isEmpty || bytes[lines[index].content].contains(0x0C)
  }
}
