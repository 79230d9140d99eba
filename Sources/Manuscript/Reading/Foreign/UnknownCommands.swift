/// The commands of a LaTeX source that a converter does not know, and so leaves out with the words that stand in them.
struct UnknownCommands {
  /// One of them, and the words in it.
  struct Passage {
    var name: String
    var words: [String]
    /// Whether ``definitions`` give its words to the text.
    var isDefined: Bool
  }

  private(set) var passages: [Passage] = []
  /// What makes each of them give its words to the text, for the source to begin with.
  private(set) var definitions = ""

  /// - Parameter firstLine: the line in which the text begins; what stands before it sets how it looks, but for some that
  ///   say who wrote it, and the like.
  init(in log: ConverterLog, from firstLine: Int) {
    var defined: Set<String> = []
    for skipped in log.skipped {
      let bytes = Array(skipped.content.utf8)
      guard bytes.first == UInt8(ascii: "\\"), let command = TeXCommand(at: 0, in: bytes, TeXGroups(bytes)),
        !Self.wordless.contains(command.name), !command.name.contains("@"),
        skipped.line >= firstLine || Self.opening.contains(command.name)
      else { continue }
      // A whole environment that is no text, such as a drawing; its name, which ends it, is not one of its words.
      let isEnvironment = command.name == "begin"
      if isEnvironment, command.range.upperBound == bytes.count { continue }
      let words =
        isEnvironment
        ? Self.words(in: bytes[command.range.upperBound...]).dropLast()
        : command.arguments.flatMap { Self.words(in: bytes[$0]) }[...]
      guard words.contains(where: { $0.unicodeScalars.count > 1 }) else { continue }
      let name = isEnvironment ? Self.environment(command, in: bytes) : "\\\(command.name)"
      passages.append(Passage(name: name, words: Array(words), isDefined: !isEnvironment))
      if !isEnvironment, defined.insert(command.name).inserted { define(command) }
    }
  }

  private mutating func define(_ command: TeXCommand) {
    let hasOption = !command.options.isEmpty
    let count = min(command.arguments.count + (hasOption ? 1 : 0), 9)
    let first = hasOption ? 2 : 1
    let words = (first..<max(first, count + 1)).map { "#\($0)" }.joined(separator: " ")
    definitions += "\\newcommand{\\\(command.name)}[\(count)]\(hasOption ? "[]" : ""){"
    definitions += Self.aside.contains(command.name) ? "\\footnote{\(words)}}\n" : "\(words)}\n"
  }

  private static func environment(_ command: TeXCommand, in bytes: [UInt8]) -> String {
    command.arguments.first.map { "\\begin{\(String(decoding: bytes[$0], as: UTF8.self))}" } ?? "\\begin"
  }

  /// The words of an argument, without the names of commands in it; none where it sets keys to values.
  private static func words(in bytes: ArraySlice<UInt8>) -> [String] {
    guard !bytes.contains(UInt8(ascii: "=")) else { return [] }
    var (text, isName) = (String.UnicodeScalarView(), false)
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if scalar == "\\" {
        isName = true
        text.append(" ")
      } else if isName, scalar.isASCII, SourceText.isLetter(UInt8(scalar.value)) {
        continue
      } else {
        isName = false
        text.append(scalar)
      }
    }
    return SourcePassage.words(of: text)
  }

  /// Commands that say something before the text begins.
  private static let opening = Set(
    words: """
      institute institution affiliation affil address email keywords subtitle dedication subject
      publishers titlehead lowertitleback uppertitleback extratitle contributor
      """)

  /// Commands whose words stand beside the text.
  private static let aside = Set(words: "todo sidecomment marginalnote margincomment")

  /// Commands whose arguments set something, name something or are said elsewhere, and are no words of the paper.
  private static let wordless = Set(
    words: """
      end vspace hspace hypersetup bibliographystyle bibliography index label pagestyle thispagestyle setcounter
      addtocounter stepcounter refstepcounter setlength addtolength newcounter newlength settowidth usetikzlibrary
      geometry newgeometry selectlanguage fontsize fontfamily fontseries fontshape color pagecolor definecolor
      colorlet renewcommand newcommand providecommand DeclareRobustCommand NewDocumentCommand def let
      newenvironment renewenvironment newtheorem theoremstyle DeclareMathOperator RequirePackage usepackage
      documentclass PassOptionsToPackage input include includeonly graphicspath captionsetup setmainfont
      setsansfont setmonofont setmainlanguage setotherlanguage setdefaultlanguage newfontfamily setstretch
      linespread pagenumbering addbibresource nocite numberwithin lstset tcbset tikzset pgfplotsset sisetup setlist
      titleformat titlespacing addcontentsline markboth markright rule phantom hphantom vphantom cline
      ExecuteBibliographyOptions DeclareFieldFormat renewbibmacro defbibheading makeatletter makeatother
      hyphenation bibitem ref pageref cref eqref footnotemark usefonttheme usetheme usecolortheme
      DeclareGraphicsExtensions DeclareUnicodeCharacter inputencoding pdfbookmark hypertarget ifthenelse equal IfFileExists
      """)
}
