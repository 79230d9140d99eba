import FoundationEssentials
import Glibc

/// One measured figure.
struct Figure: Encodable {
  var name: String
  var value: Double
  var unit: String
  /// What it is measured against, in the same run on the same cluster.
  var yardstick: String?
  var yardstickValue: Double?
  /// Median over median.
  var ratio: Double?
  /// What the ratio must come to at least, or the value at most where there is no yardstick.
  var bound: Double?
  /// Of each round: value, yardstick.
  var rounds: [[Double]] = []
  /// What else was measured with it.
  var details: [String: Double] = [:]

  var isWithinBound: Bool? {
    guard let bound else { return nil }
    return ratio.map { $0 >= bound } ?? (value <= bound)
  }
}

/// Prints each figure as a line of JSON when it is there, and all of them as a table at the end.
final class Report {
  private var figures: [Figure] = []

  func add(_ figure: Figure) throws {
    figures.append(figure)
    try line(figure)
  }

  func line(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    print(String(decoding: try encoder.encode(value), as: UTF8.self))
    fflush(nil)
  }

  func printTable() {
    let head = ["figure", "value", "unit", "yardstick", "value", "ratio", "bound", ""]
    let rows = figures.map { figure in
      [
        figure.name, Self.text(figure.value), figure.unit, figure.yardstick ?? "",
        figure.yardstickValue.map(Self.text) ?? "", figure.ratio.map { Self.text($0) } ?? "",
        figure.bound.map { (figure.ratio == nil ? "≤ " : "≥ ") + Self.text($0) } ?? "",
        figure.isWithinBound.map { $0 ? "met" : "missed" } ?? "",
      ]
    }
    Self.printColumns([head] + rows)
  }

  /// Prints rows of as many cells each, one below the other.
  static func printColumns(_ rows: [[String]]) {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    for row in rows {
      let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
      print(cells.joined(separator: "  "))
    }
  }

  /// Three digits that count, no more than is known.
  static func text(_ value: Double) -> String {
    if abs(value) >= 100 { return String(Int(value.rounded())) }
    let scale = abs(value) >= 10 ? 10.0 : 100.0
    return String((value * scale).rounded() / scale)
  }
}
