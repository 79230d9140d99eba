/// Why options cannot be read: what is wrong, and what there is instead.
public struct EditionOptionError: Error, Hashable, Sendable {
  /// In words, for whoever gave them.
  public let message: String
}

/// As they are typed and sent: `apparatus=positive&lemma=short&without-layer=claims,rulings&witnesses=true`.
extension EditionOptions {
  /// The names of the members.
  public static let names = ["apparatus", "lemma", "without-layer", "witnesses"]

  /// - Parameter value: what was given for a name; `nil` where nothing was.
  public init(_ value: (String) -> String?) throws(EditionOptionError) {
    self.init()
    if let word = value("apparatus") { coverage = try Self.word(word, of: "apparatus") }
    if let word = value("lemma") { lemma = try Self.word(word, of: "lemma") }
    for word in (value("without-layer") ?? "").split(separator: ",") {
      omitted.insert(try Self.word(String(word), of: "without-layer"))
    }
    if let word = value("witnesses") {
      guard word == "true" || word == "false" else {
        throw EditionOptionError(message: "“witnesses” is true or false.")
      }
      declaresScholarsAsWitnesses = word == "true"
    }
  }

  /// What gives the same options again; without what is by default.
  public var query: [(name: String, value: String?)] {
    let layers = Layer.allCases.filter(omitted.contains).map(\.rawValue).joined(separator: ",")
    return [
      ("apparatus", coverage == .positive ? nil : coverage.rawValue),
      ("lemma", lemma == .full ? nil : lemma.rawValue),
      ("without-layer", layers.isEmpty ? nil : layers),
      ("witnesses", declaresScholarsAsWitnesses ? "true" : nil),
    ]
  }

  /// The query in one line; empty where all is by default.
  var words: String {
    query.compactMap { name, value in value.map { "\(name)=\($0)" } }.joined(separator: "&")
  }

  /// Reads ``words``.
  init(words: String) throws(EditionOptionError) {
    let parts = words.split(separator: "&").map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
    try self.init { name in parts.first { $0.first == name }?.last }
  }

  private static func word<Word: RawRepresentable<String> & CaseIterable>(
    _ text: String, of name: String
  ) throws(EditionOptionError) -> Word {
    if let word = Word(rawValue: text) { return word }
    let choices = Word.allCases.map(\.rawValue).joined(separator: ", ")
    throw EditionOptionError(message: "“\(text)” is nothing that “\(name)” can be; there are \(choices).")
  }
}
