extension SourceText {
  /// The character that `&name;`, `&#34;` or `&#x22;` stands for at an offset.
  func entity(at offset: Int, before end: Int) -> (scalars: [Unicode.Scalar], bytes: Range<Int>)? {
    guard let semicolon = self.offset(of: ";", in: offset + 1..<end, limit: 12), semicolon > offset + 1 else {
      return nil
    }
    let bytes = offset..<semicolon + 1
    let name = string(offset + 1..<semicolon)
    if name.first == "#" {
      let isHex = name.dropFirst().first == "x" || name.dropFirst().first == "X"
      guard let code = isHex ? UInt32(name.dropFirst(2), radix: 16) : UInt32(name.dropFirst()),
        let scalar = Self.windows1252[code] ?? Unicode.Scalar(code), code != 0
      else { return nil }
      return ([scalar], bytes)
    }
    guard let code = Self.entities[name], let scalar = Unicode.Scalar(code) else { return nil }
    return ([scalar], bytes)
  }

  /// What numbers mean that name control characters: the signs that Windows has there (HTML, "numeric character
  /// reference end state").
  static let windows1252: [UInt32: Unicode.Scalar] = {
    let signs: StaticString = """
      20AC 81 201A 192 201E 2026 2020 2021 2C6 2030 160 2039 152 8D 17D 8F 90 2018 2019 201C 201D 2022 2013 2014
      2DC 2122 161 203A 153 9D 17E 178
      """
    let codes = signs.description.split(whereSeparator: \.isWhitespace)
    let scalars = codes.compactMap { UInt32($0, radix: 16).flatMap(Unicode.Scalar.init) }
    return Dictionary(uniqueKeysWithValues: scalars.enumerated().map { (0x80 + UInt32($0), $1) })
  }()

  /// The entities that papers use: markup, typography, symbols, and the letters of Latin-1 and some beyond
  /// (HTML, "Named character references").
  private static let entities: [String: UInt32] = {
    var table: [String: UInt32] = [:]
    let words = named.description.split(whereSeparator: \.isWhitespace)
    for pair in stride(from: 0, to: words.count, by: 2) {
      table[String(words[pair])] = UInt32(words[pair + 1], radix: 16)
    }
    for (index, name) in latin.description.split(whereSeparator: \.isWhitespace).enumerated() {
      table[String(name)] = 0xA0 + UInt32(index)
    }
    // Final sigma stands between rho and sigma, and has no capital.
    for (index, name) in greek.description.split(whereSeparator: \.isWhitespace).enumerated() {
      table[String(name)] = 0x3B1 + UInt32(index)
      if name != "sigmaf" { table[name.prefix(1).uppercased() + name.dropFirst()] = 0x391 + UInt32(index) }
    }
    return table
  }()

  /// Names of U+03B1 to U+03C9, in order.
  private static let greek: StaticString = """
    alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf sigma tau
    upsilon phi chi psi omega
    """

  /// Names and scalar values.
  private static let named: StaticString = """
    amp 26 lt 3C gt 3E quot 22 apos 27 ndash 2013 mdash 2014 lsquo 2018 rsquo 2019 sbquo 201A ldquo 201C
    rdquo 201D bdquo 201E dagger 2020 Dagger 2021 bull 2022 hellip 2026 permil 2030 prime 2032 Prime 2033
    lsaquo 2039 rsaquo 203A euro 20AC trade 2122 larr 2190 uarr 2191 rarr 2192 darr 2193 harr 2194 minus 2212
    infin 221E asymp 2248 ne 2260 le 2264 ge 2265 ensp 2002 emsp 2003 thinsp 2009 zwnj 200C zwj 200D
    ddagger 2021 Vert 2016 lowast 2217
    OElig 152 oelig 153 Scaron 160 scaron 161 Yuml 178 fnof 192 circ 2C6 tilde 2DC
    """

  /// Names of U+00A0 to U+00FF, in order.
  private static let latin: StaticString = """
    nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3
    acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml
    Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde
    Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig
    ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide
    oslash ugrave uacute ucirc uuml yacute thorn yuml
    """
}
