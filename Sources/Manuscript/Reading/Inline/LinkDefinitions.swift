/// Destinations that stand apart from their links: `[label]: destination`.
enum LinkDefinitions {
  /// By label in small letters; the first of several counts.
  static func of(_ blocks: [SourceBlock], in source: SourceText) -> [String: String] {
    var definitions: [String: String] = [:]
    for block in blocks where block.kind == .linkDefinition {
      guard let line = block.lines.first?.content, let close = source.offset(of: "]:", in: line) else {
        continue
      }
      let label = source.string(source.trimmed(line.lowerBound + 1..<close)).lowercased()
      let rest = source.string(source.trimmed(close + 2..<line.upperBound))
      var destination = String(rest.prefix { !$0.isWhitespace })
      if destination.hasPrefix("<"), destination.hasSuffix(">") {
        destination = String(destination.dropFirst().dropLast())
      }
      if definitions[label] == nil { definitions[label] = destination }
    }
    return definitions
  }
}
