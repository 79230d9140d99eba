internal import Manuscript

/// The lists of a document, and `word/numbering.xml`, which says how their items are marked.
struct WordNumbering {
  /// A list that counts from some number on, or whose items are all marked alike.
  private enum List: Hashable {
    case bullets
    case numbers(from: Int, sign: Character)
    case label(String)
  }

  /// By number less one.
  private var lists: [List] = []
  private var literal: [List: Int] = [:]
  /// The last number given at each depth, and in which list.
  private var last: [Int: (number: Int, sign: Character, list: Int)] = [:]

  /// The properties of an item's paragraph; empty where its number is part of its text.
  ///
  /// - Parameter depth: from 1.
  mutating func properties(of item: Block, depth: Int) -> String {
    guard let list = list(of: item, depth: depth) else { return "" }
    return "<w:numPr><w:ilvl w:val=\"\(depth - 1)\"/><w:numId w:val=\"\(list)\"/></w:numPr>"
  }

  /// What is no list has come: numbers do not go on.
  mutating func endLists() { last = [:] }

  private mutating func list(of item: Block, depth: Int) -> Int? {
    guard let label = item.label else { return nil }
    last = last.filter { $0.key <= depth }
    if let number = Marker(number: label)?.number, let sign = label.last {
      let list =
        if let before = last[depth], before.number + 1 == number, before.sign == sign {
          before.list
        } else {
          add(.numbers(from: number, sign: sign))
        }
      last[depth] = (number, sign, list)
      return list
    }
    last[depth] = nil
    let isBullet = !label.unicodeScalars.contains {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
    }
    let kind = isBullet ? List.bullets : .label(label)
    let list = literal[kind] ?? add(kind)
    literal[kind] = list
    return list
  }

  private mutating func add(_ list: List) -> Int {
    lists.append(list)
    return lists.count
  }

  /// The part.
  var xml: String {
    let abstract = lists.enumerated().map { index, list in
      "<w:abstractNum w:abstractNumId=\"\(index + 1)\"><w:multiLevelType w:val=\"hybridMultilevel\"/>"
        + (0..<9).map { Self.level($0, of: list) }.joined() + "</w:abstractNum>"
    }
    let concrete = lists.indices.map {
      "<w:num w:numId=\"\($0 + 1)\"><w:abstractNumId w:val=\"\($0 + 1)\"/></w:num>"
    }
    return WordNames.declaration + "<w:numbering \(WordNames.root)>" + abstract.joined() + concrete.joined()
      + "</w:numbering>"
  }

  private static func level(_ level: Int, of list: List) -> String {
    let (start, format, text): (Int, String, String) =
      switch list {
      case .bullets: (1, "bullet", ["•", "◦", "▪"][level % 3])
      case .numbers(let first, let sign): (first, "decimal", "%\(level + 1)\(sign)")
      // A sign that would stand for a number of the list.
      case .label(let label): (1, "bullet", label.replacing("%", with: "٪"))
      }
    return "<w:lvl w:ilvl=\"\(level)\"><w:start w:val=\"\(start)\"/><w:numFmt w:val=\"\(format)\"/>"
      + "<w:lvlText w:val=\"\(MarkupBuilder.escaped(text))\"/><w:lvlJc w:val=\"left\"/>"
      + "<w:pPr><w:ind w:left=\"\(360 * (level + 1))\" w:hanging=\"360\"/></w:pPr></w:lvl>"
  }
}
