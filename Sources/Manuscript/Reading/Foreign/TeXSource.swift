/// A source in TeX, as far as it tells which of its commands set anything: what stands in a comment, in a part that is
/// never set, or outside of the document does not, and what is set as it stands is no command.
struct TeXSource {
  struct Command {
    var name: String
    /// The bytes of its name, with the backslash.
    var range: Range<Int>
    /// What stands between the brackets, and between the braces, right after it.
    var option: Range<Int>?
    var argument: Range<Int>?
  }

  private let bytes: [UInt8]
  private var index = 0
  /// The commands of the document, in order.
  private(set) var commands: [Command] = []
  /// The longer words that stand in the braces of each command, those in the braces of others left aside.
  private(set) var passages: [[String]] = []

  /// The command and its words for each brace that is open; a brace by itself has no command.
  private var open: [(command: Int?, start: Int, words: [String])] = []
  /// The command whose argument a brace opens that stands here.
  private var expecting: Int?

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if let start = offset(of: "\\begin{document}", from: 0) { index = start }
    while index < bytes.count, readToken() {}
  }

  /// How often a command stands where it sets something.
  func count(of command: String) -> Int { commands.count { $0.name == command } }

  // MARK: - Tokens

  /// Goes past a command, a brace, a word or a sign; false at the document's end.
  private mutating func readToken() -> Bool {
    switch bytes[index] {
    case UInt8(ascii: "%"):
      index = bytes[index...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
    case UInt8(ascii: "\\"): return readCommand()
    case UInt8(ascii: "{"):
      open.append((expecting, index + 1, []))
      expecting = nil
      index += 1
    case UInt8(ascii: "}"):
      close()
      index += 1
    case UInt8(ascii: "[") where expecting != nil: readOption()
    case let byte where Self.isWord(byte): readWord()
    case let byte:
      if !SourceText.isBlank(byte) { expecting = nil }
      index += 1
    }
    return true
  }

  private mutating func readCommand() -> Bool {
    guard let name = nextName() else { return true }
    expecting = nil
    switch name {
    case "iffalse": skipConditional()
    case "verb", "lstinline": skipVerbatim()
    case "begin":
      let environment = word()
      if let environment, Self.unset.contains(environment) { skip(past: "\\end{\(environment)}") }
    case "end": return word() != "document"
    default:
      commands.append(Command(name: name, range: index - name.utf8.count - 1..<index))
      expecting = commands.count - 1
    }
    return true
  }

  private mutating func readOption() {
    guard let expecting,
      let end = bytes[index...].prefix(Self.longestOption).firstIndex(of: UInt8(ascii: "]"))
    else {
      expecting = nil
      index += 1
      return
    }
    commands[expecting].option = index + 1..<end
    index = end + 1
  }

  private mutating func close() {
    // What comes after one argument is the next, not another's.
    expecting = nil
    guard let last = open.popLast(), let command = last.command else { return }
    if commands[command].argument == nil { commands[command].argument = last.start..<index }
    expecting = command
    if last.words.count > 1, !Self.silent.contains(commands[command].name) { passages.append(last.words) }
  }

  private mutating func readWord() {
    expecting = nil
    let word = bytes[index...].prefix(while: Self.isWord)
    index = word.endIndex
    if word.count >= Self.shortWord, !open.isEmpty {
      open[open.count - 1].words.append(String(decoding: word, as: UTF8.self))
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool { SourceText.isLetter(byte) || byte >= 0x80 }

  private static let shortWord = 4
  private static let longestOption = 400

  /// Environments that set nothing, or what they hold as it stands.
  private static let unset = Set(
    words: "comment verbatim verbatim* Verbatim lstlisting minted filecontents filecontents*")

  /// Commands in whose braces no text stands.
  private static let silent = Set(
    words: """
      newcommand renewcommand providecommand newenvironment renewenvironment newtheorem hypersetup setlength
      includegraphics label ref pageref eqref index fancyhead fancyfoot lhead chead rhead lfoot cfoot rfoot markboth
      markright cite citep citet citealp citealt citeauthor citeyear autocite parencite textcite footcite nocite fullcite
      """)
  /// Commands that take in another file.
  private static let inputs = Set(words: "input include subfile import bibliography")

  /// The names of the files that it takes in.
  var files: [String] {
    commands.filter { Self.inputs.contains($0.name) }.compactMap { command in
      command.argument.map { String(decoding: bytes[$0], as: UTF8.self) }
    }
  }

  /// The name of the command that stands here, and goes past it; nil for an escaped sign.
  private mutating func nextName() -> String? {
    let name = bytes[(index + 1)...].prefix(while: SourceText.isLetter)
    index = name.isEmpty ? min(index + 2, bytes.count) : name.endIndex
    return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
  }

  /// The word in braces that stands right here.
  private func word() -> String? {
    guard index < bytes.count, bytes[index] == UInt8(ascii: "{"),
      let close = bytes[index...].prefix(40).firstIndex(of: UInt8(ascii: "}"))
    else { return nil }
    return String(decoding: bytes[index + 1..<close], as: UTF8.self)
  }

  // MARK: - What is not set

  /// Goes past the end of a condition that does not hold, or to the part that is set instead.
  private mutating func skipConditional() {
    var depth = 1
    while depth > 0, index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "%"):
        index = bytes[index...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
      case UInt8(ascii: "\\"):
        switch nextName() {
        case "fi": depth -= 1
        case "else" where depth == 1: return
        // `\iff` and `\ifthenelse{…}` are no conditions of TeX.
        case let name? where name.hasPrefix("if") && name != "iff" && name != "ifthenelse": depth += 1
        default: break
        }
      default: index += 1
      }
    }
  }

  /// `\verb|…|`
  private mutating func skipVerbatim() {
    if index < bytes.count, bytes[index] == UInt8(ascii: "*") { index += 1 }
    guard index < bytes.count, !SourceText.isBlank(bytes[index]) else { return }
    let line = bytes[(index + 1)...].prefix { $0 != 0x0A }
    index = line.firstIndex(of: bytes[index]).map { $0 + 1 } ?? index + 1
  }

  private mutating func skip(past end: String) { index = offset(of: end, from: index) ?? bytes.count }

  /// Where a word ends that stands at an offset or after it.
  private func offset(of word: String, from start: Int) -> Int? {
    let word = Array(word.utf8)
    return bytes.indices[start...].first { bytes[$0] == word[0] && bytes[$0...].starts(with: word) }
      .map { $0 + word.count }
  }
}

