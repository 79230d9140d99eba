import Cryptography
import Testing

struct SHA256Tests {
  @Test(
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func `the examples of FIPS 180 come out`(text: String, hash: String) {
    #expect(SHA256.hash(Array(text.utf8)) == bytes(hash))
  }

  @Test func `pieces come to the same as the whole`() {
    let whole = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    for size in [1, 3, 63, 64, 65, 999] {
      var hash = SHA256()
      for start in stride(from: 0, to: whole.count, by: size) {
        hash.update(Array(whole[start..<min(start + size, whole.count)]))
      }
      #expect(hash.finalize() == SHA256.hash(whole))
    }
  }

  @Test func `a copy goes on by itself`() {
    var one = SHA256()
    one.update([1])
    var other = one
    one.update([2])
    other.update([3])
    #expect(one.finalize() == SHA256.hash([1, 2]))
    #expect(other.finalize() == SHA256.hash([1, 3]))
  }
}

struct Ed25519Tests {
  /// RFC 8032, 7.1, tests 1 to 3: secret key, public key, message, signature.
  static let examples = [
    (
      "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
        + "d25bf5f0595bbe24655141438e7a100b"
    ),
    (
      "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
        + "387b2eaeb4302aeeb00d291612bb0c00"
    ),
    (
      "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
      "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
      "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
        + "4a7c15e9716ed28dc027beceea1ec40a"
    ),
  ]

  @Test(arguments: examples)
  func `the examples of RFC 8032 come out`(secret: String, key: String, message: String, signature: String) {
    #expect(Ed25519.publicKey(of: bytes(secret)) == bytes(key))
    #expect(Ed25519.signature(of: bytes(message), by: bytes(secret)) == bytes(signature))
    #expect(Ed25519.isValid(bytes(signature), of: bytes(message), by: bytes(key)))
  }

  @Test func `one changed bit anywhere is no signature`() throws {
    let secret = Ed25519.secretKey()
    let key = try #require(Ed25519.publicKey(of: secret))
    let message: [UInt8] = [1, 2, 3]
    let signature = try #require(Ed25519.signature(of: message, by: secret))
    #expect(Ed25519.isValid(signature, of: message, by: key))
    for index in signature.indices {
      var other = signature
      other[index] ^= 1
      #expect(!Ed25519.isValid(other, of: message, by: key))
    }
    #expect(!Ed25519.isValid(signature, of: [1, 2], by: key))
    #expect(
      !Ed25519.isValid(signature, of: message, by: try #require(Ed25519.publicKey(of: Ed25519.secretKey()))))
  }

  @Test(arguments: [0, 31, 33, 64]) func `keys and signatures of other lengths are none`(length: Int) throws {
    let wrong = [UInt8](repeating: 7, count: length)
    #expect(Ed25519.publicKey(of: wrong) == nil)
    #expect(Ed25519.signature(of: [1], by: wrong) == nil)
    #expect(!Ed25519.isValid([UInt8](repeating: 7, count: 64), of: [1], by: wrong))
    let key = try #require(Ed25519.publicKey(of: Ed25519.secretKey()))
    #expect(!Ed25519.isValid(wrong, of: [1], by: key))
  }
}

/// The bytes that hexadecimal digits stand for.
private func bytes(_ hex: String) -> [UInt8] {
  let digits = hex.compactMap(\.hexDigitValue).map { UInt8($0) }
  return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
}
