import Ledger

/// The definitions of RFC 6962, §2.1 to §2.1.2 word for word: slow, and with nothing to go wrong.
enum ReferenceTree {
  static func root(_ leaves: ArraySlice<Hash>) -> Hash {
    switch leaves.count {
    case 0: return Hash(of: [])
    case 1: return leaves.first!
    default:
      let k = split(leaves.count)
      return Hash(of: [1], root(leaves.prefix(k)).bytes, root(leaves.dropFirst(k)).bytes)
    }
  }

  /// PATH(m, D[n])
  static func path(_ m: Int, _ leaves: ArraySlice<Hash>) -> [Hash] {
    guard leaves.count > 1 else { return [] }
    let k = split(leaves.count)
    return m < k
      ? path(m, leaves.prefix(k)) + [root(leaves.dropFirst(k))]
      : path(m - k, leaves.dropFirst(k)) + [root(leaves.prefix(k))]
  }

  /// PROOF(m, D[n])
  static func proof(_ m: Int, _ leaves: ArraySlice<Hash>) -> [Hash] { subproof(m, leaves, true) }

  private static func subproof(_ m: Int, _ leaves: ArraySlice<Hash>, _ isWhole: Bool) -> [Hash] {
    if m == leaves.count { return isWhole ? [] : [root(leaves)] }
    let k = split(leaves.count)
    return m <= k
      ? subproof(m, leaves.prefix(k), isWhole) + [root(leaves.dropFirst(k))]
      : subproof(m - k, leaves.dropFirst(k), false) + [root(leaves.prefix(k))]
  }

  /// The largest power of two smaller than n.
  private static func split(_ n: Int) -> Int {
    var k = 1
    while k * 2 < n { k *= 2 }
    return k
  }
}

extension Hash {
  /// The leaf hash of RFC 6962, §2.1.
  init(leaf data: [UInt8]) { self.init(of: [0], data) }

  /// One bit of one byte is another.
  func flipped(_ byte: Int, bit: UInt8) -> Hash {
    var bytes = bytes
    bytes[byte] ^= 1 << bit
    return Hash(bytes)
  }

  static func samples(_ count: Int) -> [Hash] {
    (0..<count).map { Hash(leaf: Array("leaf \($0)".utf8)) }
  }
}

extension [UInt8] {
  init(hexadecimal text: String) {
    let digits = Array<Character>(text)
    self = stride(from: 0, to: digits.count, by: 2).map { UInt8(String(digits[$0...$0 + 1]), radix: 16)! }
  }
}
