/// A form in which papers come that is neither Markdown nor plain text, and so is not read as it stands.
public enum ForeignFormat: String, CaseIterable, Sendable {
  case pdf, word, oldWord, openDocument, epub, rtf, html, latex, xml, reStructuredText, postScript, djvu
  case spreadsheet, slides, zip, gzip, image, utf32

  /// The form that a source's bytes show, by how it begins or, in an archive, by what it holds.
  public init?(of bytes: [UInt8]) {
    if let format = Self.binary(bytes) {
      self = format
      return
    }
    var opening = Opening(bytes)
    guard let format = opening.format else { return nil }
    self = format
  }

  /// The form that a file's name says it has.
  public init?(fileName: String) {
    guard let dot = fileName.lastIndex(of: ".") else { return nil }
    let ending = fileName[fileName.index(after: dot)...].lowercased()
    guard let format = Self.endings[ending] else { return nil }
    self = format
  }

  private static let endings: [String: ForeignFormat] = [
    "pdf": .pdf, "docx": .word, "doc": .oldWord, "odt": .openDocument, "epub": .epub, "rtf": .rtf,
    "html": .html, "htm": .html, "xhtml": .html, "tex": .latex, "latex": .latex, "ltx": .latex, "xml": .xml,
    "rst": .reStructuredText, "ps": .postScript, "djvu": .djvu,
  ]

  // MARK: - By bytes

  /// Marks at the very start of a file that no text begins with.
  private static let signatures: [(bytes: [UInt8], format: ForeignFormat)] = [
    (Array("%PDF-".utf8), .pdf), (Array("{\\rtf".utf8), .rtf), (Array("%!PS".utf8), .postScript),
    (Array("AT&TFORM".utf8), .djvu), ([0x1F, 0x8B], .gzip), ([0x89, 0x50, 0x4E, 0x47], .image),
    ([0xFF, 0xD8, 0xFF], .image), ([0x49, 0x49, 0x2A, 0x00], .image), ([0x4D, 0x4D, 0x00, 0x2A], .image),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .oldWord), ([0xFF, 0xFE, 0x00, 0x00], .utf32),
    ([0x00, 0x00, 0xFE, 0xFF], .utf32),
  ]

  private static func binary(_ bytes: [UInt8]) -> ForeignFormat? {
    if let signature = signatures.first(where: { bytes.starts(with: $0.bytes) }) { return signature.format }
    guard bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) else { return nil }
    let members: [(name: String, format: ForeignFormat)] = [
      ("application/epub+zip", .epub), ("application/vnd.oasis.opendocument.text", .openDocument),
      ("word/document", .word), ("xl/workbook", .spreadsheet), ("ppt/presentation", .slides),
    ]
    return members.first { bytes.holds($0.name) }?.format ?? .zip
  }

  /// How a text begins: the words that show what language it is written in.
  private struct Opening {
    private let text: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) {
      text = Array(bytes.prefix(16_384))
      if text.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    }

    var format: ForeignFormat? {
      mutating get {
        skip(comment: "<!--", to: "-->")
        let isXML = begins(with: "<?xml ")
        if isXML { skip(comment: "<?", to: "?>") }
        skip(comment: "<!--", to: "-->")
        if ["<!doctype html", "<html", "<head>", "<body"].contains(where: begins) { return .html }
        if isXML || begins(with: "<!doctype") { return .xml }
        skip(comment: "%", to: "\n")
        return isCommand ? .latex : nil
      }
    }

    /// Whether a command of TeX with an argument begins the text: `\documentclass{`, `\section[`.
    private var isCommand: Bool {
      guard begins(with: "\\") else { return false }
      let name = text[(index + 1)...].prefix { SourceText.isLetter($0) }
      guard name.endIndex < text.count, [0x7B, 0x5B].contains(text[name.endIndex]) else { return false }
      let word = String(decoding: name, as: UTF8.self)
      return Self.commands.contains(word) || word == "begin" && begins(with: "\\begin{document}")
    }

    /// Commands with which a LaTeX source begins, or a part of one; Markdown may begin with others.
    private static let commands = Set(
      words: """
        documentclass documentstyle RequirePackage usepackage PassOptionsToPackage title author part chapter
        section subsection input include
        """)

    private mutating func skip(comment start: String, to end: String) {
      skipBlanks()
      while begins(with: start) {
        while index < text.count, !begins(with: end) { index += 1 }
        index += end.utf8.count
        skipBlanks()
      }
    }

    private mutating func skipBlanks() {
      while index < text.count, SourceText.isBlank(text[index]) { index += 1 }
    }

    private func begins(with word: String) -> Bool {
      let word = Array(word.utf8)
      guard index + word.count <= text.count else { return false }
      return word.indices.allSatisfy { place in
        let byte = text[index + place]
        return byte == word[place] || SourceText.isLetter(byte) && byte ^ 0x20 == word[place]
      }
    }
  }
}

