import Archive

/// A document as word processors write them, drawn up by hand.
struct WordFile {
  var body: String
  var notes = ""
  /// With `w:comment` elements.
  var comments = ""
  var extensions = ""
  /// Files besides.
  var others: [(name: String, bytes: [UInt8])] = []

  private static let declaration = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#
  private static let names =
    #"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006""#

  var bytes: [UInt8] {
    var zip = ZipWriter()
    let type = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    var overrides = ""
    var parts: [(String, String)] = []
    func part(_ name: String, _ kind: String, _ root: String, _ inside: String) {
      overrides += "<Override PartName=\"/word/\(name).xml\" ContentType=\"\(type)\(kind)+xml\"/>"
      parts.append(("word/\(name).xml", "\(Self.declaration)<\(root) \(Self.names)>\(inside)</\(root)>"))
    }
    part("document", "document.main", "w:document", "<w:body>\(body)<w:sectPr/></w:body>")
    if !notes.isEmpty {
      part(
        "footnotes", "footnotes", "w:footnotes",
        #"<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>"# + notes
      )
    }
    if !comments.isEmpty { part("comments", "comments", "w:comments", comments) }
    if !extensions.isEmpty { part("commentsExtended", "commentsExtended", "w15:commentsEx", extensions) }
    zip.add(
      "[Content_Types].xml",
      Array(
        "\(Self.declaration)<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\(overrides)</Types>"
          .utf8))
    for (name, xml) in parts { zip.add(name, Array(xml.utf8)) }
    for (name, bytes) in others { zip.add(name, bytes) }
    return zip.finished()
  }

  static func paragraph(_ inside: String, _ properties: String = "") -> String {
    "<w:p><w:pPr>\(properties)</w:pPr>\(inside)</w:p>"
  }

  static func run(_ text: String) -> String {
    "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">\(text)</w:t></w:r>"
  }

  static func deletion(_ text: String, by author: String = "Ann Other", _ name: String = "del") -> String {
    "<w:\(name) w:id=\"1\" w:author=\"\(author)\" w:date=\"2026-05-01T10:00:00Z\"><w:r><w:delText xml:space=\"preserve\">\(text)</w:delText></w:r></w:\(name)>"
  }

  static func insertion(_ text: String, by author: String = "Ann Other", _ name: String = "ins") -> String {
    "<w:\(name) w:id=\"2\" w:author=\"\(author)\" w:date=\"2026-05-01T10:00:00Z\">\(run(text))</w:\(name)>"
  }

  static func comment(_ id: Int, _ text: String, _ paragraph: String, by author: String = "Ben") -> String {
    "<w:comment w:id=\"\(id)\" w:author=\"\(author)\" w:date=\"2026-05-02T08:00:00Z\" w:initials=\"B\"><w:p w14:paraId=\"\(paragraph)\"><w:r><w:annotationRef/></w:r><w:r><w:t>\(text)</w:t></w:r></w:p></w:comment>"
  }

  static func commented(_ id: Int, _ inside: String) -> String {
    "<w:commentRangeStart w:id=\"\(id)\"/>\(inside)<w:commentRangeEnd w:id=\"\(id)\"/><w:r><w:commentReference w:id=\"\(id)\"/></w:r>"
  }
}