extension TeXSource {
  /// The source with the texts of notes that stand apart, `\footnotetext{…}`, where their marks stand: a converter drops
  /// both. A text with a number is that mark's, another that of the first mark without one.
  var withNotesAtMarks: [UInt8] {
    var marks = commands.filter { $0.name == "footnotemark" }
    var edits: [(range: Range<Int>, bytes: [UInt8])] = []
    for text in commands where text.name == "footnotetext" {
      guard let argument = text.argument else { continue }
      let number = text.option.map { bytes[$0] }
      let named = marks.firstIndex { mark in
        number.map { number in mark.option.map { bytes[$0].elementsEqual(number) } ?? false } ?? false
      }
      guard let place = named ?? marks.firstIndex(where: { $0.option == nil }) else { continue }
      let mark = marks.remove(at: place)
      let end = mark.option.map { $0.upperBound + 1 } ?? mark.range.upperBound
      edits.append((mark.range.lowerBound..<end, Array("\\footnote{".utf8) + bytes[argument] + [0x7D]))
      edits.append((text.range.lowerBound..<argument.upperBound + 1, []))
    }
    var (result, index) = ([UInt8](), 0)
    for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound })
    where edit.range.lowerBound >= index {
      result += bytes[index..<edit.range.lowerBound] + edit.bytes
      index = edit.range.upperBound
    }
    return result + bytes[index...]
  }
}
