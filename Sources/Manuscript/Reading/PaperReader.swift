/// The form a paper's source has.
public enum SourceFormat: String, Codable, CaseIterable, Sendable {
  case markdown
  case plainText
}

/// Reads a paper's source into a document. Same bytes in, same document out; the time grows with the length.
public enum PaperReader {
  /// The version of the rules; a document says which one read it.
  public static let version = 1
  /// Most bytes a source may have unless the caller says otherwise: 32 MiB.
  public static let defaultByteLimit = 32 << 20
}
