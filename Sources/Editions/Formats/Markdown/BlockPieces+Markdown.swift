internal import Manuscript

extension BlockPieces {
  /// The pieces as CommonMark, with line breaks where the text has them.
  func markdown(breaks: MarkdownText.Break = .hard) -> String {
    var result = ""
    var closers: [Int: String] = [:]
    let ends = closeIndices()
    var markOpensLine = false
    var index = 0
    while index < pieces.count {
      let followsMark = if index > 0, case .mark = pieces[index - 1] { true } else { false }
      switch pieces[index] {
      case .text(let scalars):
        // Right after a note's mark a parenthesis would make a link of it, and a colon, where the mark opens
        // the line, a definition.
        if followsMark, scalars.first == "(" || scalars.first == ":" && markOpensLine { result += "\\" }
        result += MarkdownText.escaped(
          scalars, opensLine: index == 0, closesBlock: index == pieces.count - 1, breaks: breaks)
      case .mark(let label):
        markOpensLine = result.isEmpty || result.hasSuffix("\n")
        result += "[^\(label)]"
      case .close(let span): result += closers[span] ?? ""
      case .open(let span):
        let end = ends[span] ?? index
        if isCode(span), end == index + 2, case .text(let scalars) = pieces[index + 1],
          !scalars.contains("\n")
        {
          result += MarkdownText.code(String(String.UnicodeScalarView(scalars)))
          index = end
        } else {
          let (opener, closer) = marks(of: span, from: index, to: end)
          result += opener
          closers[span] = closer
        }
      }
      index += 1
    }
    return result
  }

  /// The text alone, and the marks that would stand in it: for a block kept as it stands.
  func verbatim() -> (text: String, marks: [String]) {
    var text = String.UnicodeScalarView()
    var marks: [String] = []
    for piece in pieces {
      switch piece {
      case .text(let scalars): text.append(contentsOf: scalars)
      case .mark(let label): marks.append(label)
      case .open, .close: break
      }
    }
    return (String(text), marks)
  }

  private func closeIndices() -> [Int: Int] {
    var indices: [Int: Int] = [:]
    for (index, piece) in pieces.enumerated() { if case .close(let span) = piece { indices[span] = index } }
    return indices
  }

  private func isCode(_ span: Int) -> Bool {
    if case .emphasis(.code) = spans[span].style { true } else { false }
  }

  private func marks(of span: Int, from start: Int, to end: Int) -> (opener: String, closer: String) {
    let kind: EmphasisSpan.Kind
    switch spans[span].style {
    case .link(let destination): return ("[", "](<\(Self.escapedDestination(destination))>)")
    case .emphasis(let emphasis): kind = emphasis
    }
    let asterisks = kind == .emphasis ? "*" : kind == .strong ? "**" : nil
    if let asterisks,
      canDelimit(outer: edge(ofPiece: start - 1, atEnd: true), inner: edge(ofPiece: start + 1)),
      canDelimit(outer: edge(ofPiece: end + 1), inner: edge(ofPiece: end - 1, atEnd: true))
    {
      return (asterisks, asterisks)
    }
    let tag =
      switch kind {
      case .emphasis: "em"
      case .strong: "strong"
      case .code: "code"
      case .strikethrough: "del"
      case .superscript: "sup"
      case .subscript: "sub"
      case .underline: "u"
      }
    return ("<\(tag)>", "</\(tag)>")
  }

  private static func escapedDestination(_ destination: String) -> String {
    var result = ""
    for character in destination.unicodeScalars {
      if "<>\\".unicodeScalars.contains(character) { result += "\\" }
      // An entity would be read as what it stands for.
      result += character == "&" ? "&amp;" : String(character)
    }
    return result
  }

  // MARK: - Where asterisks work

  /// What stands beside a delimiter, as CommonMark's flanking rules (0.31, 6.2) see it.
  private enum Edge {
    case blank, punctuation, word
    /// What readers disagree on, or what would join the delimiter.
    case doubtful
  }

  /// Whether asterisks between these two can only begin or end what lies on their inner side.
  private func canDelimit(outer: Edge, inner: Edge) -> Bool {
    switch inner {
    case .word: outer == .blank || outer == .punctuation
    case .punctuation: outer == .blank
    case .blank, .doubtful: false
    }
  }

  private func edge(ofPiece index: Int, atEnd: Bool = false) -> Edge {
    guard pieces.indices.contains(index) else { return .blank }
    switch pieces[index] {
    case .open(let span), .close(let span): return spans[span].isLink ? .punctuation : .doubtful
    case .mark: return .punctuation
    case .text(let scalars):
      guard let scalar = atEnd ? scalars.last : scalars.first else { return .doubtful }
      if scalar == "\n" { return .blank }
      if scalar.properties.isWhitespace {
        // A blank at a line's end or start may be written as an entity.
        let beyond = atEnd ? scalars.dropLast().last : scalars.dropFirst().first
        return beyond.map { $0.properties.isWhitespace } ?? true ? .doubtful : .blank
      }
      switch scalar.properties.generalCategory {
      case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
        .finalPunctuation, .otherPunctuation:
        return .punctuation
      case .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol: return .doubtful
      default: return .word
      }
    }
  }
}
