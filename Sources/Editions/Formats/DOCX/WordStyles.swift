extension WordPackage {
  /// `word/styles.xml`.
  var styles: String {
    let tag = MarkupBuilder.escaped(language)
    return "\(WordNames.declaration)<w:styles \(WordNames.root)><w:docDefaults><w:rPrDefault><w:rPr>"
      + "<w:rFonts w:ascii=\"Cambria\" w:hAnsi=\"Cambria\" w:eastAsia=\"Cambria\" w:cs=\"Times New Roman\"/>"
      + "<w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/><w:lang w:val=\"\(tag)\"/></w:rPr></w:rPrDefault>"
      + "<w:pPrDefault><w:pPr><w:spacing w:after=\"160\" w:line=\"288\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault>"
      + "</w:docDefaults>" + Self.paragraphStyles + Self.otherStyles + "</w:styles>"
  }

  private static func paragraph(
    _ id: String, _ name: String, basedOn base: String? = "Normal", next: String? = nil,
    _ properties: String = "",
    runs: String = ""
  ) -> String {
    "<w:style w:type=\"paragraph\" w:styleId=\"\(id)\"\(base == nil ? " w:default=\"1\"" : "")><w:name w:val=\"\(name)\"/>"
      + (base.map { "<w:basedOn w:val=\"\($0)\"/>" } ?? "") + (next.map { "<w:next w:val=\"\($0)\"/>" } ?? "")
      + "<w:qFormat/>" + (properties.isEmpty ? "" : "<w:pPr>\(properties)</w:pPr>")
      + (runs.isEmpty ? "" : "<w:rPr>\(runs)</w:rPr>") + "</w:style>"
  }

  private static func size(_ halfPoints: Int) -> String {
    "<w:sz w:val=\"\(halfPoints)\"/><w:szCs w:val=\"\(halfPoints)\"/>"
  }

  private static let monospaced = "<w:rFonts w:ascii=\"Consolas\" w:hAnsi=\"Consolas\" w:cs=\"Consolas\"/>"

  private static let paragraphStyles: String = {
    let headings = (1...6).map { level in
      paragraph(
        "Heading\(level)", "heading \(level)", next: "BodyText",
        "<w:keepNext/><w:keepLines/><w:spacing w:before=\"320\" w:after=\"120\"/><w:outlineLvl w:val=\"\(level - 1)\"/>",
        runs: "<w:b/><w:bCs/>" + size([36, 30, 26, 24, 22, 22][level - 1]))
    }
    let indented = "<w:ind w:left=\"567\" w:right=\"567\"/>"
    // The lines of a verse stay together, and their ends where they are.
    let verse = "<w:keepLines/>"
    let others = [
      paragraph("Normal", "Normal", basedOn: nil),
      paragraph("BodyText", "Body Text"),
      paragraph("Author", "Author", "<w:spacing w:after=\"240\"/>", runs: "<w:i/><w:iCs/>"),
      paragraph("Abstract", "Abstract", indented, runs: size(20)),
      paragraph("Verse", "Verse", verse + "<w:ind w:left=\"567\"/>"),
      paragraph("Quote", "Quote", indented),
      paragraph("VerseQuote", "Verse Quote", basedOn: "Quote", verse),
      paragraph("ListParagraph", "List Paragraph", "<w:contextualSpacing/>"),
      paragraph(
        "HTMLPreformatted", "HTML Preformatted", "<w:wordWrap w:val=\"0\"/>", runs: monospaced + size(20)),
      paragraph("SourceCode", "Source Code", basedOn: "HTMLPreformatted"),
      paragraph("TableText", "Table Text", "<w:spacing w:after=\"40\"/>", runs: size(20)),
      paragraph(
        "Separator", "Separator", "<w:spacing w:after=\"0\" w:line=\"120\" w:lineRule=\"exact\"/>",
        runs: size(2)),
      paragraph("Caption", "caption", runs: "<w:i/><w:iCs/>" + size(20)),
      paragraph(
        "FootnoteText", "footnote text", "<w:spacing w:after=\"40\" w:line=\"240\" w:lineRule=\"auto\"/>",
        runs: size(18)),
      paragraph(
        "CommentText", "annotation text", "<w:spacing w:after=\"40\" w:line=\"240\" w:lineRule=\"auto\"/>",
        runs: size(20)),
    ]
    return (others.prefix(2) + headings + others.dropFirst(2)).joined()
  }()

  private static func character(_ id: String, _ name: String, _ properties: String) -> String {
    "<w:style w:type=\"character\" w:styleId=\"\(id)\"><w:name w:val=\"\(name)\"/>"
      + "<w:basedOn w:val=\"DefaultParagraphFont\"/><w:rPr>\(properties)</w:rPr></w:style>"
  }

  private static let otherStyles: String = {
    let border = ["top", "left", "bottom", "right", "insideH", "insideV"].map {
      "<w:\($0) w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>"
    }
    let margins =
      "<w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/>"
      + "<w:left w:w=\"108\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/>"
      + "</w:tblCellMar>"
    return "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\">"
      + "<w:name w:val=\"Default Paragraph Font\"/><w:uiPriority w:val=\"1\"/></w:style>"
      + character("FootnoteReference", "footnote reference", "<w:vertAlign w:val=\"superscript\"/>")
      + character("CommentReference", "annotation reference", size(16))
      + character("Hyperlink", "Hyperlink", "<w:color w:val=\"0563C1\"/><w:u w:val=\"single\"/>")
      + character("VerbatimChar", "Verbatim Char", monospaced)
      + "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/>"
      + "<w:tblPr>\(margins)</w:tblPr></w:style>"
      + "<w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/>"
      + "<w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>\(border.joined())</w:tblBorders></w:tblPr></w:style>"
  }()
}
