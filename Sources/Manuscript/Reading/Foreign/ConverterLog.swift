internal import CanonicalJSON

/// What a converter says of its work: what it passed over, and what it could not find.
public struct ConverterLog: Sendable {
  /// What it passed over, as it stands in the source, each place once.
  let skipped: [Skipped]
  /// Files that the source takes in and that were not there.
  let missing: [String]

  struct Skipped: Hashable, Sendable {
    var content: String
    /// From 1.
    var line: Int
  }

  /// - Parameter json: pandoc's log (`--log`); anything else is none.
  public init(_ json: [UInt8]) {
    let entries: [ParsedJSON]
    do { entries = try JSON.parsed(json).all } catch { entries = [] }
    var (skipped, missing) = ([Skipped](), [String]())
    var seen: Set<Skipped> = []
    for entry in entries {
      switch entry.find("type")?.text {
      case "SkippedContent":
        guard let content = entry.find("contents")?.text else { continue }
        // It may try a place more than once.
        let passage = Skipped(content: content, line: entry.find("line")?.whole ?? 0)
        if seen.insert(passage).inserted { skipped.append(passage) }
      // That of packages is told too, but holds no text.
      case "CouldNotLoadIncludeFile" where entry.find("verbosity")?.text == "WARNING":
        if let path = entry.find("path")?.text, !missing.contains(path) { missing.append(path) }
      default: break
      }
    }
    (self.skipped, self.missing) = (skipped, missing)
  }
}
