internal import Manuscript

/// The parts of the package that say what it is and how it looks.
struct WordPackage {
  let imprint: Imprint
  /// BCP 47 tag of the text's language.
  let language: String

  /// A part in pieces: a head, what is made item by item, and a tail.
  static func part(
    _ head: String, _ items: some Sequence<[UInt8]>, _ tail: String
  ) -> some Sequence<[UInt8]> {
    var (rest, isBegun, isEnded) = (items.makeIterator(), false, false)
    return AnyIterator<[UInt8]> {
      if !isBegun {
        isBegun = true
        return Array(head.utf8)
      }
      if let item = rest.next() { return item }
      if isEnded { return nil }
      isEnded = true
      return Array(tail.utf8)
    }
  }

  // MARK: What is in it

  private static let application = "application/vnd.openxmlformats-officedocument.wordprocessingml."
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006"

  /// Of every part its type.
  static let contentTypes: String = {
    let parts = [
      ("/word/document.xml", "\(application)document.main+xml"),
      ("/word/styles.xml", "\(application)styles+xml"),
      ("/word/settings.xml", "\(application)settings+xml"),
      ("/word/fontTable.xml", "\(application)fontTable+xml"),
      ("/word/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml"),
      ("/word/numbering.xml", "\(application)numbering+xml"),
      ("/word/footnotes.xml", "\(application)footnotes+xml"),
      ("/word/comments.xml", "\(application)comments+xml"),
      ("/word/commentsExtended.xml", "\(application)commentsExtended+xml"),
      ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
      ("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
      ("/docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml"),
    ]
    return WordNames.declaration
      + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
      + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
      + parts.map { "<Override PartName=\"\($0)\" ContentType=\"\($1)\"/>" }.joined() + "</Types>"
  }()

  private static func relationships(_ inside: String) -> String {
    "\(WordNames.declaration)<Relationships xmlns=\"\(WordNames.packageRelations)\">\(inside)</Relationships>"
  }

  private static func relationships(_ targets: [(type: String, target: String)]) -> String {
    targets.enumerated().map { index, relation in
      "<Relationship Id=\"rId\(index + 1)\" Type=\"\(relation.type)\" Target=\"\(relation.target)\"/>"
    }.joined()
  }

  /// `_rels/.rels`.
  static let relationships = relationships(
    relationships([
      ("\(WordNames.relations)/officeDocument", "word/document.xml"),
      (
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "docProps/core.xml"
      ),
      ("\(WordNames.relations)/extended-properties", "docProps/app.xml"),
      ("\(WordNames.relations)/custom-properties", "docProps/custom.xml"),
    ]))

  /// `word/_rels/document.xml.rels`.
  static func documentRelationships(_ links: WordLinks) -> String {
    relationships(
      relationships([
        ("\(WordNames.relations)/styles", "styles.xml"), ("\(WordNames.relations)/settings", "settings.xml"),
        ("\(WordNames.relations)/fontTable", "fontTable.xml"),
        ("\(WordNames.relations)/theme", "theme/theme1.xml"),
        ("\(WordNames.relations)/numbering", "numbering.xml"),
        ("\(WordNames.relations)/footnotes", "footnotes.xml"),
        ("\(WordNames.relations)/comments", "comments.xml"),
        ("http://schemas.microsoft.com/office/2011/relationships/commentsExtended", "commentsExtended.xml"),
      ]) + links.relationships)
  }

  /// `word/_rels/footnotes.xml.rels`.
  static func noteRelationships(_ links: WordLinks) -> String { relationships(links.relationships) }

  // MARK: The text's frame

  static let bodyHead = "\(WordNames.declaration)<w:document \(WordNames.root)><w:body>"
  static let bodyTail =
    "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1418\" w:right=\"1418\" w:bottom=\"1418\" "
    + "w:left=\"1418\" w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>"

  /// With the rules between text and notes, which are no notes and have no mark.
  static let notesHead =
    "\(WordNames.declaration)<w:footnotes \(WordNames.root)>"
    + [("separator", -1), ("continuationSeparator", 0)].map { name, id in
      "<w:footnote w:type=\"\(name)\" w:id=\"\(id)\"><w:p><w:pPr><w:spacing w:after=\"0\" w:line=\"240\" "
        + "w:lineRule=\"auto\"/></w:pPr><w:r><w:\(name)/></w:r></w:p></w:footnote>"
    }.joined()
  static let notesTail = "</w:footnotes>"

  /// What is changed from here on is tracked too.
  static let settings =
    "\(WordNames.declaration)<w:settings \(WordNames.root)><w:zoom w:percent=\"100\"/><w:trackRevisions/>"
    + "<w:defaultTabStop w:val=\"709\"/><w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>"
    + "<w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" "
    + "w:val=\"15\"/></w:compat></w:settings>"

  // MARK: Properties

  /// `docProps/core.xml`.
  var coreProperties: String {
    let core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    return "\(WordNames.declaration)<cp:coreProperties xmlns:cp=\"\(core)\" "
      + "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>\(MarkupBuilder.escaped(imprint.title))</dc:title>"
      + "<dc:identifier>\(MarkupBuilder.escaped("\(imprint.paper)@\(imprint.position)"))</dc:identifier>"
      + "<dc:language>\(MarkupBuilder.escaped(language))</dc:language></cp:coreProperties>"
  }

  /// `docProps/app.xml`.
  static let applicationProperties =
    "\(WordNames.declaration)<Properties xmlns=\"\(office)/extended-properties\">"
    + "<Application>Recension</Application></Properties>"

  /// `docProps/custom.xml`: what the edition follows from, and which characters XML cannot hold.
  func customProperties(of document: Document) -> String {
    var properties = imprint.lines
    if let checkpoint = imprint.checkpoint { properties.append(("Checkpoint", checkpoint)) }
    if let foreign = ForeignCharacters(in: document).summary {
      properties.append(("Written as U+FFFD", foreign))
    }
    let items = properties.enumerated().map { index, property in
      "<property fmtid=\"{D5CDD505-2E9C-101B-9397-08002B2CF9AE}\" pid=\"\(index + 2)\" "
        + "name=\"\(MarkupBuilder.escaped(property.label))\"><vt:lpwstr>"
        + "\(MarkupBuilder.escaped(property.value))</vt:lpwstr></property>"
    }
    return "\(WordNames.declaration)<Properties xmlns=\"\(Self.office)/custom-properties\" "
      + "xmlns:vt=\"\(Self.office)/docPropsVTypes\">\(items.joined())</Properties>"
  }
}
