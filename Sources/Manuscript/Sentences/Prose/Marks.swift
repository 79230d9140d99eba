/// The marks that end and surround sentences in prose.
enum Marks {
  static func isTerminator(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ".", "!", "?", "…", "。", "！", "？", "‽", "؟", "۔", "।", "‼", "⁇", "⁈", "⁉": true
    default: false
    }
  }

  /// Stops after which no blank is written.
  static func isWide(_ scalar: Unicode.Scalar) -> Bool { scalar == "。" || scalar == "！" || scalar == "？" }

  static func isCloser(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "”", "’", "\"", "'", "»", ")", "]", "}", "›", "」", "』", "）", "］": true
    default: false
    }
  }

  static func isOpener(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "“", "‘", "\"", "'", "«", "»", "(", "[", "{", "‹", "„", "‚", "「", "『", "（", "¿", "¡", "*", "—", "–",
      "`", "•", "⁃":
      true
    default: false
    }
  }

  /// Whether a mark that elsewhere closes a quotation opens one here, as Swedes and Finns write: `”Nej”, sade hon.`
  static func opensLikeItCloses(_ index: Int, in text: ScalarText) -> Bool {
    guard text[index] == "”" || text[index] == "’", index + 1 < text.count else { return false }
    let next = text[index + 1]
    return (isLetter(next) || isDigit(next) || next == "…" || next == "[")
      && (index == 0 || isBlank(text[index - 1]) || isOpener(text[index - 1]))
  }

  /// What never begins a sentence.
  static func isContinuer(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ",", ";", ":", ")", "]", "}", "”", "’", "»": true
    default: false
    }
  }

  static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? "0" <= scalar && scalar <= "9" : scalar.properties.generalCategory == .decimalNumber
  }

  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII
      ? scalar == " " || (0x09...0x0D).contains(scalar.value) : scalar.properties.isWhitespace
  }

  static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII
      ? ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) : scalar.properties.isAlphabetic
  }

  static func isGreek(_ scalar: Unicode.Scalar) -> Bool {
    (0x0370...0x03FF).contains(scalar.value) || (0x1F00...0x1FFF).contains(scalar.value)
  }

  /// The script of a letter; nil for signs, and for scripts whose sentences are told otherwise.
  static func script(of scalar: Unicode.Scalar) -> ProseLanguage.Script? {
    guard isLetter(scalar) else { return nil }
    switch scalar.value {
    case ..<0x370: return .latin
    case 0x370...0x3FF, 0x1F00...0x1FFF: return .greek
    case 0x400...0x52F: return .cyrillic
    case 0x590...0x5FF: return .hebrew
    case 0x600...0x6FF: return .arabic
    default: return nil
    }
  }

  static func isCapital(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? ("A"..."Z").contains(scalar) : scalar.properties.isUppercase
  }

  static func isSmall(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? ("a"..."z").contains(scalar) : scalar.properties.isLowercase
  }
}
