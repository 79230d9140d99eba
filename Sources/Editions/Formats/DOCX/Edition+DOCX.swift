internal import Archive
internal import Manuscript
internal import Scholarship
internal import Views

extension EditionFormat {
  /// A document for word processors, with tracked changes and comments.
  public static let docx = EditionFormat(
    "docx", mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    fileExtension: "docx"
  ) { edition in [.init { _ in edition.docx() }] }
}

extension Edition {
  /// An Office Open XML document (ECMA-376). Its revisions accepted it is the consensus, rejected the base.
  ///
  /// The parts are made piece by piece; what is held is the packed document.
  func docx() -> [UInt8] {
    let apparatus = apparatus
    let source = FlowSource(of: self)
    let text = WordText(source, Remarks(of: apparatus), paper: presenter.paper)
    let imprint = Imprint(of: self)
    let package = WordPackage(imprint: imprint, language: source.document.language)
    var zip = ZipWriter()
    zip.add("[Content_Types].xml", Array(WordPackage.contentTypes.utf8))
    zip.add("_rels/.rels", Array(WordPackage.relationships.utf8))
    zip.add("docProps/core.xml", Array(package.coreProperties.utf8))
    zip.add("docProps/app.xml", Array(WordPackage.applicationProperties.utf8))
    zip.add("docProps/custom.xml", Array(package.customProperties(of: source.document).utf8))
    zip.add("word/styles.xml", Array(package.styles.utf8))
    zip.add("word/settings.xml", Array(WordPackage.settings.utf8))
    zip.add("word/fontTable.xml", Array(WordPackage.fonts.utf8))
    zip.add("word/theme/theme1.xml", Array(WordPackage.theme.utf8))
    let body = text.bodyBlocks.lazy.map { text.block($0) }
    zip.add("word/document.xml", WordPackage.part(WordPackage.bodyHead, body, WordPackage.bodyTail))
    let notes = text.noteBlocks.lazy.map { text.note($0) }
    zip.add("word/footnotes.xml", WordPackage.part(WordPackage.notesHead, notes, WordPackage.notesTail))
    zip.add("word/comments.xml", text.comments.part())
    zip.add("word/commentsExtended.xml", text.comments.extensionsPart())
    zip.add("word/numbering.xml", Array(text.numbering.xml.utf8))
    zip.add("word/_rels/document.xml.rels", Array(WordPackage.documentRelationships(text.bodyLinks).utf8))
    zip.add("word/_rels/footnotes.xml.rels", Array(WordPackage.noteRelationships(text.noteLinks).utf8))
    return zip.finished()
  }
}
