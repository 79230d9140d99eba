/// Tells of most blocks of a document, at once and without their text, that words do not stand in them.
///
/// Each block has a set of bits, some for each of its characters, in which every three characters in a row set
/// one. Words that stand in a block find all of their bits set there. Where one is not, they do not stand in it;
/// where all are, the text itself has to be looked at.
struct BlockSieve: Sendable {
  /// The sets of all blocks, one after the other; the size of each is a power of two.
  private var bits: [UInt64] = []
  /// Where each block's set begins.
  private var starts: [Int] = [0]

  init(_ document: Document) {
    starts.reserveCapacity(document.blocks.count + 1)
    for block in document.blocks {
      let text = document.text.scalars[block.range.offsets]
      add(FoldedText(text, from: block.range.start, ignoringCase: true).keys)
    }
  }

  private mutating func add(_ keys: [Int]) {
    var size = 1
    while size < keys.count / Self.keysInAWord { size *= 2 }
    let start = bits.count
    bits.append(contentsOf: repeatElement(0, count: size))
    for mark in Self.marks(of: keys) {
      let bit = Self.bit(of: mark, in: size)
      bits[start + bit >> 6] |= 1 << UInt64(bit & 63)
    }
    starts.append(bits.count)
  }

  /// Those of some blocks in which words may stand.
  ///
  /// - Parameter keys: the words, folded with letter case ignored. Words that are alike with their case are alike
  ///   without it too.
  func blocks(_ indices: Range<Int>, thatMayHold keys: [Int]) -> [Int] {
    let marks = Self.marks(of: keys)
    return indices.filter { index in
      let (start, size) = (starts[index], starts[index + 1] - starts[index])
      return marks.allSatisfy { mark in
        let bit = Self.bit(of: mark, in: size)
        return bits[start + bit >> 6] & 1 << UInt64(bit & 63) != 0
      }
    }
  }

  /// A number for every three keys in a row.
  private static func marks(of keys: [Int]) -> [UInt64] {
    guard keys.count >= 3 else { return [] }
    return (2..<keys.count).map { last in
      var mark: UInt64 = 0
      for key in keys[last - 2...last] {
        mark = (mark ^ UInt64(bitPattern: Int64(key))) &* 0x9E37_79B9_7F4A_7C15
        mark ^= mark >> 32
      }
      return mark
    }
  }

  private static func bit(of mark: UInt64, in size: Int) -> Int { Int(mark & UInt64(size * 64 - 1)) }

  /// For how many characters there are 64 bits: about eight for each.
  private static let keysInAWord = 8
}
