/// What an XML or HTML text says, by its words.
struct MarkupPassages {
  private(set) var passages: [SourcePassage] = []

  private let bytes: [UInt8]
  private let vocabulary: MarkupVocabulary
  /// The elements that change what is said, from the outermost on.
  private var open: [Element] = []
  private var text = String.UnicodeScalarView()

  private struct Element {
    var name: String
    var kind: SourcePassage.Kind
    var isSilent: Bool
    var isSpoken: Bool
  }

  init(_ bytes: [UInt8], _ vocabulary: MarkupVocabulary) {
    (self.bytes, self.vocabulary) = (bytes, vocabulary)
    var index = 0
    while let tag = nextTag(from: index) {
      say(index..<tag.range.lowerBound)
      index = tag.range.upperBound
      if tag.kind == .other {
        let open = Array("<![CDATA[".utf8)
        if bytes[tag.range].starts(with: open) {
          say(tag.range.lowerBound + open.count..<max(tag.range.lowerBound + open.count, index - 3))
        }
      } else {
        read(tag, named: vocabulary.isHTML ? tag.name.lowercased() : tag.name, next: &index)
      }
    }
    say(index..<bytes.count)
    endPassage()
  }

  /// All words of a stretch of such a text.
  static func words(of bytes: ArraySlice<UInt8>, _ vocabulary: MarkupVocabulary) -> [String] {
    MarkupPassages(Array(bytes), vocabulary).passages.flatMap(\.words)
  }

  /// The next tag; an angle that no name follows is text.
  private func nextTag(from start: Int) -> MarkupElements.Tag? {
    var index = start
    while let open = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
      let next = open + 1 < bytes.count ? bytes[open + 1] : 0x20
      if SourceText.isLetter(next) || "!?/".utf8.contains(next) {
        return MarkupElements.tag(from: open, in: bytes, before: bytes.count)
      }
      index = open + 1
    }
    return nil
  }

  private mutating func read(_ tag: MarkupElements.Tag, named name: String, next: inout Int) {
    if vocabulary.blanks.contains(name) { text.append(" ") }
    let kind = vocabulary.kinds[name]
    let isBreak = !vocabulary.inline.contains(name) && !vocabulary.blanks.contains(name)
    if isBreak || kind != nil { endPassage() }
    let isSilent = vocabulary.silent.contains(name)
    let isSpoken = vocabulary.spoken?.contains(name) ?? false
    guard kind != nil || isSilent || isSpoken else { return }
    switch tag.kind {
    case .opens:
      // What stands in it is no markup.
      if vocabulary.isHTML, name == "script" || name == "style" {
        next = endOfRaw(name, from: next)
        return
      }
      open.append(
        Element(
          name: name, kind: kind ?? open.last?.kind ?? .text,
          isSilent: isSilent || open.last?.isSilent ?? false, isSpoken: isSpoken))
    case .closes:
      if let last = open.lastIndex(where: { $0.name == name }) { open.removeSubrange(last...) }
    case .stands, .other: break
    }
  }

  /// Where an element begins to end whose text may hold angles.
  private func endOfRaw(_ name: String, from start: Int) -> Int {
    let close = Array("</\(name)".utf8)
    var index = start
    while index + close.count <= bytes.count {
      if bytes[index] == close[0],
        bytes[index..<index + close.count].elementsEqual(close, by: { $0 == $1 || $0 | 0x20 == $1 })
      {
        return index
      }
      index += 1
    }
    return bytes.count
  }

  private mutating func endPassage() {
    // A word with a character in it that is not known is not compared.
    let words = text.split(whereSeparator: \.properties.isWhitespace).filter {
      !$0.contains(CharacterReference.unknown)
    }
    .flatMap(SourcePassage.words)
    if !words.isEmpty { passages.append(SourcePassage(open.last?.kind ?? .text, words)) }
    text = String.UnicodeScalarView()
  }

  private mutating func say(_ range: Range<Int>) {
    guard !range.isEmpty, open.last?.isSilent != true, vocabulary.spoken == nil || open.last?.isSpoken == true
    else { return }
    var index = range.lowerBound
    while let mark = bytes[index..<range.upperBound].firstIndex(of: UInt8(ascii: "&")) {
      text.append(contentsOf: String(decoding: bytes[index..<mark], as: UTF8.self).unicodeScalars)
      let reference = CharacterReference(at: mark, in: bytes[..<range.upperBound])
      text.append(reference.scalar)
      index = reference.end
    }
    text.append(contentsOf: String(decoding: bytes[index..<range.upperBound], as: UTF8.self).unicodeScalars)
  }
}

/// A character that is written by its number or its name: `&#228;`, `&amp;`.
private struct CharacterReference {
  /// In the place of one whose name is not known.
  static let unknown: Unicode.Scalar = "\u{FFFD}"

  let scalar: Unicode.Scalar
  let end: Int

  /// - Parameter bytes: a text with an ampersand at `start`.
  init(at start: Int, in bytes: ArraySlice<UInt8>) {
    let name = bytes[(start + 1)...].prefix(12).prefix {
      SourceText.isLetter($0) || SourceText.isDigit($0) || $0 == UInt8(ascii: "#")
    }
    guard name.endIndex < bytes.endIndex, bytes[name.endIndex] == UInt8(ascii: ";"), !name.isEmpty else {
      (scalar, end) = ("&", start + 1)
      return
    }
    end = name.endIndex + 1
    let word = String(decoding: name, as: UTF8.self)
    let number = word.dropFirst(word.lowercased().hasPrefix("#x") ? 2 : 1)
    if word.hasPrefix("#") {
      scalar =
        UInt32(number, radix: word.lowercased().hasPrefix("#x") ? 16 : 10).flatMap(Unicode.Scalar.init)
        ?? Self.unknown
    } else {
      scalar = Self.named[word] ?? Self.unknown
    }
  }

  private static let named: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "shy": "\u{AD}",
    "ndash": "–", "mdash": "—", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "hellip": "…",
    "laquo": "«", "raquo": "»", "sect": "§", "middot": "·", "thinsp": "\u{2009}", "times": "×",
    "auml": "ä", "ouml": "ö", "uuml": "ü", "Auml": "Ä", "Ouml": "Ö", "Uuml": "Ü", "szlig": "ß",
    "eacute": "é", "egrave": "è", "ecirc": "ê", "agrave": "à", "aacute": "á", "acirc": "â", "ccedil": "ç",
    "iacute": "í", "oacute": "ó", "uacute": "ú", "ntilde": "ñ", "ocirc": "ô", "icirc": "î", "aelig": "æ",
    "oelig": "œ", "oslash": "ø", "aring": "å",
  ]
}
