import ActSupport
import Acts
import Consensus
import Manuscript
import Scholarship
import SeededRandom

extension Group {
  /// A paper of blocks of every kind, and people at work on it: all that its seed fixes.
  ///
  /// Its words are few and short, so that edits meet, agree and delete whole sentences and blocks often; among them are marks
  /// of formats, of other scripts, and blanks.
  static func random(seed: UInt64, steps: Int = 50) throws -> Group {
    var random = SeededGenerator(seed: seed)
    var group = try Group(on: Self.randomDocument(&random))
    for _ in 0..<steps {
      let person = (["ada", "bel", "cyd", "edd"] as [Handle]).randomElement(using: &random)!
      do throws(Refusal) { try group.attempt(group.randomCommand(&random), by: person) } catch { continue }
    }
    return group
  }

  /// As `run`, and says no more than that it was refused.
  private mutating func attempt(_ command: Command, by person: Handle) throws(Refusal) {
    _ = try paper.decide(command, by: person)
    do { try run(command, by: person) } catch let refusal as Refusal { throw refusal } catch {
      preconditionFailure("\(error)")
    }
  }

  // MARK: The paper

  private static let words = [
    "a", "of", "the", "fort", "Ghazni", "*b*", "_c_", "<d>", "&amp;", "&", "“e”", "]]>", "{++", "++}", "[^1]",
    "~~",
    "é", "e\u{301}", "שלום", "سلام", "漢字", "\u{200F}", "|x", "\"q\"", "'", "--", "{>>", "%1", "1.",
    "\u{1F600}",
  ]

  private static func sentence(_ random: inout SeededGenerator, plain: Bool = false) -> String {
    let words = plain ? words.filter { !$0.contains("|") } : words
    let count = Int.random(in: 1...6, using: &random)
    return (0..<count).map { _ in words.randomElement(using: &random)! }.joined(separator: " ") + "."
  }

  private static func randomDocument(_ random: inout SeededGenerator) -> Document {
    var sketch = Sketch()
    let notes = Int.random(in: 0...3, using: &random)
    sketch.add(.heading, sentence(&random), level: 1)
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let kind = BlockKind.allCases.filter { $0 != .note }.randomElement(using: &random)!
      let first = sentence(&random)
      let marks =
        notes > 0 && Bool.random(using: &random) ? [Int.random(in: 1...notes + 1, using: &random)] : []
      switch kind {
      case .table: sketch.add(.table, table(&random))
      case .list:
        sketch.add(
          .list, first, level: Int.random(in: 1...3, using: &random),
          label: [nil, "-", "3.", "a)"].randomElement(using: &random)!)
      default:
        let second = [" ", "\n"].randomElement(using: &random)! + sentence(&random)
        let style = EmphasisSpan.Kind.allCases.randomElement(using: &random)!
        sketch.add(
          kind, first + second, level: kind == .heading ? Int.random(in: 1...7, using: &random) : nil,
          Bool.random(using: &random) ? [(style, first)] : [],
          links: Bool.random(using: &random)
            ? [(String(first.prefix(2)), to: "https://a.example/?b=1&c")] : [],
          notes: marks.map { ($0, after: first) })
      }
    }
    for note in 0..<notes {
      sketch.add(
        .note, sentence(&random), notes: note > 0 && Bool.random(using: &random) ? [(1, after: ".")] : [])
    }
    return sketch.document
  }

  private static func table(_ random: inout SeededGenerator) -> String {
    let columns = Int.random(in: 1...3, using: &random)
    func row(_ random: inout SeededGenerator) -> String {
      "| " + (0..<columns).map { _ in sentence(&random, plain: true) }.joined(separator: " | ") + " |"
    }
    let rule = "|" + String(repeating: "---|", count: columns)
    return [row(&random), rule, row(&random), row(&random)].joined(separator: "\n")
  }

  // MARK: What people do

  /// A passage within a block, without line breaks: some words, a sentence, or the whole.
  private func randomRange(_ random: inout SeededGenerator) -> ScalarRange {
    let block = document.blocks.randomElement(using: &random)!
    var lines: [ScalarRange] = []
    var start = block.range.start
    for offset in block.range.start...block.range.end
    where offset == block.range.end || document.text[offset] == "\n" {
      lines.append(ScalarRange(start, offset))
      start = offset + 1
    }
    let line = lines.randomElement(using: &random)!
    if Int.random(in: 0..<6, using: &random) == 0 { return line }
    let low = Int.random(in: line.start...line.end, using: &random)
    if Int.random(in: 0..<4, using: &random) == 0 { return ScalarRange(low, low) }
    return ScalarRange(low, min(line.end, low + Int.random(in: 0...8, using: &random)))
  }

  private func randomCommand(_ random: inout SeededGenerator) -> Command {
    func any(_ kind: EntityKind) -> EntityID {
      EntityID(kind, Int.random(in: 1...max(1, paper.count(of: kind)), using: &random))
    }
    let range = randomRange(&random)
    let anchor = document.anchor(for: range, base: Self.base)
    let said = Self.sentence(&random)
    let decidable = Bool.random(using: &random) || paper.disputes.isEmpty ? any(.correction) : any(.dispute)
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<30:
      let replacement = ["", "", "x", " y ", said, "a|b"].randomElement(using: &random)!
      return .correct(anchor, replacement: replacement, class: .wording, reason: said, evidence: [])
    case 30..<60:
      let vote: Vote =
        Int.random(in: 0..<3, using: &random) > 0 ? .for : Vote.allCases.randomElement(using: &random)!
      return .vote(vote, on: decidable, reason: Bool.random(using: &random) ? said : nil)
    case 60..<70:
      return .rule(
        Int.random(in: 0..<3, using: &random) > 0 ? .accept : .reject, on: decidable, reason: said)
    case 70..<73: return .withdraw(any(.correction), reason: nil)
    case 73..<80: return .registerClaim(anchors: [anchor], statement: said, kind: .fact)
    case 80..<86:
      let stance = Stance.allCases.randomElement(using: &random)!
      return .takeStance(stance, on: any(.claim), reason: said, confidence: 3)
    case 86..<90: return .dispute(.thing(any(.correction)), ground: .date, body: said)
    case 90..<93: return .dispute(.thing(any(.claim)), ground: nil, body: said)
    case 93..<95: return .argue(any(.dispute), .against, body: said, evidence: [])
    case 95..<98: return .annotate(.passage(anchor), motivation: .questioning, body: said, tags: ["t"])
    default: return .annotate(.thing(any(.annotation)), motivation: .replying, body: said, tags: [])
    }
  }
}
