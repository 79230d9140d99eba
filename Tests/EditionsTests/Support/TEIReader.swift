/// Recovers texts from TEI by what TEI's own Guidelines say, knowing nothing of how it was written.
struct TEIReader {
  /// Which reading of each entry is taken.
  enum Witness { case base, lemma }

  private enum Item: Equatable {
    case scalar(Unicode.Scalar)
    case anchor(String)
    case note(Int)
  }

  private let root: Markup
  private let witness: Witness
  private var notes: [Markup] = []
  /// What takes the place of what stands between two anchors.
  private var replacements: [(from: String, to: String, words: String)] = []

  init?(_ xml: String, taking witness: Witness) {
    guard let root = Markup.parse(xml) else { return nil }
    self.root = root
    self.witness = witness
    for app in root.first("standOff")?.descendants ?? [] where app.name == "app" && witness == .lemma {
      guard let lemma = app.elements.first(where: { $0.name == "lem" }),
        !lemma.tokens("wit").contains("#base")
      else { continue }
      let words = Self.plain(lemma)
      replacements.append(
        (String(app.tokens("from")[0].dropFirst()), String(app.tokens("to")[0].dropFirst()), words))
    }
  }

  private static func plain(_ element: Markup) -> String {
    element.children.map { child in
      switch child {
      case .text(let text): text
      case .element(let inner): plain(inner)
      }
    }.joined()
  }

  /// The blocks of the body and then the notes by number, a blank line between; what has no words left is left out.
  mutating func text() -> String {
    guard let text = root.first("text") else { return "" }
    var blocks: [String] = []
    var found: [(Int, String)] = []
    for block in text.descendants {
      guard let id = block.attributes["xml:id"], id.hasPrefix("p"), Int(id.dropFirst()) != nil else {
        continue
      }
      blocks.append(read(block))
    }
    for back in text.elements where back.name == "back" {
      notes += back.descendants.filter {
        $0.name == "note" && Int($0.attributes["xml:id"]?.dropFirst() ?? "") != nil
      }
    }
    var next = 0
    var seen: Set<Int> = []
    while next < notes.count {
      let note = notes[next]
      next += 1
      guard let number = Int(note.attributes["xml:id"]?.dropFirst() ?? ""), seen.insert(number).inserted
      else { continue }
      found.append((number, read(note)))
    }
    let all = blocks + found.sorted { $0.0 < $1.0 }.map(\.1)
    let kept = witness == .base ? all : all.filter { !$0.allSatisfy(\.isWhitespace) }
    return kept.joined(separator: "\n\n")
  }

  /// The words of a block or a note; the notes that stand in it wait for their turn.
  private mutating func read(_ element: Markup) -> String {
    var pending: [Markup] = []
    var items = items(of: element, &pending)
    for (from, to, words) in replacements {
      guard let start = items.firstIndex(of: .anchor(from)), let end = items.firstIndex(of: .anchor(to))
      else {
        continue
      }
      items.replaceSubrange(start...end, with: words.unicodeScalars.map(Item.scalar))
    }
    var result = String.UnicodeScalarView()
    for item in items {
      switch item {
      case .scalar(let scalar): result.append(scalar)
      case .anchor: break
      case .note(let index): notes.append(pending[index])
      }
    }
    return String(result)
  }

  private func items(of element: Markup, _ pending: inout [Markup]) -> [Item] {
    var items: [Item] = []
    for child in element.children {
      switch child {
      case .text(let text): items += text.unicodeScalars.map(Item.scalar)
      case .element(let inner):
        switch inner.name {
        case "note":
          pending.append(inner)
          items.append(.note(pending.count - 1))
        case "anchor": items.append(.anchor(inner.attributes["xml:id"] ?? ""))
        case "app":
          let readings = inner.elements.filter { $0.name == "lem" || $0.name == "rdg" }
          let chosen =
            witness == .lemma
            ? readings.first { $0.name == "lem" } : readings.first { $0.tokens("wit").contains("#base") }
          if let chosen { items += self.items(of: chosen, &pending) }
        case "lb", "pb", "ptr": break
        default: items += self.items(of: inner, &pending)
        }
      }
    }
    return items
  }
}
