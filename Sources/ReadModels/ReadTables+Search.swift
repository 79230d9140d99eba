public import Postgres
internal import Protocol
public import Scholarship
public import Views

/// Search by the rules of a language, as PostgreSQL has them.
extension ReadTables {
  /// The things of a paper in which words can stand; `nil` where the tables have the paper as it is at another position.
  public func things(
    of slug: Slug, at position: Int64, with terms: SearchTerms
  ) async throws(PostgresError) -> Set<EntityID>? {
    let row = try await pool.query(
      "SELECT p.last, (SELECT language FROM read.said s WHERE s.paper = p.paper LIMIT 1) FROM read.paper p WHERE p.paper = $1",
      slug.name
    ).first
    guard let (last, tag) = try row?.decode(Int64.self, String?.self), last == position else { return nil }
    var query = TextQuery(language: TextQuery.configuration(of: tag ?? ""), firstParameter: 3)
    let words = query.expression(for: terms.wanted)
    let rows = try await pool.pipeline([
      Request(
        Statement(
          unprepared: """
            SELECT p.last, s.id FROM read.paper p
            CROSS JOIN (SELECT \(words) AS words) q
            LEFT JOIN read.said s ON s.paper = p.paper AND (s.words @@ q.words OR s.is_cut)
            WHERE p.paper = $1 AND p.last = $2 AND numnode(q.words) > 0
            """), parameters: [slug.name, position] as [(any PostgresEncodable)?] + query.parameters)
    ])[0]
    // Nothing but small words, or others were quicker.
    if rows.isEmpty { return nil }
    var things: Set<EntityID> = []
    for row in rows {
      if let id = try row.decode(String?.self, column: 1).flatMap(EntityID.init) { things.insert(id) }
    }
    return things
  }

  /// The texts in which the words of a search stand, the best first.
  public func found(
    _ search: Search, in texts: [String], language: String
  ) async throws(PostgresError) -> SearchResult {
    let configuration = TextQuery.configuration(of: language)
    if let result = try await found(search, in: texts, by: configuration) { return result }
    // Small words, which a language's own rules pass over, are looked for as they stand.
    return try await found(search, in: texts, by: "simple") ?? SearchResult(total: 0, hits: [])
  }

  /// `nil` where the rules leave nothing to look for.
  private func found(
    _ search: Search, in texts: [String], by configuration: String
  ) async throws(PostgresError) -> SearchResult? {
    var query = TextQuery(language: configuration, firstParameter: 2)
    let words = query.expression(for: search.terms.all)
    let texts = texts.map(Self.unmarked)
    var found: [(index: Int, rank: Double)] = []
    for slice in Self.slices(of: texts) {
      let rows = try await pool.pipeline([
        Request(
          Statement(
            unprepared: """
              SELECT numnode(q.words), hit.i, hit.rank FROM (SELECT \(words) AS words) q LEFT JOIN LATERAL (
                SELECT t.i, ts_rank_cd(v, q.words)::float8 AS rank
                FROM unnest($1::text[]) WITH ORDINALITY t (text, i), LATERAL to_tsvector('\(configuration)', t.text) v
                WHERE v @@ q.words
              ) hit ON true
              """), parameters: [Array(texts[slice])] as [(any PostgresEncodable)?] + query.parameters)
      ])[0]
      for row in rows {
        let (nodes, index, rank) = try row.decode(Int32.self, Int64?.self, Double?.self)
        if nodes == 0 { return nil }
        if let index, let rank { found.append((slice.lowerBound + Int(index) - 1, rank)) }
      }
    }
    found.sort { ($1.rank, $0.index) < ($0.rank, $1.index) }
    let page = found.dropFirst(search.offset).prefix(search.limit).map(\.index)
    let snippets = try await snippets(
      of: page.map { texts[$0] }, where: words, query.parameters, by: configuration)
    return SearchResult(total: found.count, hits: zip(page, snippets).map { .init(index: $0, snippet: $1) })
  }

