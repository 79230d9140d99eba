internal import Consensus
internal import Manuscript
internal import Scholarship
internal import Views

/// What a TEI file says of itself.
struct TEIHeader {
  private let edition: Edition
  private let apparatus: Apparatus
  private let imprint: Imprint

  init(_ edition: Edition, _ apparatus: Apparatus) {
    self.edition = edition
    self.apparatus = apparatus
    imprint = Imprint(of: edition)
  }

  /// From the beginning of the file to that of the body.
  func write(to xml: inout MarkupBuilder) {
    xml.add(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n<teiHeader>\n"
    )
    xml.add("<fileDesc>\n<titleStmt>\n")
    write("title", imprint.title, to: &xml)
    for scholar in apparatus.conspectus.scholars {
      xml.add("<respStmt><resp>\(scholar.standing)</resp><persName")
      let id = TEISigla.id(scholar.handle.name)
      if edition.options.declaresScholarsAsWitnesses {
        xml.add(attribute: "ref", "#" + id)
      } else {
        xml.add(attribute: "xml:id", id)
      }
      xml.add(">\(scholar.handle)</persName></respStmt>\n")
    }
    xml.add("</titleStmt>\n")
    if let name = imprint.edition {
      xml.add("<editionStmt>")
      write("edition", name, to: &xml)
      xml.add("</editionStmt>\n")
    }
    xml.add("<publicationStmt>\n<publisher>Recension</publisher>\n")
    for (type, value) in [
      ("paper", imprint.paper), ("base", imprint.base.description), ("position", "\(imprint.position)"),
    ] + (imprint.checkpoint.map { [("checkpoint", $0)] } ?? []) {
      write("idno", value, ["type": type], to: &xml)
    }
    xml.add("</publicationStmt>\n")
    writeReplaced(to: &xml)
    xml.add("<sourceDesc>\n<listWit>\n")
    for witness in [apparatus.conspectus.base] + apparatus.conspectus.earlierBases {
      write("witness", witness.id.description, ["xml:id": witness.siglum], to: &xml)
    }
    if edition.options.declaresScholarsAsWitnesses {
      for scholar in apparatus.conspectus.scholars {
        write("witness", scholar.handle.name, ["xml:id": TEISigla.id(scholar.handle.name)], to: &xml)
      }
    }
    xml.add("</listWit>\n</sourceDesc>\n</fileDesc>\n")
    writeEncoding(to: &xml)
    xml.add("</teiHeader>\n<text>\n<body>\n")
  }

  private func writeEncoding(to xml: inout MarkupBuilder) {
    xml.add("<encodingDesc>\n<editorialDecl n=\"\(edition.options.coverage.rawValue)\">\n")
    write("p", "Policy: \(imprint.policy)", to: &xml)
    for (subject, policy) in imprint.exceptions { write("p", "Policy for \(subject): \(policy)", to: &xml) }
    if apparatus.presenter.document.blocks.contains(where: { $0.kind == .table }) {
      write(
        "p",
        "In tables, seg elements of type delimiter hold what parts the cells in the source; they are no words.",
        to: &xml)
    }
    xml.add("</editorialDecl>\n")
    xml.add("<variantEncoding method=\"parallel-segmentation\" location=\"internal\"/>\n")
    xml.add("<variantEncoding method=\"double-end-point\" location=\"external\"/>\n</encodingDesc>\n")
    let language = apparatus.presenter.document.language
    if !language.isEmpty {
      xml.add("<profileDesc><langUsage><language")
      xml.add(attribute: "ident", language)
      xml.add("/></langUsage></profileDesc>\n")
    }
    xml.add("<revisionDesc>")
    write("change", "Consensus at position \(imprint.position).", ["n": "\(imprint.position)"], to: &xml)
    xml.add("</revisionDesc>\n")
  }

  /// Where the source has what XML cannot hold.
  private func writeReplaced(to xml: inout MarkupBuilder) {
    let foreign = ForeignCharacters(in: apparatus.presenter.document).all
    if foreign.isEmpty { return }
    xml.add(
      "<notesStmt>\n<note type=\"replaced\">U+FFFD stands for characters that XML cannot hold:\n<list>\n")
    for (place, name) in foreign { write("item", "\(place): \(name)", ["n": name], to: &xml) }
    xml.add("</list></note>\n</notesStmt>\n")
  }

  private func write(
    _ element: String, _ text: String, _ attributes: KeyValuePairs<String, String> = [:],
    to xml: inout MarkupBuilder
  ) {
    xml.add("<\(element)")
    for (name, value) in attributes { xml.add(attribute: name, value) }
    xml.add(">")
    xml.add(text: text)
    xml.add("</\(element)>\n")
  }
}
