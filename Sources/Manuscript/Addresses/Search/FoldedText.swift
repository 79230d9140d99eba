/// A text as people type it: quotes straight, dashes hyphens, white space single, ligatures in letters, soft
/// hyphens and other invisible characters gone, canonically equivalent characters alike; and where each of its
/// elements lies.
struct FoldedText {
  /// One key for a character. Equal characters have equal keys. Keys of composed characters are seeded
  /// hashes of 63 bits, so that unequal ones sharing a key cannot be brought about.
  private(set) var keys: [Int] = []
  /// Where each key's scalars begin.
  private(set) var starts: [Int] = []
  /// Where each key's scalars end.
  private(set) var ends: [Int] = []

  private static let blank = 0x20
  private static let hyphen = 0x2D

  init(_ scalars: some RandomAccessCollection<Unicode.Scalar>, from offset: Int, ignoringCase: Bool) {
    keys.reserveCapacity(scalars.count)
    starts.reserveCapacity(scalars.count)
    ends.reserveCapacity(scalars.count)
    var index = scalars.startIndex
    var position = offset
    var before: Unicode.Scalar?
    while index < scalars.endIndex {
      let scalar = scalars[index]
      defer { before = scalar }
      var next = scalars.index(after: index)
      var count = 1
      let isGap = Self.simpleKey(of: scalar) == Self.blank
      if isGap, before.map({ Self.isOpener($0) }) ?? false, isFirstOrAfterBlank {
        // French sets its quotation marks apart from the words.
        position += 1
        index = next
        continue
      }
      if Self.isCloser(scalar), keys.last == Self.blank,
        next == scalars.endIndex || !scalars[next].properties.isAlphabetic
      {
        dropBlank()
      }
      let mayCombine = next < scalars.endIndex && scalars[next].value >= 0x300
      if let key = Self.simpleKey(of: scalar), !mayCombine || key == Self.blank {
        append(key, at: position, count: 1, ignoringCase: ignoringCase)
      } else if !Self.isInvisible(scalar) {
        let (cluster, length) = Self.cluster(in: scalars[index...])
        count = length
        next = scalars.index(index, offsetBy: count)
        if cluster.unicodeScalars.count == 1 {
          append(scalar, at: position, count: count, ignoringCase: ignoringCase)
        } else {
          let key = Self.key(of: cluster, ignoringCase: ignoringCase)
          append(key, at: position, count: count, ignoringCase: false)
        }
      }
      position += count
      index = next
    }
  }

  // Asked of every character, so no look-up in a set.
  private static func isOpener(_ scalar: Unicode.Scalar) -> Bool { scalar == "«" || scalar == "‹" }
  private static func isCloser(_ scalar: Unicode.Scalar) -> Bool { scalar == "»" || scalar == "›" }

  /// Whether nothing or a blank stands before the last key.
  private var isFirstOrAfterBlank: Bool { keys.count < 2 || keys[keys.count - 2] == Self.blank }

  private mutating func dropBlank() {
    keys.removeLast()
    starts.removeLast()
    ends.removeLast()
  }

  /// Adds the keys of a scalar that stands alone: one, or those of the letters that a ligature stands for.
  private mutating func append(_ scalar: Unicode.Scalar, at position: Int, count: Int, ignoringCase: Bool) {
    if let letters = Self.letters(of: scalar) {
      for letter in letters { append(Int(letter), at: position, count: count, ignoringCase: ignoringCase) }
    } else if let key = Self.simpleKey(of: scalar) {
      append(key, at: position, count: count, ignoringCase: ignoringCase)
    } else {
      let key = Self.key(of: Character(scalar), ignoringCase: ignoringCase)
      append(key, at: position, count: count, ignoringCase: false)
    }
  }

  /// The folded form of what a person typed, without white space at its ends.
  static func query(_ words: String, ignoringCase: Bool) -> [Int] {
    var keys = FoldedText(Array(words.unicodeScalars), from: 0, ignoringCase: ignoringCase).keys[...]
    while keys.first == blank { keys = keys.dropFirst() }
    while keys.last == blank { keys = keys.dropLast() }
    return Array(keys)
  }

  private mutating func append(_ key: Int, at position: Int, count: Int, ignoringCase: Bool) {
    // Blanks in a row are one, and so are hyphens: `---` is typed for a dash.
    if key == Self.blank || key == Self.hyphen, keys.last == key {
      ends[ends.count - 1] = position + count
      return
    }
    keys.append(ignoringCase && (0x41...0x5A).contains(key) ? key + 0x20 : key)
    starts.append(position)
    ends.append(position + count)
  }

  /// The key of a scalar that folds by table or is ASCII, else nil.
  private static func simpleKey(of scalar: Unicode.Scalar) -> Int? {
    switch scalar.value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: blank
    case 0x00..<0x80: Int(scalar.value)
    case 0x2018...0x201B, 0x2032, 0x02BC, 0x2039, 0x203A: 0x27
    case 0x201C...0x201F, 0x2033, 0xAB, 0xBB: 0x22
    // The long s.
    case 0x17F: 0x73
    // Ideographs: one character each, without decompositions.
    case 0x3400...0x9FFF: Int(scalar.value)
    case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D: hyphen
    // ASCII as wide as an ideograph.
    case 0xFF01...0xFF5E: Int(scalar.value) - 0xFEE0
    default: nil
    }
  }

  /// The letters that people type for a ligature, and the dots for an ellipsis.
  private static func letters(of scalar: Unicode.Scalar) -> [UInt8]? {
    switch scalar.value {
    case 0x2026: Array("...".utf8)
    case 0xC6: Array("AE".utf8)
    case 0xE6: Array("ae".utf8)
    case 0x152: Array("OE".utf8)
    case 0x153: Array("oe".utf8)
    case 0xFB00: Array("ff".utf8)
    case 0xFB01: Array("fi".utf8)
    case 0xFB02: Array("fl".utf8)
    case 0xFB03: Array("ffi".utf8)
    case 0xFB04: Array("ffl".utf8)
    case 0xFB05, 0xFB06: Array("st".utf8)
    default: nil
    }
  }

  /// Soft hyphens, marks of direction and joining, and the symbols shown for control characters: no one types
  /// them, so that they are found past.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD, 0x061C, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF,
      0x2400...0x2421:
      true
    default: false
    }
  }

  /// The character that begins the scalars, without what is invisible in it, and how many scalars it has. Looks
  /// at no more of them than a character sensibly has.
  private static func cluster(
    in scalars: some Collection<Unicode.Scalar>
  ) -> (character: Character, length: Int) {
    var view = String.UnicodeScalarView()
    for scalar in scalars.prefix(32) {
      // Nothing below U+0300 combines with what comes before it.
      if !view.isEmpty, scalar.value < 0x300 { break }
      view.append(scalar)
    }
    let whole = String(view).first!
    let length = whole.unicodeScalars.count
    guard length > 1, whole.unicodeScalars.contains(where: isInvisible) else { return (whole, length) }
    var visible = String.UnicodeScalarView()
    visible.append(contentsOf: whole.unicodeScalars.filter { !isInvisible($0) })
    return (String(visible).first!, length)
  }

  private static func key(of cluster: Character, ignoringCase: Bool) -> Int {
    let folded = ignoringCase ? Character(checked: cluster.lowercased()) ?? cluster : cluster
    // Hashing agrees with canonical equivalence. The top bit keeps hashes apart from scalar values.
    return folded.hashValue | Int.min
  }
}

extension Character {
  /// The character that is the whole of a string, if it is one.
  fileprivate init?(checked string: String) {
    guard string.count == 1, let first = string.first else { return nil }
    self = first
  }
}
