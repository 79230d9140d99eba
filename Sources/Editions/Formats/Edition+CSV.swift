internal import Consensus
internal import Manuscript
internal import Protocol
internal import Scholarship
internal import Views

extension EditionFormat {
  /// The decisions as a table (RFC 4180).
  public static let csv = EditionFormat(
    "csv", mediaType: "text/csv; charset=utf-8; header=present", fileExtension: "csv"
  ) { $0.csvParts() }
}

/// One row for each correction and then for each dispute, by id, open and withdrawn ones too. Several handles in a cell
/// are parted by spaces. The last columns say of every row what the table follows from.
extension Edition {
  func csvParts() -> [EditionPieces.Part] {
    let (paper, presenter) = (presenter.paper, presenter)
    let imprint = CSVRow.imprint(Imprint(of: self))
    let disputes = options.omitted.contains(.disputes) ? 0 : paper.disputes.count
    func rows(_ count: Int, _ row: @escaping @Sendable (Int) -> CSVRow) -> EditionPieces.Part {
      .init(count: count) { $0.reduce(into: []) { $0 += row($1).line(imprint) } }
    }
    return [
      .init { _ in CSVRow.header },
      rows(paper.corrections.count) {
        CSVRow(presenter.item(paper.corrections[$0]))
      },
      rows(disputes) { CSVRow(presenter.item(paper.disputes[$0])) },
    ]
  }
}

/// What a decision has in its columns.
private struct CSVRow {
  let cells: [String]

  private static let columns = [
    "id", "kind", "address", "base", "reading", "status", "basis", "by", "for", "against", "abstained",
    "recused",
    "silent", "class", "reason", "at", "position", "disputed", "upheld", "reason_by", "seconded",
  ]
  private static let imprintColumns = [
    "of_paper", "of_base", "of_position", "of_policy", "of_edition", "of_checkpoint",
  ]

  init(_ item: CorrectionItem) {
    cells =
      [item.id, item.kind, item.address, item.old, item.new, item.status, item.basis, item.by]
      + Self.votes(item.tally) + [item.class ?? "", item.reason, item.at, "\(item.position)"]
      + [item.disputed, item.upheld].map { ($0 ?? []).joined(separator: " ") }
      + [item.wordsBy ?? item.by, (item.seconds ?? []).map(Self.line).joined(separator: "\n")]
  }

  /// What someone gave who proposed the same: `bel (fact): As in the deed. [Register]`.
  private static func line(_ second: SecondItem) -> String {
    "\(second.by)\(second.class.map { " (\($0))" } ?? ""): \(second.reason)"
      + second.evidence.map { " [\($0.reference)]" }.joined()
  }

  init(_ item: DisputeItem) {
    cells =
      [item.id, item.kind, item.target, item.quote ?? "", "", item.status, item.basis, item.by]
      + Self.votes(item.tally) + [item.ground ?? "", item.body, item.at, "\(item.position)", "", ""]
      + [item.madeBy ?? item.by, ""]
  }

  private static func votes(_ tally: TallyItem) -> [String] {
    [tally.for, tally.against, tally.abstained, tally.recused, tally.silent].map { $0.joined(separator: " ") }
  }

  static var header: [UInt8] { line(columns + imprintColumns) }

  static func imprint(_ imprint: Imprint) -> [String] {
    let exceptions = imprint.exceptions.map { "; \($0.class): \($0.policy)" }.joined()
    return [
      imprint.paper, imprint.base.description, "\(imprint.position)", imprint.policy + exceptions,
      imprint.edition ?? "", imprint.checkpoint ?? "",
    ]
  }

  func line(_ imprint: [String]) -> [UInt8] { Self.line(cells + imprint) }

  private static func line(_ cells: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      if cell.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D || $0 == 0x20 }) {
        bytes.append(UInt8(ascii: "\""))
        for byte in cell.utf8 {
          if byte == UInt8(ascii: "\"") { bytes.append(byte) }
          bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
      } else {
        bytes += cell.utf8
      }
    }
    return bytes + [0x0D, 0x0A]
  }
}
