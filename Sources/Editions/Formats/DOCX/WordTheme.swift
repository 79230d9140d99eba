// Parts that say nothing of an edition, and without which a strict reader takes a document for damaged.
extension WordPackage {
  /// `word/fontTable.xml`.
  static let fonts: String = {
    let fonts = [
      ("Cambria", "roman", "variable"), ("Consolas", "modern", "fixed"),
      ("Times New Roman", "roman", "variable"),
    ]
    return "\(WordNames.declaration)<w:fonts \(WordNames.root)>"
      + fonts.map { name, family, pitch in
        "<w:font w:name=\"\(name)\"><w:family w:val=\"\(family)\"/><w:pitch w:val=\"\(pitch)\"/></w:font>"
      }.joined() + "</w:fonts>"
  }()

  /// `word/theme/theme1.xml`: black on white, and the styles' own fonts (ECMA-376, part 1, 20.1.6).
  static let theme: String = {
    let system = ["dk1": ("windowText", "000000"), "lt1": ("window", "FFFFFF")]
    let names = ["dk1", "lt1", "dk2", "lt2"] + (1...6).map { "accent\($0)" } + ["hlink", "folHlink"]
    let colours = names.map { name in
      if let (value, last) = system[name] {
        return "<a:\(name)><a:sysClr val=\"\(value)\" lastClr=\"\(last)\"/></a:\(name)>"
      }
      let value =
        name == "lt2" ? "EEEEEE" : name.contains("link") || name.contains("Hlink") ? "0563C1" : "44546A"
      return "<a:\(name)><a:srgbClr val=\"\(value)\"/></a:\(name)>"
    }
    let fonts = ["major", "minor"].map {
      "<a:\($0)Font><a:latin typeface=\"Cambria\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/></a:\($0)Font>"
    }
    let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>"
    func three(_ item: String) -> String { String(repeating: item, count: 3) }
    return
      "\(WordNames.declaration)<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
      + "name=\"Plain\"><a:themeElements><a:clrScheme name=\"Plain\">\(colours.joined())</a:clrScheme>"
      + "<a:fontScheme name=\"Plain\">\(fonts.joined())</a:fontScheme><a:fmtScheme name=\"Plain\">"
      + "<a:fillStyleLst>\(three(fill))</a:fillStyleLst>"
      + "<a:lnStyleLst>\(three("<a:ln w=\"6350\">\(fill)</a:ln>"))</a:lnStyleLst>"
      + "<a:effectStyleLst>\(three("<a:effectStyle><a:effectLst/></a:effectStyle>"))</a:effectStyleLst>"
      + "<a:bgFillStyleLst>\(three(fill))</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
  }()
}
