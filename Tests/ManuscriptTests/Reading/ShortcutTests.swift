import TextCorpus
import Testing

@testable import Manuscript

/// Quick looks at a line's bytes that stand for longer ones: they must not find anything else.
@Suite("Shortcuts find what the long way finds")
struct ShortcutTests {
  private static let words = [
    "the", "Wool", "i.e", "U.S", "é", "naïve", "Ωmega", "12", "a", "of", "’", "“", ")", "-", "–", " ", "  ",
    ",", ".",
    ";", "*", "³", "no", "vol", "界", "e\u{301}", "\u{AD}",
  ]
  private static let ends = [
    "a", "e", "Z", "of", "the", ".", ",", ";", ":", "!", "?", "-", "no.", "vol.", "e.g.",
  ]

  /// A mark that nobody sees makes it look at a line from its start.
  @Test(arguments: 1...40)
  func `how a line ends`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<200 {
      let body = (0..<random.pick([0, 1, 2, 5, 30])).map { _ in random.pick(Self.words) }.joined()
      let line = body + random.pick(Self.ends)
      // The letter of a note that came in late, `12a`, is taken off with its number.
      guard line.dropLast().last?.isNumber != true else { continue }
      let (short, long) = (try end(of: line), try end(of: line + "\u{200B}"))
      let comment = Comment(rawValue: "seed \(seed): \(line)")
      #expect(short.last == long.last, comment)
      #expect(short.word == long.word, comment)
      #expect(short.isQuoted == long.isQuoted, comment)
      #expect(short.isOpen == long.isOpen, comment)
      #expect(short.isDangling == long.isDangling, comment)
      #expect(short.isHyphenated == long.isHyphenated, comment)
      #expect(short.awaitsNumber == long.awaitsNumber, comment)
    }
  }

  private func end(of line: String) throws -> TextEnd {
    let source = try SourceText(Array(line.utf8))
    return TextEnd(ofLine: 0..<source.bytes.count, in: source)
  }

  @Test(arguments: 1...40)
  func `gaps of a line`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var found = 0
    for _ in 0..<200 {
      let lead = String(
        repeating: random.pick([" ", "\t"]), count: random.pick([0, 0, 1, 2, 3, 23, 24, 30]))
      let pieces = ["a", "b", "é", " ", " ", " ", "  ", "   ", "\t"]
      let body = (0..<random.pick([1, 4, 12, 40])).map { _ in random.pick(pieces) }.joined()
      let source = try SourceText(Array((lead + body).utf8))
      let drawn = DrawnLine(source.lines[0], in: source)
      if !drawn.starts.isEmpty {
        found += 1
        #expect(DrawnLine.mayHaveGap(source.lines[0], in: source), "seed \(seed): “\(lead + body)”")
      }
    }
    #expect(found > 0)
  }

  @Test(arguments: ["", "(", "The mill.", "17 Words", "   ", "a   b", "of the mill and the"])
  func `no gap where there is none`(text: String) throws {
    let source = try SourceText(Array("x\(text)x".utf8))
    let drawn = DrawnLine(source.lines[0], in: source)
    #expect(DrawnLine.mayHaveGap(source.lines[0], in: source) == !drawn.starts.isEmpty)
  }

  /// In capitals an ß is SS, as it is in Switzerland always. `fn:` has its colon.
  @Test(arguments: SourceText.footnoteWords.subtracting(["fn:"]).sorted())
  func `words for notes`(word: String) throws {
    for written in [word, word.prefix(1).uppercased() + word.dropFirst(), word.uppercased()] {
      let source = try SourceText(Array("\(written) 3: Holt, Mills.".utf8))
      #expect(source.opening(0..<source.bytes.count)?.label == NoteLabel("3"), "\(written)")
    }
  }

  @Test(arguments: 0x20..<0x7F)
  func `beginnings of sentences`(byte: UInt8) throws {
    let source = try SourceText([byte, 0x61])
    let scalar = Unicode.Scalar(byte)
    let begins =
      scalar.properties.isUppercase || scalar.properties.numericType != nil
      || "\"'".unicodeScalars.contains(scalar)
    #expect(source.beginsLikeSentence(0..<2) == begins)
  }

  @Test(arguments: ["", "a", "ab", "abc", "12a", "123", "a.b", "né", "née", "e\u{301}ab", "界界界", "²³¹"])
  func `long words`(word: String) {
    #expect(word.isLongWord == (word.count > 2 && word.contains(where: \.isLetter)))
  }

  /// A line is read no further than 240 bytes from its end, also where that parts a character.
  @Test(arguments: 230...260)
  func `a long word`(length: Int) throws {
    for letter in ["a", "é", "界"] {
      let word = String(repeating: letter, count: length / letter.utf8.count) + "a"
      let (short, long) = (try end(of: "The \(word)"), try end(of: "The \(word)\u{200B}"))
      #expect(short.last == long.last)
      #expect(short.isOpen == long.isOpen)
      #expect(short.isDangling == long.isDangling)
    }
  }
}
