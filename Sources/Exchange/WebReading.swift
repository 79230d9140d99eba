internal import CanonicalJSON
internal import Manuscript
internal import Scholarship

/// Reads one W3C Web Annotation (2017).
struct WebReading {
  private let json: ParsedJSON
  private let file: String
  private let id: String?

  init(_ json: ParsedJSON, _ file: String) {
    self.json = json
    self.file = file
    id = json.find("id")?.text ?? json.find("@id")?.text
  }

  // MARK: Collections

  /// The annotations of a file: one alone, a page, a collection with its pages, or a list; `nil` where it has none.
  static func annotations(in root: ParsedJSON) -> [ParsedJSON]? {
    if root.isList {
      // What else is in the list is refused one by one.
      let all = root.all
      return all.contains(where: isAnnotation) ? all : nil
    }
    if isAnnotation(root) { return [root] }
    if let graph = root.find("@graph") { return graph.all.filter(isAnnotation) }
    var annotations: [ParsedJSON]?
    var page = root.find("items") == nil ? root.find("first") : root
    // Pages that stand in one another; JSON is bounded in its depth.
    while let items = page?.find("items") {
      annotations = (annotations ?? []) + items.all
      page = page?.find("next")
    }
    return annotations
  }

  /// The page of a collection that is not in the file, by its name.
  static func missingPage(of root: ParsedJSON) -> String? {
    var page = root.find("items") == nil ? root.find("first") : root
    while let present = page {
      if let name = present.text { return name }
      page = present.find("next")
    }
    return nil
  }

  private static func isAnnotation(_ json: ParsedJSON) -> Bool { json.find("target") != nil }

  // MARK: One annotation

  var remark: ForeignRemark {
    let own = own
    let bodies = bodies
    let texts = bodies.filter { !["tagging", "editing"].contains($0.purpose) }
    let tags = bodies.filter { $0.purpose == "tagging" && !$0.text.allSatisfy(\.isWhitespace) }.map(\.text)
    let content: ForeignRemark.Saying
    if let new = bodies.first(where: { $0.purpose == "editing" }) {
      let reason = texts.filter { $0.purpose != "assessing" }.map(\.text).joined(separator: "\n\n")
      content = .correction(
        new: new.text, reason: reason.isEmpty ? "As in \(file)." : reason, class: nil, cite: [])
    } else if own?.id.kind == .claim {
      let statement = texts.first { $0.purpose == "describing" } ?? texts.first
      content = .claim(statement: statement?.text ?? "", kind: nil)
    } else {
      let body = texts.map(\.text).joined(separator: "\n\n")
      content = .annotation(motivation: motivation(hasBody: !body.isEmpty), body: body, tags: tags)
    }
    return ForeignRemark(origin: origin, content, at: spot, named: id, own: own)
  }

  private var origin: Origin {
    // In an export of ours, whose it was before it was brought in there: its creator there only brought it in.
    if let before = json.find("origin"), let author = before.find("author")?.text {
      return Origin(
        file: file, form: .w3c, id: id, author: author, authorID: before.find("authorID")?.text,
        said: before.find("said")?.text ?? json.find("created")?.text)
    }
    let creator = json.find("creator")?.all.first
    let identity = creator?.text ?? creator?.find("id")?.text ?? creator?.find("@id")?.text
    let name = creator?.find("name")?.text ?? creator?.find("nickname")?.text
    return Origin(
      file: file, form: .w3c, id: id, author: name ?? identity, authorID: identity,
      said: json.find("created")?.text)
  }

  private func motivation(hasBody: Bool) -> Motivation {
    for name in json.find("motivation")?.all.compactMap(\.text) ?? [] {
      // `oa:commenting`, or the whole IRI.
      let word = name.split { $0 == ":" || $0 == "#" || $0 == "/" }.last.map(String.init) ?? name
      if let motivation = Motivation(rawValue: word) { return motivation }
    }
    return hasBody ? .commenting : .highlighting
  }

  /// A body with why it is there.
  private struct Body {
    var text: String
    var purpose: String?
  }

  private var bodies: [Body] {
    if let value = json.find("bodyValue")?.text { return [Body(text: value)] }
    return json.find("body")?.all.compactMap { body in
      // A body elsewhere is referred to.
      if let address = body.text { return Body(text: "<\(address)>") }
      let purpose = body.find("purpose")?.all.first?.text
      let value = body.find("value")?.text ?? body.find("rdf:value")?.text ?? body.find("chars")?.text
      if let value { return Body(text: value, purpose: purpose) }
      let address = body.find("source")?.text ?? body.find("id")?.text
      return address.map { Body(text: "<\($0)>", purpose: purpose) }
    } ?? []
  }

  // MARK: Its place

  private var spot: ForeignRemark.Spot {
    let targets = json.find("target")?.all ?? []
    var anchors: [Anchor] = []
    for target in targets {
      if let name = target.text ?? (target.find("selector") == nil ? target.find("id")?.text : nil) {
        if targets.count == 1, name.hasPrefix("urn:recension:") || motivation(hasBody: true) == .replying {
          return .reply(to: name)
        }
        return .nowhere("It is about \(name) as a whole; one on a paper's text needs words that it is about.")
      }
      guard let anchor = Selectors(target).anchor else {
        return .nowhere("It does not say by words where it belongs (with a TextQuoteSelector).")
      }
      anchors.append(anchor)
    }
    return anchors.isEmpty ? .nowhere("It does not say what it is about.") : .passages(anchors)
  }

  /// Which thing of a paper it is, where we exported it.
  private var own: OwnName? {
    guard let id, var own = OwnName(id) else { return nil }
    own.base = json.find("target")?.all.first.flatMap { Selectors($0).base }
    return own
  }
}

extension OwnName {
  /// That of `urn:recension:letters:c1`.
  public init?(_ name: String) {
    let parts = name.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0] == "urn", parts[1] == "recension", let id = EntityID(String(parts[3]))
    else { return nil }
    self.init(paper: String(parts[2]), base: nil, id: id)
  }

  /// As a name that holds beyond the file.
  var text: String { "urn:recension:\(paper):\(id)" }
}
