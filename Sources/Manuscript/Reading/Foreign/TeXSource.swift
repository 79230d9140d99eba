/// A LaTeX source, as a converter keeps all of it.
struct TeXSource {
  /// What a converter is given.
  private(set) var prepared: [UInt8] = []
  /// How many notes that has.
  private(set) var noteCount = 0

  /// The line of that in which the text begins; 0 where nothing stands before it.
  var firstLine: Int {
    let begin = Array("\\begin{document}".utf8)
    let start = prepared.indices.first { prepared[$0] == begin[0] && prepared[$0...].starts(with: begin) }
    return start.map { prepared[..<$0].count { $0 == 0x0A } + 1 } ?? 0
  }

  private let bytes: [UInt8]
  private var edits: [(range: Range<Int>, bytes: [UInt8])] = []
  /// Marks of notes whose words stand elsewhere, in their order: `\footnotemark`.
  private var marks: [(command: TeXCommand, number: String)] = []
  /// The number of the last note.
  private var number = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    let commands = TeXCommand.all(in: bytes)
    let document = Self.document(commands, in: bytes)
    for command in commands {
      if command.name == "i" || command.name == "j" { dot(command) }
      guard !command.arguments.isEmpty || command.name == "footnotemark" else { continue }
      // What a new command is made of is set where that stands.
      let isSet = document.contains(command.range.lowerBound)
      switch command.name {
      case "footnote": if isSet { countNote() }
      case _ where Self.notes.contains(command.name):
        if isSet { countNote() }
        rename(command, "\\footnote")
      case "footnotemark": see(mark: command)
      case "footnotetext":
        noteCount += 1
        place(command)
      case _ where Self.citations[command.name] != nil:
        edits.append(
          (command.range.lowerBound..<command.nameEnd, Array((Self.citations[command.name] ?? "").utf8)))
      case "bibitem": markEntry(command)
      case "begin" where Self.isLiterature(command, in: bytes):
        // The figure says how wide the labels are.
        replace(command, andArguments: 2, with: "\\section*{References}")
      case "end" where Self.isLiterature(command, in: bytes): replace(command, andArguments: 1, with: "")
      default: break
      }
    }
    prepared = bytes.applying(edits)
  }

  private mutating func countNote() {
    number += 1
    noteCount += 1
  }

  /// Where the document stands: what is before it and after it is not set. All of a source that does not say.
  private static func document(_ commands: [TeXCommand], in bytes: [UInt8]) -> Range<Int> {
    func limit(_ name: String) -> Range<Int>? {
      commands.first { command in
        command.name == name
          && command.arguments.first.map { bytes[$0].elementsEqual("document".utf8) } == true
      }?.range
    }
    let start = limit("begin")?.upperBound ?? 0
    return start..<max(start, limit("end")?.lowerBound ?? bytes.count)
  }

  /// Notes of other names, which a converter does not know. What stands in the margin is one too.
  private static let notes = Set(
    words: "endnote sidenote tablefootnote marginpar marginnote pagenote")

  /// Citations that a converter does not know, by those that it knows.
  private static let citations = [
    "fullcite": "\\cite", "citetitle": "\\cite", "citedate": "\\cite", "citeurl": "\\cite",
    "citefield": "\\cite",
    "footfullcite": "\\footcite", "footcitetext": "\\footcite",
  ]

  /// Writes a note's name anew; numbers and places in brackets after it are none of its words.
  private mutating func rename(_ command: TeXCommand, _ name: String) {
    let end = command.arguments[0].lowerBound - 1
    edits.append((command.range.lowerBound..<end, Array(name.utf8)))
  }

  private mutating func replace(_ command: TeXCommand, andArguments count: Int, with text: String) {
    let end = command.arguments.prefix(count).last.map { $0.upperBound + 1 } ?? command.nameEnd
    edits.append((command.range.lowerBound..<end, Array(text.utf8)))
  }

  /// Writes a letter under an accent, which takes the place of its dot: `\"{\i}`.
  private mutating func dot(_ letter: TeXCommand) {
    let before = bytes[..<letter.range.lowerBound].suffix(3)
    let accent = before.last == UInt8(ascii: "{") ? before.dropLast() : before
    guard accent.suffix(2).first == UInt8(ascii: "\\"), let sign = accent.last, "\"'`^=~.".utf8.contains(sign)
    else { return }
    let end = bytes[letter.nameEnd...].firstIndex { $0 != 0x20 } ?? bytes.count
    edits.append((letter.range.lowerBound..<end, Array(letter.name.utf8)))
  }

  // MARK: - Notes apart from their marks

  private mutating func see(mark: TeXCommand) {
    if let option = mark.options.first {
      marks.append((mark, String(decoding: bytes[option], as: UTF8.self)))
    } else {
      number += 1
      marks.append((mark, "\(number)"))
    }
  }

  /// Puts a note where its mark stands: the one of its number, else the first that has no words yet.
  private mutating func place(_ text: TeXCommand) {
    let number = text.options.first.map { String(decoding: bytes[$0], as: UTF8.self) }
    let place = marks.firstIndex { number == nil || $0.number == number }
    let note = Array("\\footnote{".utf8) + bytes[text.arguments[0]] + Array("}".utf8)
    guard let place else {
      rename(text, "\\footnote")
      return
    }
    let mark = marks.remove(at: place).command
    let isBraced = mark.arguments.first?.isEmpty == true
    let end =
      isBraced
      ? mark.arguments[0].upperBound + 1 : mark.options.first.map { $0.upperBound + 1 } ?? mark.nameEnd
    edits.append((mark.range.lowerBound..<end, note))
    edits.append((text.range.lowerBound..<text.arguments[0].upperBound + 1, []))
  }

  // MARK: - Literature

  private static func isLiterature(_ command: TeXCommand, in bytes: [UInt8]) -> Bool {
    command.arguments.first.map { String(decoding: bytes[$0], as: UTF8.self) } == "thebibliography"
  }

  /// Begins an entry with its key, by which the text cites it.
  private mutating func markEntry(_ command: TeXCommand) {
    let label = command.options.first.map { "; " + String(decoding: bytes[$0], as: UTF8.self) } ?? ""
    let key = String(decoding: bytes[command.arguments[0]], as: UTF8.self)
    replace(command, andArguments: 1, with: "\\par{}[@\(key)\(label)] ")
  }
}
