import TextCorpus
import Glibc
import Manuscript

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Measures reading and anchoring: how often anchoring is right beside Hypothesis' way, how fast both are as
/// texts grow, and that nothing breaks them.
///
/// `text-bench [accuracy | speed | adversaries | fuzz] [--tuning] [--json] [--count N] [--from SEED] [FILE …]`:
/// all of them if none is named. Files are further texts to damage; `--tuning` takes the seeds that the thresholds were chosen
/// on, and not those the figures are reported on; `--json` gives figures of speed as a line of JSON each.
/// `fuzz` tries `--count` papers, each with a few addresses, and as many anchors and ranges, from a seed on.
@main
enum TextBench {
  static func main() throws {
    var arguments = Array(CommandLine.arguments.dropFirst())
    func flag(_ name: String) -> Bool {
      defer { arguments.removeAll { $0 == name } }
      return arguments.contains(name)
    }
    func number(_ name: String) -> Int? {
      guard let index = arguments.firstIndex(of: name), index + 1 < arguments.count else { return nil }
      defer { arguments.removeSubrange(index...index + 1) }
      return Int(arguments[index + 1])
    }
    let (isTuning, isJSON) = (flag("--tuning"), flag("--json"))
    let (count, first) = (number("--count"), number("--from") ?? 1)
    let parts = ["accuracy", "speed", "adversaries", "fuzz"].filter(arguments.contains)
    let files = try arguments.filter { !parts.contains($0) }.map { path in
      String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    }
    if parts.isEmpty || parts.contains("accuracy") { try Accuracy.report(files: files, isTuning: isTuning) }
    if parts.isEmpty || parts.contains("speed") { try Speed.report(isJSON: isJSON) }
    if parts.isEmpty || parts.contains("adversaries") { Speed.reportAdversaries(isJSON: isJSON) }
    if parts.isEmpty || parts.contains("fuzz") {
      let count = count ?? (parts == ["fuzz"] ? 200_000 : 20_000)
      do throws(Finding) {
        try ImportFuzz.run(count: count, from: UInt64(first))
        try AnchoringFuzz.run(count: count, from: UInt64(first))
      } catch {
        print(error)
        exit(1)
      }
    }
  }
}
