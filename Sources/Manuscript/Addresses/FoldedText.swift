/// A text as people type it: quotes straight, dashes hyphens, white space single, soft hyphens and other
/// invisible characters gone, canonically equivalent characters alike; and where each of its elements lies.
struct FoldedText {
  /// One key for a character. Equal characters have equal keys. Keys of composed characters are seeded
  /// hashes of 63 bits, so that unequal ones sharing a key cannot be brought about.
  private(set) var keys: [Int] = []
  /// Where each key's scalars begin.
  private(set) var starts: [Int] = []
  /// Where each key's scalars end.
  private(set) var ends: [Int] = []

  private static let blank = 0x20

  init(_ scalars: some RandomAccessCollection<Unicode.Scalar>, from offset: Int, ignoringCase: Bool) {
    keys.reserveCapacity(scalars.count)
    starts.reserveCapacity(scalars.count)
    ends.reserveCapacity(scalars.count)
    var index = scalars.startIndex
    var position = offset
    while index < scalars.endIndex {
      let scalar = scalars[index]
      var next = scalars.index(after: index)
      var count = 1
      let mayCombine = next < scalars.endIndex && scalars[next].value >= 0x300
      if let key = Self.simpleKey(of: scalar), !mayCombine || key == Self.blank {
        append(key, at: position, count: 1, ignoringCase: ignoringCase)
      } else if !Self.isInvisible(scalar) {
        let cluster = Self.cluster(in: scalars[index...])
        count = cluster.unicodeScalars.count
        next = scalars.index(index, offsetBy: count)
        if count == 1, let key = Self.simpleKey(of: scalar) {
          append(key, at: position, count: 1, ignoringCase: ignoringCase)
        } else {
          let key = Self.key(of: cluster, ignoringCase: ignoringCase)
          append(key, at: position, count: count, ignoringCase: false)
        }
      }
      position += count
      index = next
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
    if key == Self.blank, keys.last == Self.blank {
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
    case 0x2018...0x201B, 0x2032, 0x02BC: 0x27
    case 0x201C...0x201F, 0x2033, 0xAB, 0xBB: 0x22
    // Ideographs: one character each, without decompositions.
    case 0x3400...0x9FFF: Int(scalar.value)
    case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D: 0x2D
    default: nil
    }
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0xAD || scalar.value == 0x200B || scalar.value == 0xFEFF || scalar.value == 0x2060
  }

  /// The character that begins the scalars. Looks at no more of them than a character sensibly has.
  private static func cluster(in scalars: some Collection<Unicode.Scalar>) -> Character {
    var view = String.UnicodeScalarView()
    for scalar in scalars.prefix(32) {
      // Nothing below U+0300 combines with what comes before it.
      if !view.isEmpty, scalar.value < 0x300 { break }
      view.append(scalar)
    }
    return String(view).first!
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