extension [UInt8] {
  /// Whether a name stands anywhere in the bytes.
  fileprivate func holds(_ name: String) -> Bool {
    let name = Array(name.utf8)
    guard let first = name.first, count >= name.count else { return false }
    return (0...count - name.count).contains { start in
      self[start] == first && self[start..<start + name.count].elementsEqual(name)
    }
  }
}

extension ForeignFormat: CustomStringConvertible {
  /// What it is, after "The file is".
  public var description: String {
    switch self {
    case .pdf: "a PDF"
    case .word: "a Word document (DOCX)"
    case .oldWord: "an old Word document (DOC) or another of the old Office files"
    case .openDocument: "an OpenDocument text (ODT)"
    case .epub: "an EPUB book"
    case .rtf: "a Rich Text document (RTF)"
    case .html: "a web page (HTML)"
    case .latex: "a LaTeX source (TeX)"
    case .xml: "an XML document"
    case .reStructuredText: "a reStructuredText source (RST)"
    case .postScript: "PostScript"
    case .djvu: "a DjVu scan"
    case .spreadsheet: "a spreadsheet (XLSX)"
    case .slides: "a presentation (PPTX)"
    case .zip: "a ZIP archive"
    case .gzip: "compressed (gzip)"
    case .image: "an image"
    case .utf32: "text in UTF-32"
    }
  }

  /// What to do to have it as a paper, with the command.
  public var advice: String {
    switch self {
    case .pdf:
      "Make Markdown of it. marker keeps notes and pages best: marker_single FILE --output_dir . "
        + "(pip install marker-pdf). pymupdf4llm is quicker: python3 -c "
        + "\"import pymupdf4llm; print(pymupdf4llm.to_markdown('FILE'))\" > paper.md. "
        + "Where neither is at hand: pdftotext FILE paper.txt (poppler-utils)."
    case .word: Self.pandoc("docx")
    case .openDocument: Self.pandoc("odt")
    case .epub: Self.pandoc("epub")
    case .rtf: Self.pandoc("rtf")
    case .html: Self.pandoc("html")
    case .latex: Self.pandoc("latex")
    case .reStructuredText: Self.pandoc("rst")
    case .xml:
      "Make Markdown of it: pandoc -f jats -t markdown FILE -o paper.md, or -f docbook; for TEI, a stylesheet."
    case .oldWord: "Save it as DOCX (soffice --convert-to docx FILE), and then: " + Self.pandoc("docx")
    case .postScript: "Make text of it: ps2ascii FILE paper.txt (ghostscript)."
    case .djvu: "Take the text out of it: djvutxt FILE paper.txt (djvulibre-bin)."
    case .image: "Read it with a program for scans: tesseract FILE paper, which writes paper.txt."
    case .zip, .gzip: "Unpack it, and import the paper that it holds."
    case .spreadsheet, .slides: "Save the text of it as Markdown or plain text, and import that."
    case .utf32: "Convert it to UTF-8: iconv -f UTF-32 -t UTF-8 FILE > paper.txt."
    }
  }

  private static func pandoc(_ form: String) -> String {
    "Make Markdown of it: pandoc -f \(form) -t markdown FILE -o paper.md, and import that."
  }
}
