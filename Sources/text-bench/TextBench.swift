import AnchoringCorpus
import Manuscript

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Measures anchoring: how often it is right beside Hypothesis' way, and how fast it is as texts grow.
///
/// `text-bench [accuracy | speed | fuzz] [--tuning] [FILE …]`: all three if none is named. Files are further
/// texts to damage; `--tuning` takes the seeds that the thresholds were chosen on, and not those the figures
/// are reported on. `fuzz` alone tries 200,000 anchors and as many ranges.
@main
enum TextBench {
  static func main() throws {
    var arguments = Array(CommandLine.arguments.dropFirst())
    let isTuning = arguments.contains("--tuning")
    arguments.removeAll { $0 == "--tuning" }
    let parts = ["accuracy", "speed", "fuzz"].filter(arguments.contains)
    let files = try arguments.filter { !parts.contains($0) }.map { path in
      String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    }
    if parts.isEmpty || parts.contains("accuracy") { try Accuracy.report(files: files, isTuning: isTuning) }
    if parts.isEmpty || parts.contains("speed") { Speed.report() }
    if parts.isEmpty || parts.contains("fuzz") { try Fuzz.run(count: parts == ["fuzz"] ? 200_000 : 20_000) }
  }
}
