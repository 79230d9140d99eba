import Protocol
import SeededRandom
import Rendering
import Testing

@testable import ClientKit

struct LexerTests {
  private func words(_ text: String) throws -> [[String]] {
    try Lexer.commands(in: text).map { $0.words.map(\.text) }
  }

  @Test(
    arguments: [
      ("", []),
      ("read p1", [["read", "p1"]]),
      ("  a\t b  ", [["a", "b"]]),
      ("a;b\nc", [["a"], ["b"], ["c"]]),
      (";;\n;", []),
      ("a # b; c\nd", [["a"], ["d"]]),
      ("a#b #c", [["a#b"]]),
      (#"'a "b' "c 'd""#, [[#"a "b"#, "c 'd"]]),
      ("a\\ b \\; \\#", [["a b", ";", "#"]]),
      (#""a\"b\\c\$d\`e\f""#, [[#"a"b\c$d`e\f"#]]),
      (#"'a\b'"#, [[#"a\b"#]]),
      ("a'b'\"c\"d", [["abcd"]]),
      ("'' \"\" x", [["", "", "x"]]),
      ("a \\\nb", [["a", "b"]]),
      ("a\\\nb", [["ab"]]),
      ("\"a\\\nb\"", [["ab"]]),
      ("\"a\nb\" c", [["a\nb", "c"]]),
      ("a\r\nb\r\n", [["a"], ["b"]]),
      ("$HOME *.md `x` a|b >c &", [["$HOME", "*.md", "`x`", "a|b", ">c", "&"]]),
      ("“a b” é\u{301}", [["“a", "b”", "é\u{301}"]]),
    ] as [(String, [[String]])])
  func `splits as a shell does`(text: String, expected: [[String]]) throws {
    #expect(try words(text) == expected)
  }

  @Test(arguments: [
    (#"a "b"#, LexerError.Kind.quoteNotClosed("\""), 2), ("a b'c", .quoteNotClosed("'"), 3),
    (#"x \"#, .nothingEscaped, 2), ("x \\\n", .nothingEscaped, 2),
  ])
  func `says where a word does not end`(text: String, kind: LexerError.Kind, offset: Int) {
    #expect(throws: LexerError(kind: kind, offset: offset)) { try Lexer.commands(in: text) }
  }

  @Test func `knows where each word begins`() throws {
    let command = try Lexer.commands(in: "one; 'é x'  two\n")[1]
    #expect(command.words.map(\.offset) == [5, 12])
    #expect(command.place(of: 12) == ScriptPlace(12, in: "one; 'é x'  two\n", firstLine: 1))
    #expect(command.place(of: 12).column == 12)
  }

  private static let alphabet: [Unicode.Scalar] = Array("ab'\"\\ \t\n;#$`=-é\u{301}“🧭中\r~*".unicodeScalars)

  private func randomWord(_ generator: inout SeededGenerator) -> String {
    let count = Int.random(in: 0...8, using: &generator)
    var word = String.UnicodeScalarView()
    for _ in 0..<count { word.append(Self.alphabet.randomElement(using: &generator) ?? "a") }
    return String(word)
  }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func `reads quoted words back as they were`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let words = (0...Int.random(in: 0...5, using: &generator)).map { _ in randomWord(&generator) }
    let text = Quoting.joined(words)
    #expect(try self.words(text) == [words], "seed \(seed), text \(text)")
    #expect(CommandLine(arguments: words).text == text)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `never fails but for an open end`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let text = (0..<6).map { _ in randomWord(&generator) }.joined()
    do throws(LexerError) {
      for command in try Lexer.commands(in: text) {
        #expect(!command.words.isEmpty, "seed \(seed)")
        #expect(command.words.allSatisfy { $0.offset < text.unicodeScalars.count }, "seed \(seed)")
      }
    } catch {
      #expect((0..<text.unicodeScalars.count).contains(error.offset), "seed \(seed)")
    }
  }
}

struct ScriptTests {
  @Test func `gives a command out as soon as its line is there`() throws {
    var script = Script(name: "s")
    #expect(script.add(line: "# a comment").isEmpty)
    #expect(script.add(line: "a; b").map(\.line) == [2, 2])
    #expect(script.add(line: "claim p1 -m \"one").isEmpty)
    #expect(script.isWithinCommand)
    let commands = script.add(line: "two\"; c")
    #expect(commands.map { $0.words.map(\.text) } == [["claim", "p1", "-m", "one\ntwo"], ["c"]])
    #expect(commands.map(\.line) == [3, 4])
    try script.finish()
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `line by line it reads what it reads at once`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let alphabet: [Unicode.Scalar] = Array("ab'\"\\ \t\n\n;#$é\r".unicodeScalars)
    let text = String(
      String.UnicodeScalarView(
        (0..<40).map { _ in alphabet.randomElement(using: &generator) ?? "a" }.filter { $0 != "\u{0}" }))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var script = Script(name: "s")
    let given = lines.flatMap { script.add(line: String($0)) }.map { $0.words.map(\.text) }
    let whole: [[String]]?
    do throws(LexerError) {
      whole = try Lexer.commands(in: text + "\n").map { $0.words.map(\.text) }
    } catch {
      whole = nil
    }
    let isOpen: Bool
    do throws(ClientError) {
      try script.finish()
      isOpen = false
    } catch {
      isOpen = true
    }
    #expect(isOpen == (whole == nil), "seed \(seed)")
    if let whole { #expect(given == whole, "seed \(seed)") }
  }

  /// Each line anew with all before it would be half a million million characters.
  @Test(.timeLimit(.minutes(15))) func `an open quote of many lines takes the time of its length`() {
    var script = Script(name: "s")
    #expect(script.add(line: "claim p1 -m \"one").isEmpty)
    for _ in 0..<100_000 { #expect(script.add(line: "a line after it").isEmpty) }
    #expect(script.add(line: "\"").first?.words.last?.text.utf8.count == 3 + 1 + 100_000 * 16)
  }

  @Test func `points at what is left open`() {
    var script = Script(name: "s")
    _ = script.add(line: "a")
    _ = script.add(line: "b 'c")
    let error = #expect(throws: ClientError.self) { try script.finish() }
    #expect(error?.exit == .usage)
    #expect(error?.place == ScriptPlace(2, in: "b 'c", firstLine: 2))
  }

  @Test func `skips a byte order mark`() {
    var script = Script(name: "s")
    #expect(script.add(line: "\u{FEFF}papers").first?.words.first?.text == "papers")
  }
}
