internal import CanonicalJSON
internal import Manuscript
internal import Scholarship

/// Reads corrections from a table: the one that we export, or any with the columns `address` or `old`, and `new`.
struct TableReading {
  private let file: String
  private let columns: [String: Int]
  private let cells: [String]
  private let line: Int
  /// How many columns the first line names.
  private let width: Int

  static func read(_ bytes: [UInt8], named file: String) throws(ForeignFileError) -> [ForeignRemark] {
    let rows = try TableText(bytes).rows
    guard let head = rows.first else { throw ForeignFileError("The table is empty.") }
    var columns: [String: Int] = [:]
    for (index, cell) in head.cells.enumerated() {
      let name = cell.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
      let column = names[name] ?? name
      guard columns[column] == nil || !read.contains(column) else {
        throw ForeignFileError("The first line of the table names the column “\(cell)” twice.")
      }
      columns[column] = columns[column] ?? index
    }
    guard columns["new"] != nil, columns["address"] != nil || columns["old"] != nil else {
      throw ForeignFileError(
        "The file is no table of corrections: its first line names the columns, which are address or old, new, and if you "
          + "like reason, class and cite. It has \(head.cells.prefix(8).joined(separator: ", ")).")
    }
    return rows.dropFirst().map { row in
      TableReading(
        file: file, columns: columns, cells: row.cells, line: row.line, width: head.cells.count
      ).remark
    }
  }

  /// What the columns are called otherwise: the base's words and the reading, in tables that we export.
  private static let names = ["base": "old", "reading": "new", "evidence": "cite", "author": "by"]

  /// The columns of which each must be one.
  private static let read: Set = ["address", "old", "new", "reason", "class", "cite"]

  /// Why the cells of the line are not those of the columns: a comma within words would part them, and leave some out.
  private var misfit: String? {
    if cells.dropFirst(width).contains(where: { !$0.isEmpty }) {
      return "Line \(line) has \(cells.count) cells, and the first line names \(width). What holds a comma "
        + "is put in quotation marks."
    }
    guard let new = columns["new"], cells.count <= new else { return nil }
    return "Line \(line) ends before the column “new”. To delete the words, leave that cell empty, "
      + "with its comma."
  }

  /// What stands in a column; `nil` where nothing does.
  private subscript(name: String) -> String? {
    guard let index = columns[name], index < cells.count, !cells[index].isEmpty else { return nil }
    return cells[index]
  }

  private var remark: ForeignRemark {
    let own = own
    let origin = Origin(
      file: file, form: .csv, id: own?.text, author: self["by"], said: self["at"])
    let spot = spot
    if self["kind"] == EntityKind.dispute.word {
      return ForeignRemark(
        origin: origin, .annotation(motivation: .questioning, body: self["reason"] ?? "", tags: []), at: spot,
        own: own)
    }
    let cite = self["cite"]?.split(whereSeparator: \.isNewline).map(String.init) ?? []
    let content = ForeignRemark.Saying.correction(
      new: self["new"] ?? "", reason: self["reason"] ?? "As in line \(line) of \(file).",
      class: self["class"].flatMap { CorrectionClass(rawValue: $0.lowercased()) }, cite: cite)
    return ForeignRemark(origin: origin, content, at: spot, own: own)
  }

  private var spot: ForeignRemark.Spot {
    if let misfit { return .nowhere(misfit) }
    if let kind = self["kind"], ![EntityKind.correction.word, EntityKind.dispute.word].contains(kind) {
      return .nowhere("Line \(line) is of a \(kind); a table brings in corrections and disputes.")
    }
    if self["kind"] != EntityKind.dispute.word, let word = self["class"]?.lowercased(),
      CorrectionClass(rawValue: word) == nil
    {
      return .nowhere(
        "There is no class “\(word)” (line \(line)); there are \(CorrectionClass.words.joined(separator: ", "))."
      )
    }
    if self["status"] == "withdrawn" { return .nowhere("It was withdrawn there (line \(line)).") }
    guard self["address"] != nil || self["old"] != nil else {
      return .nowhere("Line \(line) does not say which words it is of.")
    }
    // A whole sentence goes only where its words are given.
    let namesWords = self["address"]?.contains { $0 == ":" || $0 == "/" } == true
    guard self["old"] != nil || self["new"] != nil || namesWords else {
      return .nowhere("Line \(line) says neither what is there nor what is to be there.")
    }
    return .address(self["address"] ?? "", words: self["old"])
  }

  /// Which thing of a paper the row is of, where we exported it.
  private var own: OwnName? {
    guard let paper = self["of_paper"], let id = self["id"].flatMap(EntityID.init) else { return nil }
    return OwnName(paper: paper, base: self["of_base"].flatMap(BaseID.init), id: id)
  }
}
