extension InlineReader {
  /// An autolink, an HTML comment or an HTML tag that is known; anything else is text.
  mutating func readTag(at index: Int, before end: Int) -> Int {
    if source.has("<!--", at: index, before: end) {
      guard !hasUnclosedComment else { return index + 1 }
      guard let close = source.offset(of: "-->", in: index + 4..<end) else {
        hasUnclosedComment = true
        return index + 1
      }
      emit(.furniture(.comment), index..<close + 3)
      return close + 3
    }
    guard let close = source.closingAngle(after: index, before: end) else { return index + 1 }
    let inner = index + 1..<close
    if isAutolink(inner) {
      emit(.furniture(.markup), index..<index + 1)
      add(.linkStart(destination: source.string(inner)), inner.lowerBound..<inner.lowerBound)
      emit(.text, inner)
      add(.linkEnd, close..<close)
      emit(.furniture(.markup), close..<close + 1)
      return close + 1
    }
    guard let tag = source.tag(at: index, closing: close) else { return index + 1 }
    if let mark = tableMark(of: tag) {
      emit(mark, tag.bytes)
      return close + 1
    }
    guard tag.isKnown else { return index + 1 }
    return read(tag, fillsLine: index == lineStart && close + 1 == end) ? close + 1 : index + 1
  }

  /// Whether a tag is one: it is closed, closes one, or says by its attributes that it is. The letters that
  /// scholars write in angle brackets have no attributes and no ends.
  private mutating func read(_ tag: Tag, fillsLine: Bool) -> Bool {
    let kind = Self.emphasisTags[tag.name]
    if tag.name == "br" {
      emit(.lineBreak, tag.bytes)
    } else if tag.isEnd {
      if let opener = openTags[tag.name]?.popLast() {
        items[opener].content = .furniture(.markup)
        if let kind { items[opener + 1].content = .open(kind) }
        emit(.furniture(.markup), tag.bytes)
        if let kind { add(.close(kind), tag.bytes.upperBound..<tag.bytes.upperBound) }
      } else if fillsLine || pairedTags.contains(tag.bytes.lowerBound) {
        emit(.furniture(.markup), tag.bytes)
      } else {
        return false
      }
    } else if tag.isBlock, beginsLine(tag) {
      emit(.lineBreak, tag.bytes)
    } else if tag.isVoid {
      readVoid(tag)
    } else {
      let isSure = tag.hasAttributes || fillsLine || pairedTags.contains(tag.bytes.lowerBound)
      emit(isSure ? .furniture(.markup) : .text, tag.bytes)
      add(.furniture(.markup), tag.bytes.upperBound..<tag.bytes.upperBound)
      openTags[tag.name, default: []].append(items.count - 2)
    }
    return true
  }

  /// Whether what begins with a tag has a line of its own: another paragraph, term or meaning ends right before it on this
  /// one.
  private func beginsLine(_ tag: Tag) -> Bool {
    let start = tag.bytes.lowerBound
    guard start > lineStart, source.bytes[start - 1] == UInt8(ascii: ">"), pairedTags.contains(start),
      let open = (lineStart..<start).suffix(Self.longestEndTag).last(where: {
        source.bytes[$0] == UInt8(ascii: "<")
      }),
      let before = source.tag(at: open, closing: start - 1)
    else { return false }
    return before.isEnd && before.isBlock
  }

  /// Most bytes of an end tag: `</figcaption>`.
  private static let longestEndTag = 14

  /// Of a picture what is said for it is text, as that of `![…](…)` is.
  private mutating func readVoid(_ tag: Tag) {
    guard tag.name == "img", let words = source.value(of: "alt", in: tag.bytes), !words.isEmpty else {
      return emit(.furniture(.markup), tag.bytes)
    }
    emit(.furniture(.markup), tag.bytes.lowerBound..<words.lowerBound)
    emit(.text, words)
    emit(.furniture(.markup), words.upperBound..<tag.bytes.upperBound)
  }

  /// A URL or a mail address without white space.
  private func isAutolink(_ inner: Range<Int>) -> Bool {
    guard !inner.contains(where: { SourceText.isBlank(source.bytes[$0]) }) else { return false }
    if let at = source.offset(of: "@", in: inner) {
      return at > inner.lowerBound && SourceText.isLetter(source.bytes[inner.lowerBound])
        && source.offset(of: ".", in: at..<inner.upperBound) != nil
    }
    guard let colon = source.offset(of: ":", in: inner, limit: 33), colon - inner.lowerBound >= 2 else {
      return false
    }
    return SourceText.isLetter(source.bytes[inner.lowerBound])
      && source.bytes[inner.lowerBound..<colon].allSatisfy {
        SourceText.isLetter($0) || SourceText.isDigit($0) || [0x2B, 0x2D, 0x2E].contains($0)
      }
  }

  private static let emphasisTags: [String: EmphasisSpan.Kind] = [
    "i": .emphasis, "em": .emphasis, "cite": .emphasis, "b": .strong, "strong": .strong,
    "u": .underline, "s": .strikethrough, "del": .strikethrough, "strike": .strikethrough,
    "code": .code, "tt": .code, "sup": .superscript, "sub": .subscript,
  ]
}
