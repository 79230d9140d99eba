internal import CanonicalJSON
internal import Manuscript
internal import Scholarship

/// Reads what Hypothesis exports: an answer of its search (`rows`, `total`), or the file that its sidebar writes
/// (`annotations`, `client_version`), or its annotations alone.
enum HypothesisReading {
  /// The annotations; `nil` where the file is none of Hypothesis.
  static func rows(of root: ParsedJSON) -> [ParsedJSON]? {
    if let rows = root.find("rows") { return rows.all + (root.find("replies")?.all ?? []) }
    if root.find("client_version") != nil || root.find("export_userid") != nil {
      return root.find("annotations")?.all ?? []
    }
    guard let first = root.all.first, first.find("user")?.text?.hasPrefix("acct:") == true,
      first.find("uri") != nil
    else { return nil }
    return root.all
  }

  /// One annotation; `nil` where it is hidden by its moderators.
  static func remark(_ row: ParsedJSON, _ file: String) -> ForeignRemark? {
    if row.find("hidden")?.isTrue == true { return nil }
    let user = row.find("user")?.text
    let id = row.find("id")?.text
    let origin = Origin(
      file: file, form: .hypothesis, id: id.map { "https://hypothes.is/a/\($0)" },
      author: row.find("user_info")?.find("display_name")?.text ?? user.map(name), authorID: user,
      said: row.find("created")?.text)
    let body = row.find("text")?.text ?? ""
    let tags = row.find("tags")?.all.compactMap(\.text) ?? []
    let parent = row.find("references")?.all.last?.text
    let isBlank = body.allSatisfy(\.isWhitespace)
    let motivation: Motivation =
      if parent != nil { .replying } else if !isBlank { .commenting } else if tags.isEmpty {
        .highlighting
      } else {
        .tagging
      }
    return ForeignRemark(
      origin: origin,
      .annotation(motivation: motivation, body: isBlank ? "" : body, tags: tags),
      at: parent.map { .reply(to: "https://hypothes.is/a/\($0)") } ?? spot(row),
      named: origin.id)
  }

  /// `ann` of `acct:ann@hypothes.is`.
  private static func name(of account: String) -> String {
    let name = account.hasPrefix("acct:") ? account.dropFirst(5) : account[...]
    return String(name.prefix { $0 != "@" })
  }

  private static func spot(_ row: ParsedJSON) -> ForeignRemark.Spot {
    let anchors = row.find("target")?.all.compactMap { Selectors($0).anchor } ?? []
    return anchors.isEmpty
      ? .nowhere("It is a note on the whole page; one on a paper's text needs words that it is about.")
      : .passages(anchors)
  }
}