  /// What stands around the words of a query in each text.
  ///
  /// - Parameter words: the query, whose parameters begin with the second.
  private func snippets(
    of texts: [String], where words: String, _ parameters: [(any PostgresEncodable)?],
    by configuration: String
  ) async throws(PostgresError) -> [[SnippetPart]] {
    if texts.isEmpty { return [] }
    let options =
      "'\(Self.headline)' || CASE WHEN length(t.text) <= 240 THEN ', HighlightAll=true' ELSE '\(Self.fragments)' END"
    let rows = try await pool.pipeline([
      Request(
        Statement(
          unprepared: """
            SELECT ts_headline('\(configuration)', t.text, q.words, \(options))
            FROM (SELECT \(words) AS words) q, unnest($1::text[]) WITH ORDINALITY t (text, i) ORDER BY t.i
            """), parameters: [texts] as [(any PostgresEncodable)?] + parameters)
    ])[0]
    var snippets: [[SnippetPart]] = []
    for row in rows { snippets.append(Self.parts(of: try row.decode(String.self))) }
    return snippets
  }

  /// Runs of texts that are not too long together to be sent at once.
  private static func slices(of texts: [String]) -> [Range<Int>] {
    var slices: [Range<Int>] = []
    var (start, length) = (0, 0)
    for (index, text) in texts.enumerated() {
      length += text.utf8.count
      if length >= sliceLength {
        slices.append(start..<index + 1)
        (start, length) = (index + 1, 0)
      }
    }
    // The last one also where it is empty: what the rules leave of the query is to be known.
    if start < texts.count || slices.isEmpty { slices.append(start..<texts.count) }
    return slices
  }

  /// A text without what marks the words that are found in it.
  private static func unmarked(_ text: String) -> String {
    // In UTF-8 both begin with this byte, which few texts have.
    if !text.utf8.contains(0xEE) { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != start && $0 != end }))
  }

  /// In UTF-8. What is sent to the database is held several times, and its buffers stay as long as they ever were.
  private static let sliceLength = 1 << 19
  /// What stands around the words that were found. Of the private use area, so that no text has them.
  private static let (start, end): (Unicode.Scalar, Unicode.Scalar) = ("\u{E000}", "\u{E001}")
  private static let headline = "StartSel=\(start), StopSel=\(end)"
  /// Of a long text, these parts.
  private static let fragments = ", MaxFragments=2, MaxWords=24, MinWords=8, FragmentDelimiter=\" … \""

  private static func parts(of headline: String) -> [SnippetPart] {
    var parts: [SnippetPart] = []
    func add(_ scalars: Substring.UnicodeScalarView, isFound: Bool) {
      if !scalars.isEmpty { parts.append(SnippetPart(String(Substring(scalars)), isFound: isFound)) }
    }
    let runs = headline.unicodeScalars.split(separator: start, omittingEmptySubsequences: false)
    for (index, run) in runs.enumerated() {
      let pieces = run.split(separator: end, maxSplits: 1, omittingEmptySubsequences: false)
      guard index > 0, let found = pieces.first else {
        add(run, isFound: false)
        continue
      }
      add(found, isFound: true)
      for rest in pieces.dropFirst() { add(rest, isFound: false) }
    }
    return parts
  }
}

/// A query in the terms of PostgreSQL's text search. What is looked for are parameters, never parts of the statement.
private struct TextQuery {
  let language: String
  let firstParameter: Int
  private(set) var parameters: [(any PostgresEncodable)?] = []

  init(language: String, firstParameter: Int) {
    self.language = language
    self.firstParameter = firstParameter
  }

  mutating func expression(for terms: [SearchTerms.Term]) -> String {
    terms.map { term in
      (term.isExcluded ? "!!" : "") + "(\(expression(for: term)))"
    }.joined(separator: " && ")
  }

  private mutating func expression(for term: SearchTerms.Term) -> String {
    guard let prefix = term.prefix else {
      return "phraseto_tsquery('\(language)', \(parameter(term.words)))"
    }
    if term.words.isEmpty {
      let quoted = prefix.replacing("\\", with: "\\\\").replacing("'", with: "''")
      return "to_tsquery('\(language)', \(parameter("'\(quoted)':*")))"
    }
    // Small words are passed over, but tell how far the others are apart. The last one is left open.
    let phrase = "phraseto_tsquery('\(language)', \(parameter("\(term.words) \(prefix)")))"
    return "regexp_replace(\(phrase)::text, '''$', ''':*')::tsquery"
  }

  private mutating func parameter(_ text: String) -> String {
    parameters.append(text)
    return "$\(firstParameter + parameters.count - 1)::text"
  }

  /// The rules by which words of a language are found: those that PostgreSQL has for it, else none. As in the column
  /// `words` of `read.said`.
  static func configuration(of tag: String) -> String {
    configurations[String(tag.prefix { $0 != "-" })] ?? "simple"
  }

  private static let configurations = [
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi",
    "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian",
    "ne": "nepali", "nl": "dutch", "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
  ]
}
