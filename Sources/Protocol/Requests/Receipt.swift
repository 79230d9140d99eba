public import CanonicalJSON

/// The answer to a write.
public struct Receipt: Hashable, Sendable {
  /// The log's position with this write in it.
  public var position: Int64
  /// The things made or acted on.
  public var ids: [String]
  /// A remark for the sender, such as that nothing changed or that this became something else.
  public var remark: String?
  /// The one-time code of an invitation. It is shown once; the server stores only its digest.
  public var code: String?
  /// What is wrong with the log or the clock, though this was stored; for whoever looks after the server, by way of the sender.
  public var warning: String?

  public init(
    position: Int64, ids: [String], remark: String? = nil, code: String? = nil, warning: String? = nil
  ) {
    self.position = position
    self.ids = ids
    self.remark = remark
    self.code = code
    self.warning = warning
  }
}

/// `POST /join`: uses an invitation. If the handle has a credential already, it must be sent along.
public struct JoinRequest: Hashable, Sendable {
  /// The one-time code of the invitation.
  public var code: String
  /// A token that the sender made, to become the new credential: `rec_` and 52 characters of Crockford's
  /// Base32, which are at least 256 random bits.
  ///
  /// With it, a lost answer locks nobody out: the same request, sent again under the same `Idempotency-Key`,
  /// gets the same answer. Without it, the server makes a token and shows it once.
  public var token: String?

  public init(code: String, token: String? = nil) {
    self.code = code
    self.token = token
  }
}

/// The answer to joining.
public struct JoinReceipt: Hashable, Sendable {
  public var position: Int64
  public var handle: String
  public var paper: String
  public var role: String
  /// The new credential, shown only once; absent if the handle has one already.
  public var token: String?
  /// What their votes change that count again; absent where that is nothing.
  public var remark: String?
  /// As ``Receipt/warning``.
  public var warning: String?

  public init(
    position: Int64, handle: String, paper: String, role: String, token: String?, remark: String? = nil,
    warning: String? = nil
  ) {
    self.warning = warning
    self.position = position
    self.handle = handle
    self.paper = paper
    self.role = role
    self.token = token
    self.remark = remark
  }
}

/// The answer to an import: `import --json`.
public struct ImportReceipt: Hashable, Sendable {
  public var slug: String
  public var title: String
  public var base: String
  public var position: Int64
  /// How many blocks were read.
  public var blocks: Int
  /// How many sentences.
  public var sentences: Int
  /// How many headings.
  public var headings: Int
  /// How many notes.
  public var notes: Int
  /// How many references to notes.
  public var references: Int
  /// How many pages were recognised.
  public var pages: Int
  /// What could not be decided, in the order of the text.
  public var undecided: [UndecidedPlace]
  /// What was taken from the source's front matter; absent if it has none.
  public var metadata: [FoundMetadatum]?
  /// Set if the paper was imported before.
  public var remark: String?
  /// For a new base: what became of everything said on the one before.
  public var carried: CarriedView?
  /// As ``Receipt/warning``.
  public var warning: String?

  /// One entry of the front matter.
  public struct FoundMetadatum: Hashable, Sendable {
    /// `title`, `subtitle`, `author`, `date` or `abstract`.
    public var name: String
    public var text: String

    public init(name: String, text: String) {
      self.name = name
      self.text = text
    }
  }

  /// One place that a person may want to look at.
  public struct UndecidedPlace: Hashable, Sendable {
    /// What is open there.
    public var what: String
    public var address: String
    public var text: String

    public init(what: String, address: String, text: String) {
      self.what = what
      self.address = address
      self.text = text
    }
  }

  public init(
    slug: String, title: String, base: String, position: Int64, blocks: Int, sentences: Int, headings: Int,
    notes: Int, references: Int, pages: Int, undecided: [UndecidedPlace], metadata: [FoundMetadatum]? = nil,
    remark: String? = nil,
    carried: CarriedView? = nil, warning: String? = nil
  ) {
    self.warning = warning
    self.slug = slug
    self.title = title
    self.base = base
    self.position = position
    self.blocks = blocks
    self.sentences = sentences
    self.headings = headings
    self.notes = notes
    self.references = references
    self.pages = pages
    self.undecided = undecided
    self.metadata = metadata
    self.remark = remark
    self.carried = carried
  }
}

extension Receipt: JSONRecord {
  public static let shape = Shape(
    Receipt.init(position:ids:remark:code:warning:), Field("position", \.position), Field("ids", \.ids),
    Field("remark", \.remark), Field("code", \.code), Field("warning", \.warning)
  ).constant("v", 1)
}

extension JoinRequest: JSONRecord {
  public static let shape = Shape(
    JoinRequest.init(code:token:), Field("code", \.code), Field("token", \.token, of: tokenForm))

  /// The form of a credential's token.
  static let tokenForm = JSONSchema.form(
    noun: "a token", advice: "“rec_” and 52 random characters of Crockford's Base32.",
    pattern: "^rec_[0-9a-hjkmnp-tv-z]{52}$")
}

extension JoinReceipt: JSONRecord {
  public static let shape = Shape(
    JoinReceipt.init(position:handle:paper:role:token:remark:warning:), Field("position", \.position),
    Field("handle", \.handle), Field("paper", \.paper), Field("role", \.role), Field("token", \.token),
    Field("remark", \.remark), Field("warning", \.warning)
  )
  .constant("v", 1)
}

extension ImportReceipt: JSONRecord {
  public static let shape = Shape(
    ImportReceipt.init(
      slug:title:base:position:blocks:sentences:headings:notes:references:pages:undecided:metadata:remark:
      carried:warning:),
    Field("slug", \.slug), Field("title", \.title), Field("base", \.base), Field("position", \.position),
    Field("blocks", \.blocks), Field("sentences", \.sentences), Field("headings", \.headings),
    Field("notes", \.notes), Field("references", \.references), Field("pages", \.pages),
    Field("undecided", \.undecided), Field("metadata", \.metadata), Field("remark", \.remark),
    Field("carried", \.carried), Field("warning", \.warning)
  ).constant("v", 1)
}

extension ImportReceipt.UndecidedPlace: JSONRecord {
  public static let shape = Shape(
    ImportReceipt.UndecidedPlace.init(what:address:text:), Field("what", \.what), Field("address", \.address),
    Field("text", \.text))
}

extension ImportReceipt.FoundMetadatum: JSONRecord {
  public static let shape = Shape(
    ImportReceipt.FoundMetadatum.init(name:text:), Field("name", \.name), Field("text", \.text, .prose))
}
