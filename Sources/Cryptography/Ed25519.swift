internal import CCrypto

/// Signatures by Ed25519 (RFC 8032).
public enum Ed25519 {
  /// How many bytes a key has, the secret one and the public one.
  public static let keyLength = 32
  /// How many bytes a signature has.
  public static let signatureLength = 64

  /// A new secret key, from the system's source of random numbers.
  public static func secretKey() -> [UInt8] {
    var random = SystemRandomNumberGenerator()
    return (0..<keyLength).map { _ in .random(in: .min ... .max, using: &random) }
  }

  /// The public half of a secret key; `nil` where that has not 32 bytes.
  public static func publicKey(of secret: [UInt8]) -> [UInt8]? {
    guard let key = Key(secret: secret) else { return nil }
    var bytes = [UInt8](repeating: 0, count: keyLength)
    var count = bytes.count
    return EVP_PKEY_get_raw_public_key(key.pointer, &bytes, &count) == 1 ? bytes : nil
  }

  /// The signature of a message; `nil` where the secret key has not 32 bytes, or memory is out.
  public static func signature(of message: [UInt8], by secret: [UInt8]) -> [UInt8]? {
    guard let key = Key(secret: secret), let context = Context(),
      EVP_DigestSignInit(context.pointer, nil, nil, nil, key.pointer) == 1
    else { return nil }
    var bytes = [UInt8](repeating: 0, count: signatureLength)
    var count = bytes.count
    return EVP_DigestSign(context.pointer, &bytes, &count, message, message.count) == 1 ? bytes : nil
  }

  /// Whether the owner of a public key signed a message so. Bytes that are no key signed nothing.
  public static func isValid(_ signature: [UInt8], of message: [UInt8], by publicKey: [UInt8]) -> Bool {
    guard let key = Key(public: publicKey), let context = Context(),
      EVP_DigestVerifyInit(context.pointer, nil, nil, nil, key.pointer) == 1
    else { return false }
    return EVP_DigestVerify(context.pointer, signature, signature.count, message, message.count) == 1
  }

  /// libcrypto's form of a key, freed with it.
  private final class Key {
    let pointer: OpaquePointer

    init?(secret: [UInt8]) {
      guard secret.count == keyLength,
        let pointer = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, secret, secret.count)
      else { return nil }
      self.pointer = pointer
    }

    init?(public bytes: [UInt8]) {
      guard bytes.count == keyLength,
        let pointer = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, bytes, bytes.count)
      else { return nil }
      self.pointer = pointer
    }

    deinit { EVP_PKEY_free(pointer) }
  }

  /// What one signing or checking needs.
  private final class Context {
    let pointer: OpaquePointer

    init?() {
      guard let pointer = EVP_MD_CTX_new() else { return nil }
      self.pointer = pointer
    }

    deinit { EVP_MD_CTX_free(pointer) }
  }
}
