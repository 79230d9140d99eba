extension EditionCheck {
  /// Reads what our Markdown has: marks `[^x1]`, the notes that they lead to, and the list of sigla.
  mutating func checkMarkdown(_ text: String) {
    var (marks, notes): ([String], [String: [Substring]]) = ([], [:])
    var order: [String] = []
    var sigla: Set<String> = []
    var (current, leftOut): (String?, String?)
    var isCode = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") { isCode.toggle() }
      if isCode { continue }
      if line.hasPrefix("- Sigla: ") { sigla.formUnion(Self.sigla(in: line)) }
      if line.hasPrefix("- Without: ") { leftOut = Self.sigla(in: line.dropFirst(2)).first }
      if let label = Self.definition(in: line) {
        if notes[label] != nil { find("The note \(label) is given twice.") }
        if notes[label] == nil { order.append(label) }
        (current, notes[label]) = (label, [line])
      } else if !line.isEmpty, !line.hasPrefix("    ") {
        current = nil
      } else if let current {
        notes[current]?.append(line)
      }
      marks += Self.marks(in: line)
    }
    if sigla.isEmpty { find("No siglum is declared: there is no list of sigla.") }
    for mark in marks where notes[mark] == nil { find("The mark \(mark) leads to no note.") }
    let marked = Set(marks)
    for label in order {
      if !marked.contains(label) { find("Nothing refers to the note \(label).") }
      if label.hasPrefix("x") { checkEntry(label, notes[label] ?? [], sigla, leftOut) }
    }
  }

  private mutating func checkEntry(
    _ label: String, _ lines: [Substring], _ sigla: Set<String>, _ leftOut: String?
  ) {
    entries += 1
    let head = lines.first ?? ""
    let hasLemma = (head.contains("” (") || head.contains("(nothing) (")) && head.contains("); **")
    if !hasLemma, !head.contains(" → ") { find("The entry \(label) has no lemma.") }
    for line in lines {
      if line.contains("Held by nobody."), line.contains("**"), !Self.accountsForProposer(line, in: lines),
        leftOut == nil || Self.names(after: "proposed by ", in: line).first != leftOut
      {
        find("The entry \(label) has a reading that nobody holds.")
      }
      if line.hasPrefix("      For: ") {
        var seen: Set<String> = []
        for name in Self.sides.flatMap({ Self.names(after: $0, in: line) })
        where !seen.insert(name).inserted {
          find("The entry \(label) has \(name) on two sides of a reading.")
        }
      }
      for phrase in ["Held by ", "proposed by "] + Self.sides {
        for name in Self.names(after: phrase, in: line) where !sigla.contains(name) {
          find("The siglum \(name), named in \(label), is not declared.")
        }
      }
    }
  }

  /// What the names on each side of a ballot stand after.
  private static let sides = ["For: ", "Against: ", "Abstained: ", "Recused: ", "Silent: "]

  /// Whether whoever proposed a reading is on another side of it by now.
  private static func accountsForProposer(_ line: Substring, in lines: [Substring]) -> Bool {
    guard let proposer = names(after: "proposed by ", in: line).first else { return false }
    return lines.contains { line in
      sides.dropFirst().contains {
        names(after: $0, in: line).contains(proposer)
      }
    }
  }

  /// `[^x1]` at the beginning of a line, with a colon after it.
  private static func definition(in line: Substring) -> String? {
    guard line.hasPrefix("[^"), let end = line.range(ofBytes: "]:") else { return nil }
    return String(line[line.index(line.startIndex, offsetBy: 2)..<end])
  }

  /// The labels of a line's marks; a bracket that people wrote has a backslash before it.
  private static func marks(in line: Substring) -> [String] {
    var marks: [String] = []
    var rest = definition(in: line) == nil ? line : line.drop { $0 != "]" }
    while let start = rest.range(ofBytes: "[^") {
      let isEscaped = rest[..<start].reversed().prefix { $0 == "\\" }.count % 2 == 1
      rest = rest[rest.index(start, offsetBy: 2)...]
      guard !isEscaped, let end = rest.range(ofBytes: "]") else { continue }
      marks.append(String(rest[..<end]))
    }
    return marks
  }

  private static func sigla(in line: Substring) -> [String] {
    line.dropFirst(9).split(separator: "`").filter { $0 != ", " }.map { $0.prefix { $0 != " " } }.map(
      String.init)
  }

  /// The handles of a list that ends with a full stop.
  private static func names(after phrase: String, in line: Substring) -> [String] {
    guard let start = line.range(ofBytes: phrase) else { return [] }
    let rest = line[line.index(start, offsetBy: phrase.count)...]
    var names: [String] = []
    for word in rest.split(separator: " ") {
      let isLast = !word.hasSuffix(",")
      let name = word.filter { $0 != "\\" }
      names.append(String(name.trimmingSuffix { $0 == "." || $0 == "," || $0 == ":" }))
      if isLast || phrase == "proposed by " { break }
    }
    return names.filter { $0 != "nobody" }
  }
}

extension Substring {
  /// Where ASCII words first stand.
  fileprivate func range(ofBytes words: String) -> Index? {
    let wanted = Array(words.utf8)
    var index = utf8.startIndex
    while index < utf8.endIndex {
      if utf8[index] == wanted[0], utf8[index...].starts(with: wanted) { return index }
      index = utf8.index(after: index)
    }
    return nil
  }

  fileprivate func trimmingSuffix(while fulfils: (Character) -> Bool) -> Substring {
    var rest = self
    while let last = rest.last, fulfils(last) { rest.removeLast() }
    return rest
  }
}

extension String {
  func trimmingSuffix(while fulfils: (Character) -> Bool) -> Substring {
    self[...].trimmingSuffix(while: fulfils)
  }
}
