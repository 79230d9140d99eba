internal import XML

extension EditionCheck {
  mutating func checkTEI(_ bytes: [UInt8]) {
    let root: XMLElement
    do throws(XMLError) {
      root = try XMLElement.parse(bytes)
    } catch {
      return find("The file is not well-formed XML: \(error.reason).")
    }
    guard root.name == "TEI" else { return find("The file is no TEI: its root is <\(root.name)>.") }
    let declared = TEIDeclarations(root)
    for id in declared.repeated { find("The id \(id) is given to more than one element.") }
    if declared.witnesses.isEmpty { find("No witness is declared: the header has no <witness>.") }
    if !declared.hasVariantEncoding {
      find("The header does not say how variants are encoded: no <variantEncoding>.")
    }
    var accounts: [(place: String, named: Set<String>)] = []
    root.visit { element in
      checkPointers(of: element, declared)
      if element.name == "p" {
        element.visit { if $0 !== element, $0.name == "p" { find("A paragraph stands within another.") } }
      }
      guard element.name == "app" else { return }
      entries += 1
      checkEntry(element, declared)
      let place = element.attributes["n"] ?? "\(entries)"
      let index = accounts.last?.place == place ? accounts.count - 1 : accounts.count
      if index == accounts.count { accounts.append((place, [])) }
      element.visit { accounts[index].named.formUnion($0.tokens("source") + $0.tokens("resp")) }
    }
    guard declared.isPositive else { return }
    for (place, named) in accounts {
      for scholar in declared.scholars where !named.contains("#" + scholar) {
        find("The entry at \(place) does not say where \(scholar) stands, as a positive apparatus does.")
      }
    }
  }

  private mutating func checkPointers(of element: XMLElement, _ declared: TEIDeclarations) {
    for name in ["wit", "source", "resp"] {
      for siglum in element.tokens(name)
      where siglum.hasPrefix("#") && !declared.sigla.contains(String(siglum.dropFirst())) {
        find("The siglum \(siglum.dropFirst()), named in @\(name) of <\(element.name)>, is not declared.")
      }
    }
    for name in ["from", "to", "target"] where element.name != "ref" {
      for pointer in element.tokens(name)
      where pointer.hasPrefix("#") && !declared.ids.contains(String(pointer.dropFirst())) {
        find("@\(name) of <\(element.name)> points to \(pointer), which is not in the file.")
      }
    }
  }

  private mutating func checkEntry(_ app: XMLElement, _ declared: TEIDeclarations) {
    let place = app.attributes["n"].map { "The entry at \($0)" } ?? "Entry \(entries)"
    let readings = app.elements.filter { $0.name == "lem" || $0.name == "rdg" }
    if readings.isEmpty { return find("\(place) is empty.") }
    if !readings.contains(where: { $0.name == "lem" }) { find("\(place) has no lemma.") }
    if readings.count == 1 { find("\(place) has one reading alone.") }
    if !readings.contains(where: { $0.tokens("wit").contains("#base") }) {
      find("\(place) does not say what the base has.")
    }
    if (app.attributes["from"] == nil) != (app.attributes["to"] == nil) {
      find("\(place) has only one of the two ends of its words.")
    }
    var sides: [String: Set<String>] = [:]
    for note in app.elements where note.name == "note" {
      sides[(note.attributes["type"] ?? "") + " " + (note.attributes["target"] ?? ""), default: []]
        .formUnion(note.attributes["subtype"] == "uncounted" ? [] : note.tokens("resp"))
    }
    for reading in readings {
      let id = reading.attributes["xml:id"] ?? ""
      let isUnheld = sides["unheld #\(id)"] != nil
      // A negative apparatus does not name who holds the lemma.
      let namesHolders = reading.name == "rdg" || declared.isPositive
      if namesHolders, reading.tokens("wit").isEmpty, reading.tokens("source").isEmpty, !isUnheld {
        find("\(place) has a reading that nobody holds\(id.isEmpty ? "" : ": \(id)").")
      }
      if id.isEmpty || reading.elements.contains(where: { $0.name == "anchor" }) { continue }
      for scholar in reading.tokens("source") where sides["against #\(id)"]?.contains(scholar) == true {
        find("\(place) has \(scholar.dropFirst()) for \(id) and against it.")
      }
    }
  }
}

/// What a TEI file declares.
private struct TEIDeclarations {
  private(set) var ids: Set<String> = []
  private(set) var repeated: [String] = []
  private(set) var witnesses: Set<String> = []
  private(set) var scholars: Set<String> = []
  private(set) var hasVariantEncoding = false
  private(set) var isPositive = false

  var sigla: Set<String> { witnesses.union(scholars) }

  init(_ root: XMLElement) {
    var (people, positive, variants) = (scholars, false, false)
    var (ids, repeated, witnesses) = (ids, repeated, witnesses)
    root.visit { element in
      let id = element.attributes["xml:id"]
      if let id, !ids.insert(id).inserted { repeated.append(id) }
      switch element.name {
      case "witness": if let id { witnesses.insert(id) }
      case "persName", "person", "name":
        if let id { people.insert(id) }
        for pointer in element.tokens("ref") where pointer.hasPrefix("#") {
          people.insert(String(pointer.dropFirst()))
        }
      case "variantEncoding": variants = true
      case "editorialDecl": positive = element.attributes["n"] == "positive"
      default: break
      }
    }
    (self.ids, self.repeated, self.witnesses, scholars) = (ids, repeated, witnesses, people)
    (hasVariantEncoding, isPositive) = (variants, positive)
  }
}
