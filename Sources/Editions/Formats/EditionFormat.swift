/// A form in which a reconciled text leaves the house.
public enum EditionFormat: String, CaseIterable, Sendable {
  /// The reading text alone.
  case text
  /// CommonMark with footnotes: the text, the paper's notes, the apparatus.
  case markdown
  /// Everything, as one JSON object.
  case json

  /// The media type of HTTP and of files (RFC 6838).
  public var mediaType: String {
    switch self {
    case .text: "text/plain; charset=utf-8"
    case .markdown: "text/markdown; charset=utf-8"
    case .json: "application/json"
    }
  }

  /// Without its dot.
  public var fileExtension: String {
    switch self {
    case .text: "txt"
    case .markdown: "md"
    case .json: "json"
    }
  }
}
