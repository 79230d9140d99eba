public import CanonicalJSON

/// Where something comes from that was brought in from a file: whose it was there, and when they said it.
public struct Origin: Hashable, Sendable {
  /// The file's name, without its folders.
  public var file: String
  /// What sort of file that is.
  public var form: OriginForm
  /// What the file calls it, where it has a name for it that holds beyond the file.
  public var id: String?
  /// Who said it, as the file names them.
  public var author: String?
  /// What the file knows them by, such as `acct:ann@example.org`.
  public var authorID: String?
  /// When they said it, as the file has it.
  public var said: String?

  public init(
    file: String, form: OriginForm, id: String? = nil, author: String? = nil, authorID: String? = nil,
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

/// What sort of file something was brought in from.
public enum OriginForm: String, JSONTerm {
  /// W3C Web Annotations in JSON-LD.
  case w3c
  /// An export of Hypothesis.
  case hypothesis
  /// A document of a word processor.
  case docx
  /// A table of corrections.
  case csv
}

extension Origin: JSONRecord {
  public static let shape = Shape(
    Origin.init(file:form:id:author:authorID:said:), Field("file", \.file, .prose), Field("form", \.form),
    Field("id", \.id, .prose), Field("author", \.author, .prose), Field("authorID", \.authorID, .prose),
    Field("said", \.said, .prose))
}

extension Origin? {
  /// ` (Ann Other's, from review.docx)`, after what was said; nothing where it was said here.
  var words: String {
    guard let self else { return "" }
    return self.author.map { " (\($0)'s, from \(self.file))" } ?? " (from \(self.file))"
  }
}
