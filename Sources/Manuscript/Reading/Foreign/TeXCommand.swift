/// A command of a LaTeX source with what stands in its brackets and braces.
struct TeXCommand {
  /// Without the backslash and a star.
  let name: String
  /// From the backslash to the last brace.
  let range: Range<Int>
  /// Where its name ends, a star included.
  let nameEnd: Int
  /// What stands in brackets before the first brace.
  let options: [Range<Int>]
  /// What stands in braces.
  let arguments: [Range<Int>]

  /// The command that begins at a backslash; `nil` for one of a sign, `\%`.
  init?(at start: Int, in bytes: [UInt8], _ groups: TeXGroups) {
    let letters = bytes[(start + 1)...].prefix { SourceText.isLetter($0) || $0 == UInt8(ascii: "@") }
    guard !letters.isEmpty else { return nil }
    name = String(decoding: letters, as: UTF8.self)
    var end = letters.endIndex
    if end < bytes.count, bytes[end] == UInt8(ascii: "*") { end += 1 }
    nameEnd = end
    var (options, arguments) = ([Range<Int>](), [Range<Int>]())
    while true {
      let next = Self.endOfBlanks(from: end, in: bytes)
      if arguments.isEmpty, let option = groups.option(at: next, in: bytes) {
        options.append(option)
        end = option.upperBound + 1
      } else if let argument = groups.argument(at: next) {
        arguments.append(argument)
        end = argument.upperBound + 1
      } else {
        break
      }
    }
    range = start..<end
    (self.options, self.arguments) = (options, arguments)
  }

  /// Past the blanks of a line and one line break: an empty line ends a command.
  private static func endOfBlanks(from start: Int, in bytes: [UInt8]) -> Int {
    var (index, breaks) = (start, 0)
    while index < bytes.count, SourceText.isBlank(bytes[index]) || bytes[index] == 0x0A {
      if bytes[index] == 0x0A { breaks += 1 }
      if breaks > 1 { return start }
      index += 1
    }
    return index
  }

  fileprivate static func endOfLine(from start: Int, in bytes: [UInt8]) -> Int {
    bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
  }

  /// All commands of a source, those within others too; none in comments, nor where commands are no commands.
  static func all(in bytes: [UInt8]) -> [TeXCommand] {
    let groups = TeXGroups(bytes)
    var (commands, index) = ([TeXCommand](), 0)
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%") {
        index = endOfLine(from: index, in: bytes)
      } else if bytes[index] == UInt8(ascii: "\\") {
        guard let command = TeXCommand(at: index, in: bytes, groups) else {
          index += 2
          continue
        }
        index =
          command.endOfVerbatim(in: bytes) ?? command.endOfUnsetPart(in: bytes) ?? command.nameEnd
        if command.name != "verb" { commands.append(command) }
      } else {
        index += 1
      }
    }
    return commands
  }

  /// Where the part ends that a condition which never holds keeps from being set: `\iffalse … \fi`, or up to its `\else`.
  private func endOfUnsetPart(in bytes: [UInt8]) -> Int? {
    guard name == "iffalse" else { return nil }
    var (index, depth) = (nameEnd, 1)
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "\\") else {
        index = bytes[index] == UInt8(ascii: "%") ? Self.endOfLine(from: index, in: bytes) : index + 1
        continue
      }
      let name = bytes[(index + 1)...].prefix(while: SourceText.isLetter)
      index = name.isEmpty ? index + 2 : name.endIndex
      switch String(decoding: name, as: UTF8.self) {
      case "fi": depth -= 1
      case "else" where depth == 1: return index
      // `\iff` and `\ifthenelse{…}` are no conditions of TeX.
      case let name where name.hasPrefix("if") && name != "iff" && name != "ifthenelse": depth += 1
      default: break
      }
      if depth == 0 { return index }
    }
    return bytes.count
  }

  /// Where what it sets as it stands ends.
  private func endOfVerbatim(in bytes: [UInt8]) -> Int? {
    if name == "verb", nameEnd < bytes.count {
      return bytes[(nameEnd + 1)...].firstIndex { $0 == bytes[nameEnd] || $0 == 0x0A }.map { $0 + 1 }
    }
    guard name == "begin", let argument = arguments.first else { return nil }
    let environment = String(decoding: bytes[argument], as: UTF8.self)
    guard ["verbatim", "Verbatim", "lstlisting", "minted", "comment"].contains(environment) else {
      return nil
    }
    let close = Array("\\end{\(environment)}".utf8)
    return (argument.upperBound..<bytes.count).first {
      bytes[$0] == close[0] && bytes[$0...].starts(with: close)
    }
  }
}

/// Where the braces of a LaTeX source close.
struct TeXGroups {
  private var closing: [Int: Int] = [:]
  /// In bytes; a bracket that closes farther off is a sign of the text.
  private static let longestOption = 2000

  init(_ bytes: [UInt8]) {
    var (open, index) = ([Int](), 0)
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "{"): open.append(index)
      case UInt8(ascii: "}"): if let start = open.popLast() { closing[start] = index }
      case UInt8(ascii: "%"): index = TeXCommand.endOfLine(from: index, in: bytes)
      default: break
      }
      index += 1
    }
  }

  /// What stands in braces that open at an offset.
  func argument(at start: Int) -> Range<Int>? { closing[start].map { start + 1..<$0 } }

  /// What stands in brackets that open at an offset.
  func option(at start: Int, in bytes: [UInt8]) -> Range<Int>? {
    guard start < bytes.count, bytes[start] == UInt8(ascii: "[") else { return nil }
    var index = start + 1
    while index < min(bytes.count, start + Self.longestOption) {
      switch bytes[index] {
      case UInt8(ascii: "]"): return start + 1..<index
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "{"): index = closing[index] ?? index
      case UInt8(ascii: "}"): return nil
      default: break
      }
      index += 1
    }
    return nil
  }
}
