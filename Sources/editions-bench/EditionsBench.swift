internal import Editions

/// Measures what each form of an edition costs, and its growth.
///
/// `editions-bench [--json] [FORMAT …]`: papers from 70 KB with 1,000 loci to 5 MB with 20,000, each with the history of
/// all that was said in it: corrections, votes, disputes, threads of notes, claims. `--json` gives each
/// figure as a line of JSON.
@main
enum EditionsBench {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    let named = arguments.compactMap(EditionFormat.init(named:))
    let formats = named.isEmpty ? EditionFormat.allCases : named
    var last: [String: Double] = [:]
    for (kilobytes, loci) in [(70, 1_000), (700, 3_000), (5_000, 20_000)] {
      let edition = CorrectedPaper.edition(kilobytes: kilobytes, loci: loci)
      for format in formats {
        let figure = EditionFigure(of: edition, as: format)
        let growth = last[format.name].map { (figure.seconds / $0 * 100).rounded() / 100 }
        last[format.name] = figure.seconds
        if arguments.contains("--json") {
          print(
            #"{"figure":"edition \#(format.name)","loci":\#(loci),"seconds":\#(figure.seconds),"#
              + #""bytes":\#(figure.bytes),"resident":\#(figure.resident)"#
              + (growth.map { #","growth":\#($0)"# } ?? "")
              + "}")
        } else {
          print(
            "\(format.name), \(kilobytes) KB, \(loci) loci: \((figure.seconds * 1000).rounded()) ms, "
              + "\(figure.bytes / 1000) KB, \(figure.resident >> 20) MB in memory"
              + (growth.map { ", \($0) times the last" } ?? ""))
        }
      }
    }
  }
}
