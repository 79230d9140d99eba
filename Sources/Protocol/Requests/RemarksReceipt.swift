public import CanonicalJSON

/// The answer to an import of what others said: `import FILE --annotations-on SLUG --json`.
public struct RemarksReceipt: Hashable, Sendable {
  /// The paper that it came into.
  public var slug: String
  /// The file's name.
  public var file: String
  /// w3c, hypothesis, docx or csv.
  public var form: String
  public var position: Int64
  /// The things that came in, in the order of the file.
  public var ids: [String]
  /// How many came in, or would.
  public var found: Int
  /// How many may belong in several places, and did not come in.
  public var ambiguous: Int
  /// How many belong nowhere in the text, and did not come in.
  public var orphaned: Int
  /// How many are here already.
  public var standing: Int
  /// How many cannot come in for another reason.
  public var refused: Int
  /// What became of each, answers after what they answer.
  public var items: [RemarkItem]
  /// Set where nothing was stored: it was only tried, or all of it is here already.
  public var remark: String?
  /// As ``Receipt/warning``.
  public var warning: String?

  public init(
    slug: String, file: String, form: String, position: Int64, ids: [String], found: Int, ambiguous: Int,
    orphaned: Int, standing: Int, refused: Int, items: [RemarkItem], remark: String? = nil,
    warning: String? = nil
  ) {
    self.warning = warning
    self.slug = slug
    self.file = file
    self.form = form
    self.position = position
    self.ids = ids
    self.found = found
    self.ambiguous = ambiguous
    self.orphaned = orphaned
    self.standing = standing
    self.refused = refused
    self.items = items
    self.remark = remark
  }
}

/// One thing that others said in a file, and what became of it.
public struct RemarkItem: Hashable, Sendable {
  /// found, ambiguous, orphaned, standing or refused.
  public var outcome: String
  /// claim, annotation or correction.
  public var kind: String
  /// As what it came in, or is here already.
  public var id: String?
  /// Who said it, as the file names them.
  public var author: String?
  /// When they said it, as the file has it.
  public var said: String?
  /// Its words, shortened.
  public var words: String
  /// Of a correction: the words that it replaces, shortened; empty for an insertion.
  public var old: String?
  /// Where it belongs: an id, or the address of a passage.
  public var address: String?
  /// How its place was found: exact, approximate, ends or diff; absent where an address says it.
  public var method: String?
  /// How well its place agrees, in thousandths.
  public var score: Int?
  /// Where it may belong, the best place first.
  public var candidates: [Problem.Candidate]?
  /// The place that came nearest.
  public var nearest: Problem.Candidate?
  /// Why it cannot come in, and what to do.
  public var why: String?

  public init(
    outcome: String, kind: String, id: String? = nil, author: String? = nil, said: String? = nil,
    words: String, old: String? = nil, address: String? = nil, method: String? = nil, score: Int? = nil,
    candidates: [Problem.Candidate]? = nil, nearest: Problem.Candidate? = nil, why: String? = nil
  ) {
    self.outcome = outcome
    self.kind = kind
    self.id = id
    self.author = author
    self.said = said
    self.words = words
    self.old = old
    self.address = address
    self.method = method
    self.score = score
    self.candidates = candidates
    self.nearest = nearest
    self.why = why
  }
}

extension RemarksReceipt: JSONRecord {
  public static let shape = Shape(
    RemarksReceipt.init(
      slug:file:form:position:ids:found:ambiguous:orphaned:standing:refused:items:remark:warning:),
    Field("slug", \.slug), Field("file", \.file, .prose), Field("form", \.form),
    Field("position", \.position), Field("ids", \.ids), Field("found", \.found),
    Field("ambiguous", \.ambiguous), Field("orphaned", \.orphaned), Field("standing", \.standing),
    Field("refused", \.refused), Field("items", \.items), Field("remark", \.remark),
    Field("warning", \.warning)
  ).constant("v", 1)
}

extension RemarkItem: JSONRecord {
  public static let shape = Shape(
    RemarkItem.init(
      outcome:kind:id:author:said:words:old:address:method:score:candidates:nearest:why:),
    Field("outcome", \.outcome), Field("kind", \.kind), Field("id", \.id),
    Field("author", \.author, .prose), Field("said", \.said, .prose), Field("words", \.words, .prose),
    Field("old", \.old, .prose), Field("address", \.address), Field("method", \.method),
    Field("score", \.score),
    Field("candidates", \.candidates), Field("nearest", \.nearest), Field("why", \.why, .prose))
}
