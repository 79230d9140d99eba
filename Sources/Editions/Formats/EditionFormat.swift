/// An export format: its name, and how it is rendered. Each stands in a file or folder of its own.
public struct EditionFormat: Sendable, CaseIterable {
  /// As it is typed and stands in an address.
  public let name: String
  /// The media type of HTTP and of files (RFC 6838).
  public let mediaType: String
  /// Without its dot.
  public let fileExtension: String
  /// Where the paper's part of the log stands in it.
  public let record: RecordPlace
  /// The edition in this form, in the order of its bytes. Of a record, all but the history and the end.
  let parts: @Sendable (Edition) -> [EditionPieces.Part]

  init(
    _ name: String, mediaType: String, fileExtension: String, record: RecordPlace = .absent,
    _ parts: @escaping @Sendable (Edition) -> [EditionPieces.Part]
  ) {
    self.name = name
    self.mediaType = mediaType
    self.fileExtension = fileExtension
    self.record = record
    self.parts = parts
  }

  /// Where a form has the paper's part of the log; see ``EditionRecord``.
  public enum RecordPlace: Sendable {
    case absent
    /// The history is the last of it, so that it can be streamed from the log.
    case last
    /// The history is packed with other things.
    case within
  }

  /// Whether people can read its bytes, on a terminal for one.
  public var isText: Bool {
    mediaType.hasPrefix("text/") || ["json", "xml"].contains { mediaType.hasSuffix($0) }
  }

  /// Every form there is, in the order of help.
  public static let allCases: [EditionFormat] = [
    .text, .markdown, .criticmarkup, .html, .tei, .docx, .json, .csv, .w3c, .bundle,
  ]

  /// The form of a name; `nil` where there is none.
  public init?(named name: String) {
    guard let format = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = format
  }
}
