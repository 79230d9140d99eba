/// An export format: its name, and how it is rendered. Each stands in a file or folder of its own.
public struct EditionFormat: Sendable, CaseIterable {
  /// As it is typed and stands in an address.
  public let name: String
  /// The media type of HTTP and of files (RFC 6838).
  public let mediaType: String
  /// Without its dot.
  public let fileExtension: String
  /// Whether the paper's part of the log belongs to it; see ``EditionRecord``.
  public let hasRecord: Bool
  /// The edition in this form, in the order of its bytes. Of a record, all but the history and the end.
  let parts: @Sendable (Edition) -> [EditionPieces.Part]

  init(
    _ name: String, mediaType: String, fileExtension: String, hasRecord: Bool = false,
    _ parts: @escaping @Sendable (Edition) -> [EditionPieces.Part]
  ) {
    self.name = name
    self.mediaType = mediaType
    self.fileExtension = fileExtension
    self.hasRecord = hasRecord
    self.parts = parts
  }

  /// Whether people can read its bytes, on a terminal for one.
  public var isText: Bool {
    mediaType.hasPrefix("text/") || ["json", "xml"].contains { mediaType.hasSuffix($0) }
  }

  /// Every form there is, in the order of help.
  public static let allCases: [EditionFormat] = [
    .text, .markdown, .criticmarkup, .html, .tei, .docx, .json, .csv, .w3c,
  ]

  /// The form of a name; `nil` where there is none.
  public init?(named name: String) {
    guard let format = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = format
  }
}
