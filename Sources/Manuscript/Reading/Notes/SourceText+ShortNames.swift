/// Plain numbers right behind short names in capitals with no stop between, `die Bahn AG2 zahlte`, of which some belong to the name.
extension SourceText {
  /// Whether a short name in capitals stands right before an offset to which no number need belong: neither a formula, `CO2`,
  /// nor a thing that is called so, `MP3`, nor a Roman number.
  func followsShortName(_ offset: Int, on line: Range<Int>) -> Bool {
    let name = shortName(before: offset, on: line)
    guard (2...Self.longestShortName).contains(name.count), name.last?.properties.isUppercase == true,
      name.count(where: \.properties.isUppercase) * 2 > name.count,
      !name.allSatisfy({ "IVXLCDM".unicodeScalars.contains($0) })
    else { return false }
    return !Self.numberedNames.contains(String(String.UnicodeScalarView(name)))
  }

  /// The letters right before an offset that make a word by themselves; none where a hyphen or figure joins them to another.
  func shortName(before offset: Int, on line: Range<Int>) -> [Unicode.Scalar] {
    let start = max(line.lowerBound, offset - 4 * (Self.longestShortName + 2))
    let head = string(start..<offset).unicodeScalars.reversed()
    let letters = head.prefix(while: \.isLetter)
    let before = head.dropFirst(letters.count).first
    let isWhole =
      before.map { $0.properties.isWhitespace || "([“‘«„\"'*_".unicodeScalars.contains($0) } ?? true
    return isWhole ? letters.reversed() : []
  }

  /// Most letters of such a name.
  private static let longestShortName = 8

  /// Names that figures belong to: of compounds, norms, stations, diseases, wars; eras and words that count; works that are
  /// cited by their edition or volume.
  private static let numberedNames = Set(
    words: """
      CO SO NO OH CH NH HO PO CN SF MP PM PS WW MI BBC ITV RAI TVE NDR WDR SWR MDR HIV SARS COVID HTML CSS DIN ISO EN IEC UTF
      MPEG BRCA USB EU BA MA GCSE SGB BAC KV QV TT
      AD BC CE BCE AH AM FIG ABB TAB NR VOL BD CH SEC ART PL PT MS MSS FOL CAP LIB ACT APP NOTE
      PIR LSJ OCD RIC RRC PLRE IG CIL ILS RGG LThK LTK TRE CAH RE EI OED ODB DNB ADB NDB BHL CPL CPG
      """)

  /// Whether a number behind a short name is hardly the name's: the form of a firm ends it.
  func followsFirm(_ offset: Int) -> Bool {
    let name = shortName(before: offset, on: max(0, offset - 64)..<offset)
    return Self.firms.contains(String(String.UnicodeScalarView(name)))
  }

  private static let firms = Set(words: "AG KG KGaA OHG GmbH SARL SRL PLC LLC LLP")
}
