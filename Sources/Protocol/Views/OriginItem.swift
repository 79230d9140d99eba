public import CanonicalJSON

/// Where something comes from that was brought in from a file.
public struct OriginItem: Hashable, Sendable {
  /// The file's name.
  public var file: String
  /// w3c, hypothesis, docx or csv.
  public var form: String
  /// What the file calls it, where it has a name for it that holds beyond the file.
  public var id: String?
  /// Who said it, as the file names them.
  public var author: String?
  /// What the file knows them by.
  public var authorID: String?
  /// When they said it, as the file has it.
  public var said: String?

  public init(
    file: String, form: String, id: String? = nil, author: String? = nil, authorID: String? = nil,
    said: String? = nil
  ) {
    self.file = file
    self.form = form
    self.id = id
    self.author = author
    self.authorID = authorID
    self.said = said
  }
}

extension OriginItem {
  /// `Brought in from review.docx: by Ann Other (acct:ann@example.org), 2026-05-01T10:00:00Z, as https://…`.
  public var sentence: String {
    let name =
      authorID == author ? author : author.map { $0 + (authorID.map { " (\($0))" } ?? "") } ?? authorID
    let parts = [name.map { "by \($0)" }, said, id.map { "as \($0)" }].compactMap(\.self)
    return "Brought in from \(file)" + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", ")) + "."
  }
}

extension OriginItem: JSONRecord {
  public static let shape = Shape(
    OriginItem.init(file:form:id:author:authorID:said:), Field("file", \.file, .prose),
    Field("form", \.form), Field("id", \.id, .prose), Field("author", \.author, .prose),
    Field("authorID", \.authorID, .prose), Field("said", \.said, .prose))
}
