/// What the apparatus of an exported file lacks or contradicts. Reads TEI, JSON and Markdown, whoever wrote them.
public struct EditionCheck: Hashable, Sendable {
  /// The format that the file was read as: `tei`, `json` or `markdown`.
  public let format: String
  /// How many entries the apparatus has.
  public internal(set) var entries = 0
  /// What is wrong, a sentence each, in the order of the file.
  public private(set) var findings: [String] = []

  private var said: Set<String> = []

  /// - Parameter bytes: the file.
  public init(of bytes: [UInt8]) throws(UncheckedForm) {
    if let form = UncheckedForm(of: bytes) { throw form }
    let first = bytes.first { $0 > 0x20 && $0 < 0x80 }
    switch first {
    case UInt8(ascii: "<"):
      format = "tei"
      checkTEI(bytes)
    case UInt8(ascii: "{"):
      format = "json"
      checkJSON(bytes)
    default:
      format = "markdown"
      checkMarkdown(String(decoding: bytes, as: UTF8.self))
    }
  }

  mutating func find(_ finding: String) {
    if said.insert(finding).inserted { findings.append(finding) }
  }
}
