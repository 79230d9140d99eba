/// What the elements of a kind of XML, or of HTML, mean for the text that they hold.
struct MarkupVocabulary: Sendable {
  /// Elements that stand within a word or a sentence; any other begins and ends a passage.
  var inline: Set<String>
  /// Elements that hold no text.
  var silent: Set<String>
  /// Elements that hold a text of their own kind.
  var kinds: [String: SourcePassage.Kind] = [:]
  /// The only elements that hold text; `nil` where any may.
  var spoken: Set<String>?
  /// Elements that stand for a blank.
  var blanks: Set<String> = []
  /// Whether small and capital letters are one in names.
  var isHTML = false

  /// A part of a Word document: what is said there stands in runs.
  static let word = MarkupVocabulary(
    inline: Set(
      words: """
        w:r w:rPr w:t w:delText w:ins w:del w:hyperlink w:smartTag w:sdt w:sdtContent w:sdtPr w:proofErr
        w:bookmarkStart w:bookmarkEnd w:commentRangeStart w:commentRangeEnd w:commentReference w:lang w:rFonts w:b
        w:i w:sz w:szCs w:color w:u w:vertAlign w:smallCaps w:rStyle w:lastRenderedPageBreak w:softHyphen
        w:noBreakHyphen w:bCs w:iCs w:noProof w:fldChar w:footnoteReference w:endnoteReference w:fldSimple
        """),
    // What is moved is said where it is moved to; formulas come as TeX.
    silent: Set(words: "mc:Fallback w:moveFrom m:oMath m:oMathPara w:instrText"),
    kinds: [
      "w:txbxContent": .textBox, "w:del": .deletion, "w:comment": .comment, "w:footnote": .note,
      "w:endnote": .note, "w:hdr": .runningHead, "w:ftr": .runningHead,
    ],
    spoken: ["w:t", "w:delText"], blanks: Set(words: "w:tab w:br w:cr w:noBreakHyphen w:ptab"))

  /// The content of an OpenDocument text.
  static let openDocument = MarkupVocabulary(
    inline: Set(
      words: """
        text:span text:a text:bookmark text:bookmark-start text:bookmark-end text:soft-page-break text:note-citation
        text:change-start text:change-end text:change text:reference-mark-start text:reference-mark-end
        office:annotation-end text:meta text:sequence text:reference-ref text:bookmark-ref
        """),
    silent: Set(
      words: """
        office:automatic-styles office:font-face-decls office:scripts office:settings dc:creator dc:date
        meta:creator-initials text:note-citation math:math text:index-title-template text:sequence-decls office:forms
        """),
    kinds: [
      "office:annotation": .comment, "text:deletion": .deletion, "draw:text-box": .textBox,
      "text:note-body": .note,
    ], spoken: nil, blanks: Set(words: "text:s text:tab text:line-break"))

  /// A web page.
  static let page = MarkupVocabulary(
    inline: Set(
      words: """
        a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike
        strong sub sup time tt u var wbr
        """),
    silent: Set(words: "head script style template math"), spoken: nil,
    blanks: Set(words: "br img input"), isHTML: true)

  /// A part of a book, whose lists of contents say again what stands elsewhere.
  static let book = {
    var book = page
    book.silent.insert("nav")
    return book
  }()

  /// A paper in the XML of journals: what is written about it, beyond title, authors, summary and notes, is not compared.
  static let journal = MarkupVocabulary(
    inline: Set(
      words: """
        bold italic underline overline strike sub sup sc monospace roman sans-serif xref ext-link uri email
        named-content styled-content
        """),
    silent: Set(
      words: """
        journal-meta article-id article-categories pub-date history volume issue fpage lpage elocation-id
        permissions counts custom-meta-group self-uri pub-history related-article product issue-title
        tex-math mml:math alternatives object-id contrib-id ref-list
        """), kinds: ["fn": .note], spoken: nil, blanks: ["break"])

  /// A DocBook document.
  static let docBook = MarkupVocabulary(
    inline: Set(
      words: """
        emphasis phrase quote link ulink xref subscript superscript citation citetitle foreignphrase firstterm
        glossterm literal code systemitem filename command option replaceable acronym abbrev personname firstname
        surname trademark
        """),
    silent: Set(words: "indexterm equation inlineequation informalequation mediaobject inlinemediaobject"),
    kinds: ["footnote": .note], spoken: nil)
}
