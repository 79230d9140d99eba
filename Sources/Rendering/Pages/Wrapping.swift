extension Styled {
  /// The text in lines of at most `width` cells, broken at spaces. A word that is wider is broken.
  ///
  /// - Parameter hanging: by how much all lines but the first are narrower.
  func wrapped(to firstWidth: Int, hanging: Int = 0) -> [Styled] {
    let firstWidth = max(firstWidth, 8)
    let otherWidth = max(firstWidth - hanging, 8)
    guard displayWidth > firstWidth else { return [self] }
    var lines: [Styled] = []
    var line = Styled(spans: [])
    var used = 0
    var gap = Styled(spans: [])
    var width: Int { lines.isEmpty ? firstWidth : otherWidth }
    for piece in pieces {
      if piece.isSpace {
        gap.spans += piece.content.spans
        continue
      }
      var word = piece.content
      var wordWidth = word.displayWidth
      if used > 0, used + gap.displayWidth + wordWidth > width {
        lines.append(line)
        (line, used) = (Styled(spans: []), 0)
      } else if used > 0 || lines.isEmpty {
        line.spans += gap.spans
        used += gap.displayWidth
      }
      gap = Styled(spans: [])
      while used + wordWidth > width {
        let (head, tail) = word.cut(at: width - used)
        lines.append(line + head)
        (line, used) = (Styled(spans: []), 0)
        word = tail
        wordWidth = word.displayWidth
      }
      line.spans += word.spans
      used += wordWidth
    }
    if used > 0 { lines.append(line) }
    return lines
  }

  private init(spans: [Span]) { self.spans = spans }

  private struct Piece {
    var content: Styled
    var isSpace: Bool
  }

  /// Its runs of spaces and of other characters. The style may change within a run.
  private var pieces: [Piece] {
    var pieces: [Piece] = []
    for span in spans {
      var rest = span.text[...]
      while let first = rest.first {
        let isSpace = first == " "
        let run = rest.prefix { ($0 == " ") == isSpace }
        rest = rest[run.endIndex...]
        let part = Span(text: String(run), style: span.style)
        if let last = pieces.last, last.isSpace == isSpace {
          pieces[pieces.count - 1].content.spans.append(part)
        } else {
          pieces.append(Piece(content: Styled(spans: [part]), isSpace: isSpace))
        }
      }
    }
    return pieces
  }

  /// As many characters as fit into `width` cells, at least one, and the rest.
  private func cut(at width: Int) -> (head: Styled, tail: Styled) {
    var head = Styled(spans: [])
    var tail = Styled(spans: [])
    var used = 0
    for span in spans {
      var text = span.text[...]
      if tail.spans.isEmpty {
        let fitting = text.prefix { character in
          let fits = used == 0 || used + character.displayWidth <= width
          used += character.displayWidth
          return fits
        }
        head.spans.append(Span(text: String(fitting), style: span.style))
        text = text[fitting.endIndex...]
      }
      if !text.isEmpty { tail.spans.append(Span(text: String(text), style: span.style)) }
    }
    return (head, tail)
  }
}
