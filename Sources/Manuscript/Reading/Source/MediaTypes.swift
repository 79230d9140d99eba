extension SourceFormat {
  /// The media type by which a source of this form is sent (RFC 7763 for Markdown).
  public var mediaType: String {
    switch self {
    case .markdown: "text/markdown"
    case .plainText: "text/plain"
    }
  }
}

extension ForeignFormat {
  /// The form that a media type names.
  public init?(mediaType: String) {
    guard let format = Self.allCases.first(where: { $0.mediaTypes.contains(mediaType) }) else { return nil }
    self = format
  }

  /// The media types of the forms that a paper may come in.
  public static var mediaTypes: [String] { allCases.flatMap(\.mediaTypes) }

  /// The media type by which a file of this form is sent; `nil` for those that nobody can read as a paper.
  public var mediaType: String? { mediaTypes.first }

  private var mediaTypes: [String] {
    switch self {
    case .pdf: ["application/pdf"]
    case .word: ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"]
    case .oldWord: ["application/msword"]
    case .openDocument: ["application/vnd.oasis.opendocument.text"]
    case .epub: ["application/epub+zip"]
    case .rtf: ["application/rtf", "text/rtf"]
    case .html: ["text/html", "application/xhtml+xml"]
    case .latex: ["application/x-tex", "text/x-tex", "application/x-latex"]
    case .xml: ["application/xml", "text/xml"]
    case .reStructuredText: ["text/x-rst"]
    case .postScript: ["application/postscript"]
    case .djvu: ["image/vnd.djvu"]
    case .spreadsheet, .slides, .zip, .gzip, .image, .utf32: []
    }
  }
}
