/// The text form of Prometheus, version 0.0.4: families of samples, each with what it means and what it is.
struct PrometheusText {
  enum Kind: String { case counter, gauge, histogram }

  static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

  private(set) var text = ""

  /// Adds a family with one sample.
  mutating func add(_ name: String, _ kind: Kind, _ help: String, _ value: Double) {
    begin(name, kind, help)
    sample(name, [], value)
  }

  /// Begins a family; its samples follow.
  mutating func begin(_ name: String, _ kind: Kind, _ help: String) {
    let escaped = help.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
    text += "# HELP \(name) \(escaped)\n# TYPE \(name) \(kind.rawValue)\n"
  }

  /// Adds a sample to the family that was begun last.
  mutating func sample(_ name: String, _ labels: [(name: String, value: String)], _ value: Double) {
    text += name
    if !labels.isEmpty {
      text += "{" + labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",") + "}"
    }
    text += " \(Self.number(value))\n"
  }

  /// Adds a histogram's samples to the family that was begun last.
  ///
  /// - Parameters:
  ///   - bounds: the upper bounds, growing.
  ///   - counts: how many fell under each bound and above the one before it, and beyond the last.
  mutating func histogram(
    _ name: String, _ labels: [(name: String, value: String)], bounds: [Double], counts: [Int64], sum: Double
  ) {
    var total: Int64 = 0
    for (bound, count) in zip(bounds.map(Self.number) + ["+Inf"], counts) {
      total += count
      sample("\(name)_bucket", labels + [(name: "le", value: bound)], Double(total))
    }
    sample("\(name)_sum", labels, sum)
    sample("\(name)_count", labels, Double(total))
  }

  private static func escaped(_ value: String) -> String {
    value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }

  /// Whole numbers without a fraction.
  private static func number(_ value: Double) -> String {
    Int64(exactly: value).map(String.init) ?? "\(value)"
  }
}
