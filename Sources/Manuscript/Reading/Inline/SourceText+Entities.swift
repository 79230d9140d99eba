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
        let scalar = Unicode.Scalar(code), code != 0
      else { return nil }
      return ([scalar], bytes)
    }
    guard let code = Self.entities[name], let scalar = Unicode.Scalar(code) else { return nil }
    return ([scalar], bytes)
  }

  /// The entities that papers use: markup, typography, symbols, and the letters of Latin-1 and some beyond
  /// (HTML, "Named character references").
  private static let entities: [String: UInt32] = {
    var table: [String: UInt32] = [
      "amp": 0x26, "lt": 0x3C, "gt": 0x3E, "quot": 0x22, "apos": 0x27,
      "ndash": 0x2013, "mdash": 0x2014, "lsquo": 0x2018, "rsquo": 0x2019, "sbquo": 0x201A, "ldquo": 0x201C,
      "rdquo": 0x201D, "bdquo": 0x201E, "dagger": 0x2020, "Dagger": 0x2021, "bull": 0x2022, "hellip": 0x2026,
      "permil": 0x2030, "prime": 0x2032, "Prime": 0x2033, "lsaquo": 0x2039, "rsaquo": 0x203A, "euro": 0x20AC,
      "trade": 0x2122, "larr": 0x2190, "uarr": 0x2191, "rarr": 0x2192, "darr": 0x2193, "harr": 0x2194,
      "minus": 0x2212, "infin": 0x221E, "asymp": 0x2248, "ne": 0x2260, "le": 0x2264, "ge": 0x2265,
      "ensp": 0x2002, "emsp": 0x2003, "thinsp": 0x2009, "zwnj": 0x200C, "zwj": 0x200D, "OElig": 0x152,
      "oelig": 0x153, "Scaron": 0x160, "scaron": 0x161, "Yuml": 0x178, "fnof": 0x192, "circ": 0x2C6,
      "tilde": 0x2DC,
    ]
    // U+00A0 to U+00FF, in order.
    let latin = """
      nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 \
      acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml \
      Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde \
      Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig \
      ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide \
      oslash ugrave uacute ucirc uuml yacute thorn yuml
      """
    for (index, name) in latin.split(separator: " ").enumerated() {
      table[String(name)] = 0xA0 + UInt32(index)
    }
    return table
  }()
}
