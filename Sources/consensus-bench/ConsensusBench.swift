/// Measures how fast consensus is computed, and its growth over papers ten times as large.
///
/// `consensus-bench [--json] [CORRECTIONS …]`: papers with so many corrections and ten ballots on each, by default from
/// a hundred to a hundred thousand, and to ten thousand where all of them meet; `--json` gives each figure as a line of
/// JSON.
@main
enum ConsensusBench {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    let given = arguments.compactMap(Int.init)
    for shape in CrowdedPaper.Shape.allCases {
      let sizes = shape == .scattered ? [100, 1_000, 10_000, 100_000] : [100, 1_000, 10_000]
      var last: ConsensusFigure?
      for size in given.isEmpty ? sizes : given {
        let figure = ConsensusFigure.measure(shape, corrections: size)
        print(line(figure, after: last, isJSON: arguments.contains("--json")))
        last = figure
      }
    }
  }

  private static func line(_ figure: ConsensusFigure, after last: ConsensusFigure?, isJSON: Bool) -> String {
    let growth = last.map { ((figure.fresh / $0.fresh) * 100).rounded() / 100 }
    if isJSON {
      return #"{"figure":"consensus \#(figure.shape.rawValue)","corrections":\#(figure.corrections),"#
        + #""fresh":\#(figure.fresh),"vote":\#(figure.vote.median),"p99":\#(figure.vote.p99),"#
        + #""kept":\#(figure.bytesKept)"# + (growth.map { #","growth":\#($0)"# } ?? "") + "}"
    }
    func short(_ seconds: Double) -> String { "\((seconds * 1e7).rounded() / 10) µs" }
    return "\(figure.shape.rawValue), \(figure.corrections): fresh \(short(figure.fresh))"
      + (growth.map { ", \($0) times the last" } ?? "")
      + "; one vote \(short(figure.vote.median)), p99 \(short(figure.vote.p99)); a state kept \(figure.bytesKept) bytes"
  }
}
